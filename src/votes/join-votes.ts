import type { Transaction } from '../unit-of-work.ts';
import { settleVote } from './settle-vote.ts';
import { spoken } from './spoken.ts';

/**
 * One member's accounts became another's: their votes become one, the newest event of either. The tallies change
 * now, in this week, and not when the votes were given: digests that have appeared stay true.
 */
export async function joinVotes(
  tx: Transaction,
  { from, to, at }: { from: number; to: number; at: number },
): Promise<void> {
  for (const number of await tx.votes.sharedBy(from, to)) {
    const idea = await tx.ideas.byNumber(number);
    const theirs = await tx.votes.of(number, from);
    const previous = await tx.votes.of(number, to);
    if (!idea || !theirs || !previous) throw new Error(`no two votes on idea ${number}`);
    await tx.votes.remove(theirs, { lab: idea.lab, at });
    if (theirs.value !== 'none') await tx.outbox.repaintCards(number);
    const now = (await spoken(tx, number, to)) ?? { value: 'none', source: previous.source };
    const voter = { id: now.source.identity, member: to };
    const heard = Math.max(theirs.at, previous.at);
    await settleVote(tx, idea, voter, previous, { ...now, at: heard }, at);
  }
  await tx.votes.handOver(from, to);
}
