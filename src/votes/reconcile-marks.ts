import { CARD_VOTES, KEYCAPS } from './record-mark.ts';

/**
 * May this emoji be a vote under such a posting? Of all the reactions a platform lists, only these are worth
 * asking who their person is.
 */
export function mayBeVote(kind: 'card' | 'digest' | 'notice', emoji: string): boolean {
  if (kind === 'card') return Object.hasOwn(CARD_VOTES, emoji);
  return kind === 'digest' && (KEYCAPS as readonly string[]).includes(emoji);
}
