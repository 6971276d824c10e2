import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { prove } from '../../db/read-models/proof.ts';
import { median } from '../../scripts/bench/bench.ts';
import { BENCHES, bench } from '../../scripts/bench/bench-script.ts';
import { makeBoxFile } from '../../scripts/bench/box-file.ts';
import { readDigest } from '../../scripts/bench/digest-growth.ts';
import { measureGrowth } from '../../scripts/bench/growth.ts';
import { fillHistory, LAB } from '../../scripts/bench/history.ts';
import { readTop } from '../../scripts/bench/top10-growth.ts';
import { measureVotes } from '../../scripts/bench/vote-store.ts';
import { inTempDir } from '../../scripts/support/temp-dir.ts';
import { weekBefore, weekContaining } from '../../src/digest/period.ts';
import { tempDir } from '../db/open-temp-engine.ts';
import { runScript } from './surroundings.ts';

const RESULT = {
  name: expect.any(String),
  value: expect.any(Number),
  unit: expect.any(String),
  baseline: expect.any(Number),
  ratio: expect.any(Number),
};

describe('the runner', () => {
  test('names the benches in its help', async () => {
    const { code, out } = await runScript(bench, ['--help']);
    expect(code).toBe(0);
    for (const name of [
      'vote_store',
      'top10_growth',
      'digest_growth',
      'startup',
      'import',
      'similar',
      'search',
      'capture_slack',
      'vote_slack',
      'ack_slack',
    ])
      expect(out).toContain(name);
  });

  test('ends with 2 on an unknown name and lists those there are', async () => {
    const { code, out, err } = await runScript(bench, ['vote_stroe', '--quick']);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    for (const name of Object.keys(BENCHES)) expect(err).toContain(name);
  });

  test('takes the lower middle as the median', () => {
    expect([median([3, 1, 2]), median([4, 1, 3, 2]), median([7])]).toEqual([2, 2, 7]);
  });
});

describe('vote_store', () => {
  test.each([1, 7])('writes the same rows as the bare statements, callers: %i', async (callers) => {
    const result = await measureVotes(callers, { votes: 60, forMs: 0, rounds: 2 });
    expect(result).toMatchObject({ ...RESULT, name: 'vote_store', unit: 'votes/s', callers, votes: 120 });
    expect(result.value).toBeGreaterThan(0);
  });
});

describe('growth', () => {
  test.each([
    ['top10_growth', readTop],
    ['digest_growth', readDigest],
  ] as const)('%s gives a median for each size', async (name, reading) => {
    const result = await measureGrowth(name, [1000, 1500], reading);
    expect(result).toMatchObject({ ...RESULT, name, unit: 'ms', runs: 200 });
    expect(Object.keys(result.medians as object)).toEqual(['1000', '1500']);
    expect(result.ratio).toBeGreaterThanOrEqual(1);
  });

  test('is measured in boxes whose tallies hold, with the same 500 votes in the week', async () => {
    const { dir, remove } = tempDir();
    try {
      const week = weekBefore(weekContaining(Date.UTC(2026, 10, 25), 'Europe/Paris'), 'Europe/Paris');
      for (const ideas of [1000, 1500]) {
        const file = join(dir, `${ideas}.db`);
        await makeBoxFile(file, (db) => fillHistory(db, ideas, week));
        const { read, close } = await openSqlite(`sqlite:${file}`);
        // What is measured in these boxes reads no search index, which takes longer to fill than all the rest.
        const claims = (await prove(read)).filter(({ claim }) => claim !== 'index');
        expect(claims.filter(({ broken }) => broken > 0)).toEqual([]);
        const { votes } = await read
          .selectFrom('vote_changes')
          .select((eb) => eb.fn.countAll().as('votes'))
          .where('lab', '=', LAB)
          .where('at', '>=', week.start)
          .where('at', '<', week.end)
          .executeTakeFirstOrThrow();
        expect(votes).toBe(500);
        await close();
      }
    } finally {
      remove();
    }
  });
});

describe('a folder for a while', () => {
  const PREFIX = 'boite-work-';
  let before: string[];
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith(PREFIX));

  beforeEach(() => {
    before = folders();
  });

  afterEach(() => {
    expect(folders().filter((name) => !before.includes(name))).toEqual([]);
  });

  test('is gone when the work fails', async () => {
    await expect(
      inTempDir(async (dir) => {
        expect(folders()).toContain(dir.split('/').at(-1));
        throw new Error('broken');
      }),
    ).rejects.toThrow('broken');
  });
});
