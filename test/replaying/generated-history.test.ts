import { expect, test } from '@jest/globals';
import { replay } from '../../scripts/replaying/replay-script.ts';
import { filesForAll } from '../importing/file.ts';
import { runScript } from '../scripts/surroundings.ts';
import { expectDigests, type ReplayedJson } from './expect-digests.ts';
import { generateHistory, VOTES } from './generated-history.ts';
import { grouped, readRaw, recount } from './recount.ts';

const file = filesForAll();
const SEED = 2025;

/** The clock changes in the third week in Paris, in the fourth in Auckland, and not at all in Réunion. */
test.each(['Europe/Paris', 'Pacific/Auckland', 'Indian/Reunion'])(
  'a generated history of 300 votes gives the digests that a recount of its rows gives, in %s',
  async (zone) => {
    const { ideas, votes } = generateHistory(SEED);
    const files = [file('ideas.ndjson', ideas), file('votes.csv', votes)] as const;
    const { code, out } = await runScript(replay, [...files, '--zone', zone, '--json']);
    expect(code).toBe(0);
    const { weeks, totals } = JSON.parse(out) as ReplayedJson;

    const raw = readRaw(...files, zone);
    const recounted = recount(raw, zone);
    expectDigests(weeks, recounted);
    expect(totals).toMatchObject({ ideas: 25, refused: 0, undated: { ideas: 2, votes: 0 } });
    const sum = weeks.reduce((votesSoFar, { figures }) => votesSoFar + figures.votes, 0);
    expect(sum).toBeGreaterThan(VOTES / 2);
  },
);

test('the generated history has what makes counting hard', () => {
  const { ideas, votes } = generateHistory(SEED);
  const raw = readRaw(file('ideas.ndjson', ideas), file('votes.csv', votes), 'Europe/Paris');
  const recounted = recount(raw, 'Europe/Paris');
  expect(raw.votes).toHaveLength(VOTES);
  expect(recounted.length).toBeGreaterThanOrEqual(6);
  expect(recounted.map(({ start, end }) => (end - start) / 3_600_000)).toContain(167);
  expect(new Set(raw.votes.map(({ value }) => value))).toEqual(new Set(['for', 'against', 'mixed']));

  // Ties for a place that is shown: one decided by the votes in all, one by the number.
  const neighbours = recounted.flatMap(({ ranking }) =>
    ranking.slice(0, 4).map((one, place) => [one, ranking[place + 1]] as const),
  );
  const ties = neighbours.filter(([one, next]) => one.gained === next?.gained);
  expect(ties.some(([one, next]) => one.for > next!.for)).toBe(true);
  expect(ties.some(([one, next]) => one.for === next!.for)).toBe(true);

  // Another value by one person on one idea, and votes at the very instant their idea is filed.
  const pairs = grouped(raw.votes, ({ idea, voter }) => `${idea} ${voter}`);
  const changed = pairs.filter((given) => new Set(given.map(({ value }) => value)).size > 1);
  expect(changed.length).toBeGreaterThan(20);
  const filed = new Set(raw.ideas.map(({ id, at }) => `${id} ${at}`));
  expect(raw.votes.filter(({ idea, at }) => filed.has(`${idea} ${at}`)).length).toBeGreaterThan(3);
});
