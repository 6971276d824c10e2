import type { ReadLine } from '../../src/importing/record.ts';
import { UsageError } from '../support/script.ts';
import { csvRows } from './csv-rows.ts';
import { COLUMNS, FIELDS, type Field, type Mapping } from './fields.ts';
import { foreignRecord, type RecordOptions, type Row, type Shape } from './foreign-record.ts';
import type { FileLine } from './lines.ts';

/** Comma, semicolon or tab. */
const DELIMITERS = [',', ';', '\t'] as const;

/**
 * The records of CSV lines under a header; the delimiter is the one the header has most of.
 * @throws {UsageError} when the header names no ideas and no votes.
 */
export async function* csvRecords(
  header: FileLine,
  rest: AsyncIterable<FileLine>,
  options: RecordOptions & { path: string },
): AsyncGenerator<ReadLine> {
  const delimiter = delimiterOf(header.text);
  const names = await headerNames(header, delimiter);
  const columns = columnsIn(names, options.mapping);
  const shape = shapeOf(columns, names, options.path);
  if (options.onUnread) unreadIn(names, columns).forEach(options.onUnread);
  for await (const { line, raw, ...row } of csvRows(rest, delimiter)) {
    if ('refused' in row) yield { line, raw, refused: row.refused };
    else if (row.fields.length !== names.length) {
      yield { line, raw, refused: `${row.fields.length} columns instead of ${names.length}` };
    } else if (row.fields.some((field) => field.trim() !== '')) {
      yield { line, raw, ...foreignRecord(rowOf(row.fields, columns), shape, options) };
    }
  }
}

function delimiterOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const counted = DELIMITERS.map((delimiter) => ({ delimiter, count: bare.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

async function headerNames(header: FileLine, delimiter: string): Promise<string[]> {
  for await (const row of csvRows(only(header), delimiter)) {
    if ('fields' in row) return row.fields.map((name) => name.trim().toLowerCase());
  }
  return [];
}

async function* only(line: FileLine): AsyncGenerator<FileLine> {
  yield line;
}

/** Where each field stands in a row, the place looked at first first. */
type Columns = ReadonlyMap<Field, readonly number[]>;

function columnsIn(names: readonly string[], mapping: Mapping): Columns {
  return new Map(
    FIELDS.map((field) => {
      const wanted = mapping.columns[field] ?? COLUMNS[field];
      return [field, [...new Set(wanted.flatMap((name) => placesOf(name.toLowerCase(), names)))]];
    }),
  );
}

function unreadIn(names: readonly string[], columns: Columns): string[] {
  const read = new Set([...columns.values()].flat());
  return names.filter((name, place) => name !== '' && !read.has(place));
}

function placesOf(wanted: string, names: readonly string[]): number[] {
  const fits = (name: string) =>
    wanted.endsWith('/*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted;
  return names.flatMap((name, place) => (fits(name) ? [place] : []));
}

/** What the rows are, unless a row says so itself. */
function shapeOf(columns: Columns, names: readonly string[], path: string): Shape {
  const has = (field: Field) => (columns.get(field)?.length ?? 0) > 0;
  const missing = (...fields: Field[]) => fields.filter((field) => !has(field));
  const shape: Shape = has('title') ? 'idea' : has('voter') || has('value') ? 'vote' : null;
  const lacks = shape === 'vote' ? missing('idea', 'voter', 'value') : missing('id', 'title');
  if ((shape === null && !has('kind')) || (shape !== null && lacks.length > 0)) {
    throw new UsageError(
      `${path} has no column for ${lacks.join(' and ')}; it has: ${names.join(', ')}. ` +
        `Name it: --map ${lacks[0]}=COLUMN`,
    );
  }
  return shape;
}

function rowOf(fields: readonly string[], columns: Columns): Row {
  return (field) => {
    for (const place of columns.get(field) ?? []) {
      const text = fields[place];
      if (text !== undefined && text.trim() !== '') return text;
    }
    return null;
  };
}
