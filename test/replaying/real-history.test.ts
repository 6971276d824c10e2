import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { replay } from '../../scripts/replaying/replay-script.ts';
import { runScript } from '../scripts/surroundings.ts';
import { expectDigests, type ReplayedJson } from './expect-digests.ts';
import { grouped, readRaw, recount } from './recount.ts';

/**
 * A public consultation with each of its votes. It may not be redistributed: it lies beside the checkout, where it is
 * at all, and is no part of the project.
 */
const FOLDER = new URL('../../../shared/data/', import.meta.url);
const [IDEAS, CAST] = ['rua.ndjson', 'rua-votes.csv'].map((name) => fileURLToPath(new URL(name, FOLDER))) as [
  string,
  string,
];
const ZONE = 'Europe/Paris';
const there = existsSync(IDEAS) && existsSync(CAST);

if (!there) {
  test('left out: a real history (../shared/data/rua.ndjson and rua-votes.csv are not there)', () => {
    process.stderr.write('Left out: the test with a real history, since ../shared/data is not there.\n');
    expect(there).toBe(false);
  });
} else {
  test('the real history of a consultation gives the digests that a recount of its rows gives', async () => {
    const raw = readRaw(IDEAS, CAST, ZONE);
    const recounted = recount(raw, ZONE);
    const { code, out } = await runScript(replay, [IDEAS, CAST, '--zone', ZONE, '--json']);
    const { weeks, totals } = JSON.parse(out) as ReplayedJson;
    expect([code, totals.refusals]).toEqual([0, []]);
    expectDigests(weeks, recounted);

    // What makes it worth its while is there: a week longer than others, a day of over 1,500 votes, 300 ideas.
    expect(weeks).toHaveLength(7);
    expect(recounted.map(({ start, end }) => (end - start) / 3_600_000)).toContain(169);
    const days = grouped(raw.votes, ({ at }) => DateTime.fromMillis(at, { zone: ZONE }).toISODate() ?? '');
    expect(Math.max(...days.map(({ length }) => length))).toBeGreaterThan(1500);
    expect(totals.ideas).toBe(raw.ideas.length);
    expect(raw.ideas.length).toBeGreaterThan(300);
    // One person votes twice on one idea, and the values nobody has here are told.
    const pairs = new Set(raw.votes.map(({ idea, voter }) => `${idea} ${voter}`));
    expect(totals.votes).toMatchObject({ repeated: raw.votes.length - pairs.size });
    expect(totals.unknownValues).toEqual({
      mixed: raw.votes.filter(({ value }) => value === 'mixed').length,
    });
  }, 120_000);
}
