import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { prove } from '../../db/read-models/proof.ts';
import { USUAL } from '../../scripts/importing/fields.ts';
import { importFiles } from '../../scripts/importing/import-files.ts';
import { systemClock } from '../../src/clock.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { makeLab } from '../db/world.ts';

/** Real consultations; see test/e2e/real-input.test.ts. They lie beside the checkout, where they are at all. */
const FOLDER = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const there = existsSync(`${FOLDER}rua.ndjson`);

if (!there) {
  test('left out: real files (../shared/data is not there)', () => {
    process.stderr.write('Left out: the import of real files, since ../shared/data is not there.\n');
    expect(there).toBe(false);
  });
} else {
  let db: TempDatabase;
  beforeEach(async () => {
    db = await openTemp();
  });
  afterEach(() => db.close());

  const bring = async (names: readonly string[], totals = false) => {
    const lab = await makeLab(db.tables, { slug: names[0] ?? '' });
    const order = { lab, source: lab.slug, now: systemClock.now(), replay: false, totals };
    const files = names.map((name) => `${FOLDER}${name}`);
    return importFiles(files, db.unitOfWork, { order, mapping: USUAL, onLines: () => {} });
  };
  const proven = async () => {
    for (const { claim, broken } of await prove(db.tables)) expect([claim, broken]).toEqual([claim, 0]);
  };

  test('the real proposals and votes of one consultation come in as they are, with the tallies of the votes', async () => {
    const { report } = await bring(['rua.ndjson', 'rua-votes.csv']);
    const rows = parse(readFileSync(`${FOLDER}rua-votes.csv`), { columns: true }) as Record<string, string>[];
    const last = new Map(rows.map((row) => [`${row.thread_id} ${row.voter}`, row]));
    const count = (id: string, value: string) =>
      [...last.values()].filter((row) => row.thread_id === id && row.value === value).length;
    expect(report).toMatchObject({ refused: 0, undated: { ideas: 1 }, unknownStatuses: {} });
    expect(report.unknownValues).toEqual({ mixed: rows.filter(({ value }) => value === 'mixed').length });
    const ideas = await db.tables
      .selectFrom('ideas')
      .innerJoin('external_ids', 'external_ids.idea', 'ideas.number')
      .select(['id', 'votes_for', 'votes_against'])
      .execute();
    expect(ideas).toHaveLength(report.imported.ideas);
    for (const { id, votes_for, votes_against } of ideas) {
      expect([id, votes_for, votes_against]).toEqual([id, count(id, 'for'), count(id, 'against')]);
    }
    await proven();
  }, 60_000);

  test('the real proposals of another come in with their totals; arguments, sources and versions are counted', async () => {
    const { report } = await bring(['repnum.ndjson'], true);
    expect(report).toMatchObject({ refused: 0, leftOut: { argument: 3249, source: 272, version: 1110 } });
    expect(report.imported.ideas).toBe(554);
    expect(report.totals.brought).toBeGreaterThan(0);
    await proven();
  }, 60_000);
}
