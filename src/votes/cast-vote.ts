import { findReadable } from '../ideas/find-readable.ts';
import type { Idea } from '../ideas/idea.ts';
import { isVotable } from '../ideas/status.ts';
import type { Acting } from '../members/acting.ts';
import { mayVote } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { instantBeside } from './clock-gone-back.ts';
import { settleVote } from './settle-vote.ts';
import { tallyChange, type Word } from './vote.ts';

/** What a word came to. `changed` false: it was already so ("déjà compté"). */
export interface Cast {
  idea: Idea;
  value: Word;
  changed: boolean;
}

/**
 * A vote given by button, command or form; `none` takes it back. A word sets, it does not toggle: the same
 * press twice is one vote. `now` is absent where a history is played.
 */
export async function castVote(
  tx: Transaction,
  by: Acting,
  word: { number: number; value: Word; at: number; now?: number },
): Promise<Cast | Refusal> {
  const { number, value, now = Number.POSITIVE_INFINITY } = word;
  const found = await findReadable(tx, by.reader, number);
  if ('refused' in found) return found;
  const { idea, lab } = found;
  if (!mayVote(by.reader, { lab, author: idea.author })) return refuse('may-not-vote', {});
  // Taking back is always allowed: it is the person's own vote.
  if (value !== 'none' && (!isVotable(idea.status) || idea.hiddenAt !== null)) {
    return refuse('votes-closed', { number, status: idea.status });
  }

  const { id: identity, member } = by.identity;
  const previous = await tx.votes.of(number, member);
  const before = previous?.value ?? 'none';
  const at = instantBeside(previous?.at, word.at, now);
  // An older word that arrives late (a retry, two platforms) does not speak over a newer event.
  if (previous && at < previous.at) return { idea, value: before, changed: false };
  await tx.votes.setWord(number, identity, value, at);
  await settleVote(tx, idea, by.identity, previous, { value, source: { kind: 'word', identity }, at });
  const change = tallyChange(before, value);
  return {
    idea: { ...idea, votesFor: idea.votesFor + change.for, votesAgainst: idea.votesAgainst + change.against },
    value,
    changed: before !== value,
  };
}
