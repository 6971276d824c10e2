import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IdeaFiled, Undated, VoteGiven } from '../../src/replaying/history.ts';
import { emptyReport } from '../../src/replaying/replay-report.ts';
import { timeline } from '../../src/replaying/timeline.ts';

const idea = (id: string, at: number | null): Undated<IdeaFiled> => ({
  kind: 'idea',
  place: { file: 'ideas', line: 1 },
  id,
  title: 'Un banc',
  body: '',
  author: null,
  at,
});
const vote = (on: string, voter: string, at: number | null): Undated<VoteGiven> => ({
  kind: 'vote',
  place: { file: 'votes', line: 7 },
  idea: on,
  voter,
  value: 'for',
  at,
});

/** Who or what, and when. */
function order(ideas: Undated<IdeaFiled>[], votes: Undated<VoteGiven>[], report = emptyReport()): string[] {
  return timeline(ideas, votes, report).map(
    (event) => `${event.kind === 'idea' ? event.id : `${event.voter}:${event.idea}`} ${event.at}`,
  );
}

test('events come in the order of time, ideas before votes of one instant, else as they were read', () => {
  expect(
    order([idea('b', 20), idea('a', 10)], [vote('a', 'z', 20), vote('a', 'y', 20), vote('b', 'x', 30)]),
  ).toEqual(['a 10', 'b 20', 'z:a 20', 'y:a 20', 'x:b 30']);
});

test('an idea without a date stands at its first vote, else at the beginning, and is told of', () => {
  const report = emptyReport();
  const votes = [vote('b', 'y', 40), vote('b', 'x', 30)];
  expect(order([idea('a', 20), idea('b', null), idea('c', null)], votes, report)).toEqual([
    'a 20',
    'c 20',
    'b 30',
    'x:b 30',
    'y:b 40',
  ]);
  expect(report).toMatchObject({ undated: { ideas: 2, votes: 0 }, votedBefore: 0 });
});

test('an idea dated after a vote on it stands at that vote', () => {
  const report = emptyReport();
  expect(order([idea('a', 50)], [vote('a', 'x', 30)], report)).toEqual(['a 30', 'x:a 30']);
  expect(report).toMatchObject({ undated: { ideas: 0, votes: 0 }, votedBefore: 1 });
});

test('a vote without a date stands at its idea', () => {
  const report = emptyReport();
  expect(order([idea('a', 10), idea('b', 50)], [vote('b', 'x', null)], report)).toEqual([
    'a 10',
    'b 50',
    'x:b 50',
  ]);
  expect(report.undated).toEqual({ ideas: 0, votes: 1 });
});

test('a vote on an idea that is not there is refused, with its line', () => {
  const report = emptyReport();
  expect(order([idea('a', 10)], [vote('z', 'x', 20)], report)).toEqual(['a 10']);
  expect(report).toMatchObject({
    refused: 1,
    refusals: [{ file: 'votes', line: 7, reason: 'no idea with the id z in this history' }],
  });
});

test('where nothing has a date there is no history', () => {
  expect(order([idea('a', null)], [vote('a', 'x', null)])).toEqual([]);
});

test('whatever is read, nobody votes before an idea is there, and nothing is lost', () => {
  const instants = fc.option(fc.integer({ min: 0, max: 9 }));
  const ids = fc.constantFrom('a', 'b', 'c', 'd');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(ids, instants), { selector: ([id]) => id }),
      fc.array(fc.tuple(ids, fc.constantFrom('x', 'y'), instants)),
      (ideas, votes) => {
        const report = emptyReport();
        const events = timeline(
          ideas.map(([id, at]) => idea(id, at)),
          votes.map(([on, voter, at]) => vote(on, voter, at)),
          report,
        );
        const isDated = [...ideas.map(([, at]) => at), ...votes.map(([, , at]) => at)].some(
          (at) => at !== null,
        );
        expect(events.length + report.refused).toBe(isDated ? ideas.length + votes.length : 0);
        const there = new Set<string>();
        let now = 0;
        for (const event of events) {
          expect(event.at).toBeGreaterThanOrEqual(now);
          now = event.at;
          if (event.kind === 'idea') there.add(event.id);
          else expect(there).toContain(event.idea);
        }
      },
    ),
  );
});
