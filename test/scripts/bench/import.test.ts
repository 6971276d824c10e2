import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { openBox } from '../../../scripts/bench/box-file.ts';
import { mustBeEqual } from '../../../scripts/bench/equal-imports.ts';
import { measureImport } from '../../../scripts/bench/import.ts';
import { importLines, makeImportBox } from '../../../scripts/bench/import-box.ts';
import { recordsOf, writeImportFile } from '../../../scripts/bench/import-lines.ts';
import { importMemory } from '../../../scripts/bench/import-memory.ts';
import { INVENTED } from '../../../scripts/bench/invented-texts.ts';
import { textsOf } from '../../../scripts/bench/quarry.ts';
import { tempDir } from '../../db/open-temp-engine.ts';

const TEXTS = textsOf(INVENTED);

test('of ten lines one is an idea; nobody votes twice on one, nor on an idea that comes later', () => {
  const ideas = new Set<string>();
  const votes = new Set<string>();
  for (const record of recordsOf(TEXTS, 60_000)) {
    if (record.kind === 'idea') ideas.add(record.id);
    else {
      expect(ideas.has(record.idea)).toBe(true);
      votes.add(`${record.idea} ${record.voter}`);
    }
  }
  expect([ideas.size, votes.size]).toEqual([6000, 54_000]);
});

test('the import writes the same rows as the bare loop', async () => {
  const result = await measureImport(TEXTS, { lines: 2500, rounds: 1 });
  expect(result).toMatchObject({
    name: 'import',
    unit: 'lines/s',
    lines: 2500,
    rounds: 1,
    texts: 'invented',
  });
  for (const figure of ['value', 'baseline', 'ratio', 'cpuUs', 'baselineCpuUs']) {
    expect(result[figure]).toBeGreaterThan(0);
  }
});

test('memory is measured in a process of its own', async () => {
  const told: string[] = [];
  const result = await importMemory(TEXTS, 3000, { err: (text) => told.push(text) });
  expect(result).toMatchObject({ name: 'import_memory', unit: 'MiB', lines: 3000 });
  expect(result.ratio).toBeGreaterThanOrEqual(1);
  expect(result.baseline).toBeGreaterThan(10);
  // A short file says nothing of a long one.
  expect(result).not.toHaveProperty('met');
}, 60_000);

describe('two imports that differ', () => {
  let dir: string;
  let remove: () => void;
  let ours: string;

  beforeEach(async () => {
    ({ dir, remove } = tempDir());
    ours = join(dir, 'box.db');
    const file = join(dir, 'lines.ndjson');
    await writeImportFile(file, TEXTS, 50);
    const lab = await makeImportBox(ours);
    const box = await openBox(ours);
    await importLines(box.unitOfWork, { file, lab, lines: 50 }, () => {});
    await box.close();
  });

  afterEach(() => remove());

  test.each([
    ['delete from external_ids where idea = 3', 'external_ids'],
    ["update votes set value = 'none' where idea = 1", 'votes'],
    ["update idea_index set body = 'autre' where rowid = 2", 'idea_index'],
    ['update ideas set supported_at = supported_at + 1 where number = 1', 'ideas'],
    ['insert into members (language) values (null)', 'members'],
  ])('are told apart: %s', (change, table) => {
    const other = join(dir, 'other.db');
    copyFileSync(ours, other);
    const db = new Sqlite(other);
    try {
      mustBeEqual(db, ours);
      db.exec(change);
      expect(() => mustBeEqual(db, ours)).toThrow(new RegExp(`differ: .* from S.${table}`, 's'));
      // It lets go of the file, and can be asked again.
      expect(() => mustBeEqual(db, ours)).toThrow('differ');
    } finally {
      db.close();
    }
  });

  test('a line that is not imported is an error, not a speed', async () => {
    const box = await openBox(ours);
    const lab = await box.reads.labs.bySlug('bench');
    if (!lab) throw new Error('no lab');
    const again = { file: join(dir, 'lines.ndjson'), lab, lines: 50 };
    await expect(importLines(box.unitOfWork, again, () => {})).rejects.toThrow('0 of 50 lines were imported');
    await box.close();
  });
});
