import type { ReadLine } from '../../src/importing/record.ts';
import { UsageError } from '../support/script.ts';
import { csvRecords } from './csv-records.ts';
import { type Mapping, USUAL } from './fields.ts';
import { type FileLine, lines } from './lines.ts';
import { ndjsonRecords } from './ndjson-records.ts';

/** How a foreign file is read. */
export interface ReadOptions {
  /** IANA zone of dates that say none. */
  zone: string;
  /** The other tool's columns and words; without it the usual ones. */
  mapping?: Mapping;
  /** Told of every piece that was read, in bytes, for a progress bar. */
  onBytes?: (count: number) => void;
  /** Told of every column that no field is read from. */
  onUnread?: (name: string) => void;
}

/**
 * The records of a foreign file of ideas or votes, NDJSON or CSV (with commas, semicolons or tabs) by its content. Every
 * line is told, in order, in constant memory; one that cannot be read is refused and the next one is read.
 * @throws {UsageError} when it is no such file.
 */
export async function* readFile(path: string, options: ReadOptions): AsyncGenerator<ReadLine> {
  const { zone, mapping = USUAL, onUnread } = options;
  const all = lines(path, options.onBytes ? { onBytes: options.onBytes } : {});
  const first = await firstFilled(all);
  if (!first) throw new UsageError(`${path} is empty`);
  if (first.text.includes('\r')) {
    throw new UsageError(`${path} ends its lines with CR alone, as old Macs did: save it with LF or CRLF`);
  }
  if (first.fault !== null) throw new UsageError(`${path}, line ${first.line}: ${first.fault}`);
  const start = first.text.trimStart();
  if (start.startsWith('[')) {
    throw new UsageError(`${path} is one JSON list: put one record a line (jq -c '.[]' FILE > FILE.ndjson)`);
  }
  if (start.startsWith('{')) yield* ndjsonRecords(withFirst(first, all), { zone, mapping, onUnread });
  else yield* csvRecords(first, all, { zone, mapping, onUnread, path });
}

async function firstFilled(all: AsyncGenerator<FileLine>): Promise<FileLine | null> {
  for (;;) {
    const { value, done } = await all.next();
    if (done) return null;
    if (value.fault !== null || value.text.trim() !== '') return value;
  }
}

async function* withFirst(first: FileLine, rest: AsyncIterable<FileLine>): AsyncGenerator<FileLine> {
  yield first;
  yield* rest;
}
