import type { Idea } from '../ideas/idea.ts';
import { isAuthor } from '../ideas/is-author.ts';
import type { Identity } from '../members/member.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Source, Vote, Word } from './vote.ts';

/**
 * Sets a member's vote to what its newest event says; repaints the cards when the tallies changed. `changedAt`: when
 * they did, where that is not the event's own instant.
 */
export async function settleVote(
  tx: Transaction,
  idea: Idea,
  voter: Pick<Identity, 'id' | 'member'>,
  previous: Vote | null,
  now: { value: Word; source: Source; at: number },
  changedAt = now.at,
): Promise<void> {
  const another = idea.supportedAt === null && now.value !== 'none' && !(await isAuthor(tx, idea, voter));
  const vote = { idea: idea.number, member: voter.member, ...now };
  await tx.votes.set(previous, vote, { lab: idea.lab, another, changedAt });
  if ((previous?.value ?? 'none') !== now.value) await tx.outbox.repaintCards(idea.number);
}
