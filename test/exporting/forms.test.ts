import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvWriter } from '../../scripts/exporting/csv-writer.ts';
import { textFile } from '../../scripts/exporting/destination.ts';
import { type ExportWriter, jsonWriter, ndjsonWriter } from '../../scripts/exporting/writers.ts';
import { readExport } from '../../scripts/restoring/read-export.ts';
import { cellsOf, fromCell, toCell } from '../../src/exporting/cells.ts';
import { headerOf, noCounts, type Persons } from '../../src/exporting/header.ts';
import { fromWire, KINDS, type Kind, RECORDS, type RecordOf, toWire } from '../../src/exporting/records.ts';
import type { ReadEntry } from '../../src/exporting/restore-everything.ts';
import { readBack, written } from '../../src/exporting/sealing.ts';
import { Secrets } from '../../src/secrets.ts';
import { tempDir } from '../db/open-temp-engine.ts';
import { anyRecord } from './arbitrary.ts';

const secrets = new Secrets('a secret of the box, long enough to be one');
/** As `toEqual` compares: fast-check makes objects of no prototype. */
const plain = <T>(value: T): T => structuredClone(value);

test('a record is the same after it was written and read', () => {
  fc.assert(
    fc.property(anyRecord, ({ kind, record }) => {
      const text = JSON.stringify(toWire(kind, record));
      expect(fromWire(kind, JSON.parse(text))).toEqual(plain(record));
    }),
  );
});

test.each(['pseudonyms', 'sealed-voters'] as const)('so it is as %s ask for it', (persons) => {
  fc.assert(
    fc.property(anyRecord, ({ kind, record }) => {
      const wire = written(kind, record, { persons, secrets });
      expect(readBack(kind, wire, { persons, secrets })).toEqual(plain(record));
    }),
  );
});

test('a cell gives its value back, and no cell begins like a formula', () => {
  fc.assert(
    fc.property(anyRecord, ({ kind, record }) => {
      const wire = toWire(kind, record);
      for (const cell of cellsOf(RECORDS[kind])) {
        const text = toCell(wire[cell.name], cell);
        expect(text).not.toMatch(/^[=+\-@\t\r]/);
        expect(fromCell(text, cell)).toBe(wire[cell.name]);
      }
    }),
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['-12', "'-12"],
  ["'quoted", "''quoted"],
  ['@tous', "'@tous"],
  ['\tx', "'\tx"],
  ['plain = text', 'plain = text'],
  ['', ''],
])('the text %j stands in a cell as %j', (value, cell) => {
  expect(toCell(value, { nullable: false })).toBe(cell);
});

test('nothing and an empty text are told apart where both may be', () => {
  const cell = { type: 'text' as const, nullable: true };
  expect(['', null].map((value) => toCell(value, cell))).toEqual(["'", '']);
  expect(["'", ''].map((text) => fromCell(text, cell))).toEqual(['', null]);
});

const WRITERS: Record<
  string,
  (path: string, persons: Persons) => Promise<[ExportWriter, () => Promise<void>]>
> = {
  ndjson: async (path) => {
    const file = await textFile(path);
    return [ndjsonWriter(file), () => file.close()];
  },
  json: async (path) => {
    const file = await textFile(path);
    return [jsonWriter(file), () => file.close()];
  },
  csv: async (path, persons) => {
    const { mkdir } = await import('node:fs/promises');
    await mkdir(path);
    return [csvWriter(path, { persons }), async () => {}];
  },
};

test.each(Object.keys(WRITERS))('whole files of %s are read as they were written', async (form) => {
  const { dir, remove } = tempDir();
  let nth = 0;
  const run = fc.asyncProperty(
    fc.array(anyRecord, { maxLength: 12 }),
    fc.constantFrom<Persons>('pseudonyms', 'sealed-voters'),
    async (some, persons) => {
      nth += 1;
      const path = join(dir, String(nth));
      const sorted = KINDS.flatMap((kind) => some.filter((one) => one.kind === kind));
      const [writer, close] = await WRITERS[form]!(path, persons);
      const header = headerOf(persons, 0, secrets);
      await writer.begin(header);
      for (const { kind, record } of sorted)
        await writer.write(kind, [written(kind, record, { persons, secrets })]);
      const counts = { ...noCounts(), lab: some.length };
      await writer.end(counts);
      await close();

      const read = await readExport(path);
      const entries: ReadEntry[] = [];
      for await (const entry of read.entries) entries.push(entry);
      expect(read.header).toEqual(header);
      expect(entries.pop()).toMatchObject({ value: { counts } });
      expect(entries.map((entry) => recordIn(entry, persons))).toEqual(sorted.map(plain));
    },
  );
  try {
    await fc.assert(run, { numRuns: 60 });
  } finally {
    remove();
  }
});

function recordIn(
  entry: ReadEntry,
  persons: Persons,
): { kind: Kind; record: RecordOf<Kind> | { fault: string } } {
  if ('fault' in entry) throw new Error(`${entry.where}: ${entry.fault}`);
  const { record, ...wire } = entry.value as { record: Kind };
  return { kind: record, record: readBack(record, wire, { persons, secrets }) };
}
