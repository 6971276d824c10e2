import type { Status } from '../ideas/status.ts';

/**
 * Reactions under a card by which those who facilitate the idea's lab decide. 👀 takes a new idea under review at
 * once; the other two need a public answer, so they only ask for it. They are no votes, and from anybody else they
 * mean nothing. Emoji as arrivals bring them.
 */
export const DECISION_MARKS: Readonly<
  Record<string, Extract<Status, 'under-review' | 'accepted' | 'declined'>>
> = { '👀': 'under-review', '✅': 'accepted', '❌': 'declined' };

/** May this emoji decide under such a posting? */
export function mayBeDecision(kind: 'card' | 'digest' | 'notice', emoji: string): boolean {
  return kind === 'card' && statusMarked(emoji) !== null;
}

/** The status a reaction under a card speaks of; null for any other emoji. */
export function statusMarked(emoji: string): 'under-review' | 'accepted' | 'declined' | null {
  return Object.hasOwn(DECISION_MARKS, emoji) ? (DECISION_MARKS[emoji] ?? null) : null;
}
