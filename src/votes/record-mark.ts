import { findReadable } from '../ideas/find-readable.ts';
import { isVotable } from '../ideas/status.ts';
import type { Acting } from '../members/acting.ts';
import { mayVote } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { instantBeside } from './clock-gone-back.ts';
import { settleVote } from './settle-vote.ts';
import { spoken } from './spoken.ts';
import { isSource, type Mark, type Source, type Value, type Vote, type Word } from './vote.ts';

/** Emoji that vote on a card. */
export const CARD_VOTES: Readonly<Record<string, Value>> = { '👍': 'for', '👎': 'against' };
/** Emoji that vote for an entry of a digest: keycaps without U+FE0F, as arrivals bring them. */
export const KEYCAPS = ['1\u20E3', '2\u20E3', '3\u20E3', '4\u20E3', '5\u20E3'] as const;

/** What a reaction stands under: a posting of ours. */
export interface MarkedPosting {
  id: number;
  kind: 'card' | 'digest' | 'notice';
  idea: number | null;
}

/** A reaction that came or went, at an instant. */
export interface MarkEvent {
  posting: MarkedPosting;
  emoji: string;
  added: boolean;
  at: number;
  /** When it is heard; absent where a history is played. */
  now?: number;
  /** When the tallies change, of one that was seen late: the week it was made in may be published. */
  changedAt?: number;
}

/**
 * A reaction was added to or removed from one of our postings. Adding makes a mark, and the newest event
 * is the vote. Removing takes the vote back only if that mark was its source; then the newest other standing
 * mark counts, else none. Null: the reaction means nothing to us, or nothing new.
 */
export async function recordMark(
  tx: Transaction,
  by: Acting,
  event: MarkEvent,
): Promise<{ idea: number } | Refusal | null> {
  const meaning = await meaningOf(tx, event.posting, event.emoji);
  if (!meaning) return null;
  const mark: Mark = {
    posting: event.posting.id,
    identity: by.identity.id,
    emoji: event.emoji,
    since: event.at,
    ...meaning,
  };
  const now = event.now ?? Number.POSITIVE_INFINITY;
  return event.added ? add(tx, by, mark, now, event.changedAt) : remove(tx, by, mark, now);
}

async function add(
  tx: Transaction,
  by: Acting,
  event: Mark,
  now: number,
  changedAt?: number,
): Promise<{ idea: number } | Refusal | null> {
  const found = await findReadable(tx, by.reader, event.idea);
  if ('refused' in found) return found;
  const { idea, lab } = found;
  if (!mayVote(by.reader, { lab, author: idea.author })) return refuse('may-not-vote', {});
  if (!isVotable(idea.status) || idea.hiddenAt !== null) {
    return refuse('votes-closed', { number: idea.number, status: idea.status });
  }
  if (await tx.votes.mark(event)) return null;

  const { member } = by.identity;
  const previous = await tx.votes.of(idea.number, member);
  const mark = { ...event, since: instantBeside(previous?.at, event.since, now) };
  await tx.votes.addMark(mark);
  await settleVote(
    tx,
    idea,
    by.identity,
    previous,
    await newestEvent(tx, idea.number, member, mark.since, previous),
    changedAt,
  );
  return { idea: idea.number };
}

/** Taking one's own vote back is always allowed, whatever became of the idea. */
async function remove(
  tx: Transaction,
  by: Acting,
  event: Mark,
  now: number,
): Promise<{ idea: number } | null> {
  const mark = await tx.votes.mark(event);
  if (!mark || instantBeside(mark.since, event.since, now) < mark.since) return null;
  await tx.votes.removeMark(mark);
  const idea = await tx.ideas.byNumber(mark.idea);
  const previous = await tx.votes.of(mark.idea, by.identity.member);
  if (!idea || !previous || !isSource(previous.source, mark)) return null;

  const { member } = by.identity;
  // With this mark the person takes back what they said before it, with whichever account: only marks still count.
  await tx.votes.dropWords(idea.number, member, mark.since);
  await settleVote(
    tx,
    idea,
    by.identity,
    previous,
    await newestEvent(tx, idea.number, member, event.since, previous),
  );
  return { idea: idea.number };
}

/**
 * What speaks now, else that the vote is taken back. `at` never goes back: it is the newest instant anything was
 * heard of, a removal included.
 */
async function newestEvent(
  tx: Transaction,
  idea: number,
  member: number,
  heard: number,
  previous: Vote | null,
): Promise<{ value: Word; source: Source; at: number }> {
  const at = Math.max(heard, previous?.at ?? heard);
  const now = await spoken(tx, idea, member);
  if (now) return { ...now, at };
  if (!previous) throw new Error(`nothing speaks for member ${member} on idea ${idea}`);
  return { value: 'none', source: { kind: 'word', identity: previous.source.identity }, at };
}

/** Which idea an emoji under a posting speaks of, and what it says. */
async function meaningOf(
  tx: Transaction,
  posting: MarkedPosting,
  emoji: string,
): Promise<{ idea: number; value: Value } | null> {
  if (posting.kind === 'card' && posting.idea !== null) {
    const value = CARD_VOTES[emoji];
    return value ? { idea: posting.idea, value } : null;
  }
  const position = KEYCAPS.indexOf(emoji as (typeof KEYCAPS)[number]) + 1;
  if (posting.kind !== 'digest' || position === 0) return null;
  const idea = await tx.postings.entry(posting.id, position);
  return idea === null ? null : { idea, value: 'for' };
}
