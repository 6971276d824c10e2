import type { HistoryEvent, IdeaFiled, Undated, VoteGiven } from './history.ts';
import { type ReplayReport, refuseLine } from './replay-report.ts';

/**
 * Ideas and votes in the order of time; of one instant ideas come before votes, and else the order they were read in
 * stays.
 *
 * Nobody voted on an idea that was not there: one that is undated, or dated later than a vote on it, is put at its
 * first vote; an undated one without votes at the beginning. An undated vote is put at its idea. Where nothing is
 * dated there is no beginning, and no history. Votes on ideas that are not there are refused.
 */
export function timeline(
  ideas: readonly Undated<IdeaFiled>[],
  votes: readonly Undated<VoteGiven>[],
  report: ReplayReport,
): HistoryEvent[] {
  const beginning = earliest([...ideas, ...votes]);
  if (beginning === null) return [];
  const firstVotes = firstVotesOf(votes);
  const filed = new Map<string, number>();
  const placed: HistoryEvent[] = [];
  for (const idea of ideas) {
    const first = firstVotes.get(idea.id) ?? null;
    if (idea.at === null) report.undated.ideas += 1;
    else if (first !== null && first < idea.at) report.votedBefore += 1;
    const at = earliest([idea, { at: first }]) ?? beginning;
    filed.set(idea.id, at);
    placed.push({ ...idea, at });
  }
  for (const vote of votes) {
    const idea = filed.get(vote.idea);
    if (idea === undefined) {
      refuseLine(report, vote.place, `no idea with the id ${vote.idea} in this history`);
      continue;
    }
    if (vote.at === null) report.undated.votes += 1;
    placed.push({ ...vote, at: vote.at ?? idea });
  }
  // Ideas stand first, and sorting keeps the order of equals.
  return placed.sort((a, b) => a.at - b.at);
}

function earliest(events: readonly { at: number | null }[]): number | null {
  let first: number | null = null;
  for (const { at } of events) if (at !== null && (first === null || at < first)) first = at;
  return first;
}

function firstVotesOf(votes: readonly Undated<VoteGiven>[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { idea, at } of votes) {
    if (at !== null && at < (first.get(idea) ?? Number.POSITIVE_INFINITY)) first.set(idea, at);
  }
  return first;
}
