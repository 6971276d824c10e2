import type { ReadLine } from '../../src/importing/record.ts';
import { COLUMNS, FIELDS, type Field, type Mapping } from './fields.ts';
import { foreignRecord, type RecordOptions, type Row } from './foreign-record.ts';
import type { FileLine } from './lines.ts';

type Json = Readonly<Record<string, unknown>>;

/** The records of NDJSON lines; blank lines are none. */
export async function* ndjsonRecords(
  lines: AsyncIterable<FileLine>,
  options: RecordOptions,
): AsyncGenerator<ReadLine> {
  const columns = columnsOf(options.mapping);
  for await (const { line, text: raw, fault } of lines) {
    if (fault !== null) yield { line, raw, refused: fault };
    else if (raw.trim() !== '') yield { line, raw, ...read(raw, columns, options) };
  }
}

interface Columns {
  names: Readonly<Record<Field, readonly string[]>>;
  /** Keys of a record that a field is looked for in; of `a/b`, a. */
  keys: ReadonlySet<string>;
}

function columnsOf(mapping: Mapping): Columns {
  const names = Object.fromEntries(
    FIELDS.map((field) => [field, mapping.columns[field] ?? COLUMNS[field]]),
  ) as unknown as Columns['names'];
  const all = FIELDS.flatMap((field) => names[field]);
  return { names, keys: new Set(all.flatMap((name) => [name, name.split('/', 1)[0] ?? name])) };
}

function read(raw: string, { names, keys }: Columns, options: RecordOptions) {
  const json = objectIn(raw);
  if (!json) return { refused: 'not a JSON object; was the line cut?' };
  const row: Row = (field) => firstFilled(json, names[field]);
  const shape = row('title') !== null ? 'idea' : row('voter') !== null ? 'vote' : null;
  const found = foreignRecord(row, shape, options);
  if (options.onUnread && 'record' in found && found.record.kind !== 'left-out') {
    for (const key of Object.keys(json)) if (!keys.has(key)) options.onUnread(key);
  }
  return found;
}

function objectIn(raw: string): Json | null {
  try {
    const value: unknown = JSON.parse(raw);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function firstFilled(json: Json, names: readonly string[]): string | null {
  for (const name of names) {
    const text = textOf(valueAt(json, name));
    if (text) return text;
  }
  return null;
}

/** `a/b` is the key b of the object a; `a/*` is the first of its values that is filled. */
function valueAt(json: Json, name: string): unknown {
  if (Object.hasOwn(json, name)) return json[name];
  const slash = name.indexOf('/');
  if (slash === -1) return null;
  const outer = json[name.slice(0, slash)];
  if (!isObject(outer)) return null;
  const inner = name.slice(slash + 1);
  if (inner === '*') return Object.values(outer).find((value) => textOf(value));
  return valueAt(outer, inner);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return Array.isArray(value) ? value.map(textOf).filter(Boolean).join(', ') : null;
}
