import type { Transaction } from '../unit-of-work.ts';
import { settleVote } from './settle-vote.ts';
import { spoken } from './spoken.ts';

/**
 * An account left a member for one of its own: each of the two has again the vote that their own words and marks
 * speak. Tallies change now, as where votes are joined.
 */
export async function partVotes(
  tx: Transaction,
  { identity, from, to, at }: { identity: number; from: number; to: number; at: number },
): Promise<void> {
  for (const number of await tx.votes.ideasOf(identity, from)) {
    const idea = await tx.ideas.byNumber(number);
    const previous = await tx.votes.of(number, from);
    if (!idea || !previous) throw new Error(`a word or a mark on idea ${number} belongs to no vote`);
    const stays = await spoken(tx, number, from);
    if (!stays && previous.source.identity === identity) {
      await tx.votes.handOver(from, to, number);
      continue;
    }
    const heard = previous.at;
    if (stays) {
      const voter = { id: stays.source.identity, member: from };
      await settleVote(tx, idea, voter, previous, { ...stays, at: heard }, at);
    }
    const leaves = await spoken(tx, number, to);
    if (leaves) await settleVote(tx, idea, { id: identity, member: to }, null, { ...leaves, at: heard }, at);
  }
}
