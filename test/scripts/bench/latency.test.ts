import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openSqlite } from '../../../db/dialects/sqlite.ts';
import { openDatabase } from '../../../db/open.ts';
import { prove } from '../../../db/read-models/proof.ts';
import type { Result } from '../../../scripts/bench/bench.ts';
import type { Inquiry } from '../../../scripts/bench/inquiry.ts';
import { INVENTED } from '../../../scripts/bench/invented-texts.ts';
import { latencyOf } from '../../../scripts/bench/latency.ts';
import { aimAt, measureLatency } from '../../../scripts/bench/measure-latency.ts';
import { textsOf } from '../../../scripts/bench/quarry.ts';
import { questionsOf } from '../../../scripts/bench/question.ts';
import { SEARCH } from '../../../scripts/bench/search.ts';
import { isOpenToAll, makeSearchBox, READER } from '../../../scripts/bench/search-box.ts';
import { SIMILAR } from '../../../scripts/bench/similar.ts';
import { systemClock } from '../../../src/clock.ts';
import { termsOf } from '../../../src/search/french.ts';
import { tempDir } from '../../db/open-temp-engine.ts';

const TEXTS = textsOf(INVENTED);
const SIZE = { ideas: [200, 600], questions: 40, warm: 5, bareMs: 0, bareMin: 10 };
const LATENCY = {
  p50: expect.any(Number),
  p95: expect.any(Number),
  p99: expect.any(Number),
  max: expect.any(Number),
};

async function resultsOf(inquiry: Inquiry, size = SIZE): Promise<Result[]> {
  const results: Result[] = [];
  for await (const result of measureLatency(inquiry, TEXTS, size, { err: () => {} })) results.push(result);
  return results;
}

test('a percentile is the time that so many stayed within', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(latencyOf(hundred)).toEqual({ p50: 50, p95: 95, p99: 99, max: 100 });
  expect(latencyOf([7])).toEqual({ p50: 7, p95: 7, p99: 7, max: 7 });
});

describe('a box to search in', () => {
  test('holds what doctor wants, and a member reads four of its five labs', async () => {
    const { dir, remove } = tempDir();
    const url = `sqlite:${join(dir, 'box.db')}`;
    try {
      const told: number[] = [];
      await makeSearchBox(join(dir, 'box.db'), TEXTS, 2500, (count) => told.push(count));
      expect(told).toEqual([2000, 500]);
      const { read, close } = await openSqlite(url);
      expect((await prove(read)).filter(({ broken }) => broken > 0)).toEqual([]);
      await close();
      const box = await openDatabase(url, { clock: systemClock });
      for (const number of [4, 5, 6, 2499]) {
        expect((await box.reads.ideas.one(READER, number)) !== null).toBe(isOpenToAll(number));
      }
      await box.close();
    } finally {
      remove();
    }
  });
});

describe('questions', () => {
  const kindsOf = (inquiry: Inquiry) => {
    const kinds: Record<string, number> = {};
    for (const { kind } of questionsOf(TEXTS, 500, 100, inquiry.askers)) kinds[kind] = (kinds[kind] ?? 0) + 1;
    return kinds;
  };

  test('half of the ideas compared rewrite one that is there and may be read', () => {
    expect(kindsOf(SIMILAR)).toEqual({ rewritten: 50, new: 30, long: 10, common: 10 });
    for (const { kind, text, source } of questionsOf(TEXTS, 500, 100, SIMILAR.askers)) {
      expect(source !== undefined).toBe(kind === 'rewritten');
      if (source === undefined) continue;
      expect(isOpenToAll(source)).toBe(true);
      expect(text).not.toEqual(TEXTS.idea(source));
    }
  });

  test('searches are words of a text, some mistyped, unfinished, common or saying nothing', () => {
    expect(kindsOf(SEARCH)).toEqual({
      words: 50,
      slip: 10,
      prefix: 10,
      common: 10,
      commons: 10,
      'stop words': 10,
    });
    for (const { kind, text } of questionsOf(TEXTS, 500, 100, SEARCH.askers)) {
      expect(text.title).not.toBe('');
      if (kind === 'stop words') expect(termsOf(text.title)).toEqual([]);
      if (kind === 'common') expect(termsOf(text.title)).toHaveLength(1);
    }
  });

  test('are the same at each run', () => {
    expect(questionsOf(TEXTS, 500, 30, SEARCH.askers)).toEqual(questionsOf(TEXTS, 500, 30, SEARCH.askers));
  });
});

describe('how long questions take', () => {
  test.each([SIMILAR, SEARCH])('$name gives a result for each size, with its growth', async (inquiry) => {
    const [small, large] = await resultsOf(inquiry);
    for (const result of [small, large]) {
      expect(result).toMatchObject({
        name: inquiry.name,
        unit: 'ms',
        ...LATENCY,
        cpu: LATENCY,
        bare: LATENCY,
      });
      expect(result).toMatchObject({ value: result?.p95, baseline: expect.any(Number), texts: 'invented' });
      expect(result?.ratio).toBeGreaterThan(0);
      expect(result?.bareQuestions).toBe(10);
      expect(Number(result?.blockedMs)).toBeGreaterThan(0);
    }
    expect(small).not.toHaveProperty('growth');
    expect(large).toMatchObject({ ideas: 600, linear: 3, growth: expect.any(Number) });
  });

  test('an idea that was slightly rewritten is found', async () => {
    const [result] = await resultsOf(SIMILAR, { ...SIZE, ideas: [600] });
    expect(result?.found).toBeGreaterThan(0.9);
  });

  test('an answer without the idea that is meant counts as not found', async () => {
    const [result] = await resultsOf({ ...SIMILAR, ask: async () => [] }, { ...SIZE, ideas: [200] });
    expect(result?.found).toBe(0);
  });

  test.each([
    [100_000, { p95: 24.9, max: 300 }, { aim: 'p95 below 25 ms', met: true }],
    [100_000, { p95: 25, max: 30 }, { aim: 'p95 below 25 ms', met: false }],
    [1_000_000, { p95: 90, max: 100 }, { aim: 'none above 100 ms', met: true }],
    [1_000_000, { p95: 20, max: 101 }, { aim: 'none above 100 ms', met: false }],
    [10_000, { p95: 1, max: 2 }, {}],
  ])('with %i ideas %o comes to %o', (ideas, latency, said) => {
    expect(aimAt(ideas, { p50: 1, p99: 1, ...latency })).toEqual(said);
  });
});
