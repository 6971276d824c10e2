import { expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { csvRows } from '../../scripts/importing/csv-rows.ts';
import type { FileLine } from '../../scripts/importing/lines.ts';
import { all } from './file.ts';

async function* linesOf(text: string, broken: readonly number[] = []): AsyncGenerator<FileLine> {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const [at, line] of lines.entries()) {
    yield { line: at + 1, text: line, fault: broken.includes(at + 1) ? 'broken' : null };
  }
}

const rows = (text: string, delimiter = ',', broken: readonly number[] = []) =>
  all(csvRows(linesOf(text, broken), delimiter));
const fields = async (text: string, delimiter = ',') =>
  (await rows(text, delimiter)).map((row) => ('fields' in row ? row.fields : `${row.line}: ${row.refused}`));

test('fields may be quoted, hold quotes, delimiters and line ends, and be empty', async () => {
  expect(await fields('a,"b ""c"", d",\n"e\nf",,"g"\n')).toEqual([
    ['a', 'b "c", d', ''],
    ['e\nf', '', 'g'],
  ]);
});

test('blank lines are no records, and lines are counted over them', async () => {
  const read = await rows('\na,"b\nc"\n\nd,e\n');
  expect(read.map(({ line }) => line)).toEqual([2, 5]);
});

test('a quote that is never closed costs its own line and no other', async () => {
  expect(await fields('1,un\n2,"deux\n3,trois\n4,"quatre"\n5,cinq\n')).toEqual([
    ['1', 'un'],
    '2: a quote is opened and not closed as it should be',
    ['3', 'trois'],
    ['4', 'quatre'],
    ['5', 'cinq'],
  ]);
});

test('it is told on the line it was opened, also inside a longer record', async () => {
  expect(await fields('1,"un\nun","deux\n2,trois\n')).toEqual([
    '2: a quote is opened and not closed as it should be (in the record that begins on line 1)',
    ['2', 'trois'],
  ]);
});

test('many quotes that are never closed cost a line each', async () => {
  const text = Array.from({ length: 2000 }, (_, at) => (at % 2 ? `${at},"x` : `${at},y`)).join('\n');
  const read = await rows(text);
  expect(read.filter((row) => 'refused' in row)).toHaveLength(1000);
  expect(read.filter((row) => 'fields' in row)).toHaveLength(1000);
});

test('a quote that stays open for more than a megabyte was never closed', async () => {
  const text = `1,"un\n${'2,deux\n'.repeat(200_000)}`;
  const read = await rows(text);
  expect(read).toHaveLength(200_001);
  expect('refused' in (read[0] ?? {})).toBe(true);
});

test('a line that cannot be read refuses the record it is in, once', async () => {
  const read = await rows('1,"un\nbroken\nun"\n2,deux\n', ',', [2]);
  expect(read.map((row) => ('refused' in row ? row.refused : row.fields))).toEqual([
    'line 2: broken',
    ['2', 'deux'],
  ]);
});

const cell = fc.string({ unit: fc.constantFrom(...'aé"\',;\t\n '), maxLength: 8 });
const table = fc
  .integer({ min: 1, max: 5 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 }))
  // A blank line is no record.
  .map((records) => records.map(([first, ...others]) => [`x${first}`, ...others]));

test('whatever a CSV library writes is read, and as that library reads it', async () => {
  await fc.assert(
    fc.asyncProperty(table, fc.constantFrom(',', ';', '\t'), async (records, delimiter) => {
      const text = stringify(records, { delimiter, quoted: true });
      expect(await fields(text, delimiter)).toEqual(records);
      const bare = stringify(records, { delimiter, quoted_match: /\s/ });
      const library = parse(bare, { delimiter, relax_quotes: true }) as string[][];
      expect(await fields(bare, delimiter)).toEqual(library);
    }),
  );
});

test('any text whatever is read to its end: every line is in some record or refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(cell.map((text) => text.replaceAll('\n', ' '))), async (texts) => {
      const read = await rows(texts.join('\n'));
      let told = 0;
      for (const { line, raw } of read) {
        expect(line).toBeGreaterThan(told);
        // Lines in between were part of a record whose quote was opened later, or blank.
        told = line + raw.split('\n').length - 1;
      }
      expect(told).toBeLessThanOrEqual(texts.length);
      const last = texts.findLastIndex((text) => text.trim() !== '');
      expect(told).toBeGreaterThanOrEqual(last + 1);
    }),
  );
});
