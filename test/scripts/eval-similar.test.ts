import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openDatabase } from '../../db/open.ts';
import { evalSimilar } from '../../scripts/evaluating/eval-similar-script.ts';
import { systemClock } from '../../src/clock.ts';
import { tempDir } from '../db/open-temp-engine.ts';
import { EXPERT_PAIRS, PAIRS, PROPOSALS, VERSIONS, writeConsultation } from './evaluating/consultation.ts';
import { runScript } from './surroundings.ts';

/** The script as a person runs it, over invented consultations; its parts are tested in evaluating/. */

const ROWS = [...PROPOSALS, ...VERSIONS];
const REAL = fileURLToPath(new URL('../../../shared/data', import.meta.url));

let temp: ReturnType<typeof tempDir>;
let dir: string;

beforeEach(() => {
  temp = tempDir();
  dir = join(temp.dir, 'data');
  mkdirSync(dir);
});
afterEach(() => temp.remove());

const run = (...argv: string[]) => runScript(evalSimilar, argv);

interface Result {
  set: string;
  query: string;
  pairs: number;
  skipped: number;
  queries: number;
  systems: Record<string, { found: object; share?: object; misses: object[] }>;
}

async function resultsOf(folder: string) {
  const { out } = await run(folder, '--json');
  const evaluation = JSON.parse(out) as {
    corpora: object[];
    results: Result[];
    yardstick: object;
    goals: { name: string; met: boolean | null }[];
  };
  const result = (set: string, query = 'title + body') =>
    evaluation.results.find((one) => one.set === set && one.query === query);
  return { ...evaluation, result };
}

describe('a folder with everything', () => {
  beforeEach(() => {
    writeConsultation(dir, { rows: ROWS, pairs: PAIRS, experts: EXPERT_PAIRS });
  });

  test('shows the box beside both baselines, in counts where there are few pairs', async () => {
    const { code, out, err } = await run(dir);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^village: 8 proposals, 3 versions\n/),
    });
    expect(out).toMatch(/^set +query +pairs +left out +queries +box +tf-idf +bm25$/m);
    expect(out).toMatch(
      /^copy +title \+ body +1 +0 +2 +2\/2 +2\/2 +2\/2 +2\/2 +2\/2 +2\/2 +2\/2 +2\/2 +2\/2$/m,
    );
    expect(out).toMatch(/^duplicate\? +title +0 +1 +0 +- +- +-$/m);
    expect(out).toContain('met      copy, by title + body: all first (first: 2 of 2)');
    expect(err).toMatch(/^bm25: (\d+) of \1 queries$/m);
  });

  test('as JSON: counts, the ids of what was not put first, and what could not be asked', async () => {
    const { corpora, result, yardstick, goals } = await resultsOf(dir);
    expect(corpora).toEqual([{ name: 'village', proposals: 8, versions: 3 }]);
    expect(result('copy')).toMatchObject({ pairs: 1, skipped: 0, queries: 2 });
    for (const name of ['box', 'tf-idf', 'bm25']) {
      expect(result('copy')?.systems[name]).toEqual({ found: { 1: 2, 5: 2, 10: 2 }, misses: [] });
    }
    expect(result('duplicate?')).toMatchObject({ pairs: 0, skipped: 1, queries: 0 });
    expect(result('neutral')).toMatchObject({ pairs: 1, skipped: 2, queries: 1 });
    expect(result('neutral')?.systems['tf-idf']?.misses).toEqual([{ query: 'p1', target: 'p2', rank: 1 }]);
    expect(yardstick).toEqual({ checked: true, sound: true, remarks: [] });
    expect(goals).toContainEqual(
      expect.objectContaining({ name: 'copy, by title + body: all first', met: true }),
    );
  });

  test('prints no word of anybody, in either form', async () => {
    for (const argv of [[dir], [dir, '--json']]) {
      const { out, err } = await run(...argv);
      for (const word of ['vélos', 'maraîchers', 'téléphone', 'orpheline'])
        expect(out + err).not.toContain(word);
    }
  });

  test('keeps the database where it is told to, whole, and overwrites none', async () => {
    const file = join(temp.dir, 'kept.db');
    expect(await run(dir, '--database', file)).toMatchObject({ code: 0 });
    const kept = await openDatabase(`sqlite:${file}`, { clock: systemClock });
    const idea = await kept.reads.ideas.forLab(1);
    await kept.close();
    expect(idea).toMatchObject({ title: PROPOSALS[0]?.title, body: PROPOSALS[0]?.body, labName: 'village' });

    const { code, out, err } = await run(dir, '--database', file);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`${file} is there already`);
  });
});

test('thirty pairs have a share as well as counts', async () => {
  const versions = Array.from({ length: 30 }, (_, index) => ({
    ...VERSIONS[0],
    id: `v${index}`,
    title: index < 24 ? `Vélos à couvert ${index}` : 'Rien de semblable',
  }));
  writeConsultation(dir, { rows: [...PROPOSALS, ...versions] });
  const { result } = await resultsOf(dir);
  expect(result('version', 'title')?.systems.bm25).toMatchObject({
    found: { 1: expect.any(Number), 5: 24, 10: 24 },
    share: { 5: 0.8, 10: 0.8 },
  });
  const { out } = await run(dir);
  expect(out).toMatch(/^version +title +30 +0 +30 .* 80\.0 +80\.0$/m);
});

test('a corpus is searched apart from the others', async () => {
  const elsewhere = PROPOSALS.map((one) => ({ ...one, id: `town-${one.id}` }));
  writeConsultation(dir, { rows: ROWS, pairs: PAIRS });
  writeFileSync(join(dir, 'town.ndjson'), elsewhere.map((one) => JSON.stringify(one)).join('\n'));
  const { result } = await resultsOf(dir);
  // The twin in the other corpus is closer than any copy, and is never in the way.
  for (const name of ['box', 'tf-idf', 'bm25']) {
    expect(result('copy')?.systems[name]?.misses).toEqual([]);
  }
});

test('goals that are missed are said, and end with 1 only when it is asked for', async () => {
  const unlike = { ...VERSIONS[0], title: 'Rien de semblable' };
  writeConsultation(dir, { rows: [...PROPOSALS, unlike] });
  const { code, out } = await run(dir);
  expect(code).toBe(0);
  expect(out).toMatch(/^MISSED {3}version, by title: clearly better/m);
  expect((await run(dir, '--strict')).code).toBe(1);
});

test('a broken yardstick fails the run, loudly', async () => {
  writeConsultation(dir, { rows: ROWS, pairs: [['p1', 'p8', 'copy']] });
  const { code, err } = await run(dir);
  expect(code).toBe(1);
  expect(err).toContain('The yardstick is broken');
  expect(err).toContain('tf-idf finds 0 of 1 pairs "copy" in its first five, and must find every one');
  const { yardstick } = await resultsOf(dir);
  expect(yardstick).toMatchObject({ checked: true, sound: false });
});

test('without files of pairs it says that the yardstick could not be checked', async () => {
  writeConsultation(dir, { rows: ROWS });
  const { code, out } = await run(dir);
  expect(code).toBe(0);
  expect(out).toContain('yardstick: not checked on pairs "copy"');
  expect(out).toContain('unknown  copy, by title + body: all first');
});

describe('what it cannot begin with ends with 2 and says what is wrong, quoting no text', () => {
  const wrong = async (...argv: string[]) => {
    const { code, out, err } = await run(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).not.toContain('vélos');
    return err;
  };

  test('no folder, a file, or no proposals in it', async () => {
    expect(await wrong()).toContain("missing required argument 'dir'");
    expect(await wrong(join(dir, 'nowhere'))).toContain('is not a folder that can be read');
    expect(await wrong(dir)).toContain('there are no proposals in');
    writeConsultation(dir, { rows: VERSIONS, pairs: PAIRS });
    expect(await wrong(dir)).toContain('there are no proposals in');
  });

  test('a line that is no JSON, no record, or lacks a field', async () => {
    const lines = (...more: string[]) =>
      writeFileSync(join(dir, 'village.ndjson'), [JSON.stringify(PROPOSALS[0]), '', ...more].join('\n'));
    lines('{"id":"p2","title":"Un garage à vélos');
    expect(await wrong(dir)).toBe('village.ndjson, row 3: not a record\n');
    lines('["vélos"]');
    expect(await wrong(dir)).toBe('village.ndjson, row 3: not a record\n');
    lines('{"id":7,"kind":"proposal","title":"vélos"}');
    expect(await wrong(dir)).toBe('village.ndjson, row 3: id missing or not a text\n');
  });

  test('pairs without their columns, or no CSV', async () => {
    writeConsultation(dir, { rows: ROWS });
    const pairs = (text: string) => writeFileSync(join(dir, 'village-duplicates.csv'), text);
    pairs('src_id,relation\np1,copy\n');
    expect(await wrong(dir)).toBe('village-duplicates.csv, row 2: dst_id missing or not a text\n');
    pairs('src_id,dst_id,relation\np1,"vélos\n');
    expect(await wrong(dir)).toMatch(/^village-duplicates.csv is not the CSV it should be \(CSV_\w+\)\n$/);
  });
});

test('reads a byte order mark, blank lines, and of two proposals of one id the first', async () => {
  const again = { ...PROPOSALS[1], title: 'Une autre du même nom' };
  const text = [...PROPOSALS, again].map((one) => `${JSON.stringify(one)}\r\n\r\n`).join('');
  writeFileSync(join(dir, 'village.ndjson'), `\uFEFF${text}`);
  const { corpora } = await resultsOf(dir);
  expect(corpora).toEqual([{ name: 'village', proposals: 8, versions: 0 }]);
});

if (!existsSync(REAL)) {
  test('left out: the evaluation of real consultations (../shared/data is not there)', () => {
    process.stderr.write(
      'Left out: the evaluation of real consultations, since ../shared/data is not there.\n',
    );
    expect(existsSync(REAL)).toBe(false);
  });
} else {
  test('on real consultations the yardstick is sound', async () => {
    const { yardstick, result } = await resultsOf(REAL);
    expect(yardstick).toEqual({ checked: true, sound: true, remarks: [] });
    expect(result('version', 'title')?.queries).toBeGreaterThan(1000);
  }, 120_000);
}
