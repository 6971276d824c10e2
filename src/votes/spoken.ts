import type { Transaction } from '../unit-of-work.ts';
import { type Mark, newest, type Source, type Word } from './vote.ts';

/**
 * What speaks for a member on an idea: the newest of their words and standing marks, with any of their accounts.
 * Null when nothing stands. Asked of what stands and not of the order in which events arrived, so that a late one,
 * or accounts that are linked later, make no difference.
 */
export async function spoken(
  tx: Pick<Transaction, 'votes'>,
  idea: number,
  member: number,
): Promise<{ value: Word; source: Source } | null> {
  const mark = newest(await tx.votes.marksOf(idea, member));
  const words = await tx.votes.wordsOf(idea, member);
  const word = newest(words.map((one) => ({ ...one, since: one.at })));
  if (mark && !(word && word.since > mark.since)) return { value: mark.value, source: sourceOf(mark) };
  return word && { value: word.value, source: { kind: 'word', identity: word.identity } };
}

function sourceOf(mark: Mark): Source {
  return { kind: 'mark', posting: mark.posting, identity: mark.identity, emoji: mark.emoji };
}
