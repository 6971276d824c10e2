import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { cellsOf, fromCell } from '../../src/exporting/cells.ts';
import type { Persons } from '../../src/exporting/header.ts';
import { KINDS, type Kind } from '../../src/exporting/records.ts';
import { BrokenExportError, type ReadEntry } from '../../src/exporting/restore-everything.ts';
import { schemaOf } from '../../src/exporting/sealing.ts';
import { LINE_MAX } from '../importing/lines.ts';
import { errorCode } from '../support/error-code.ts';
import { HEADER_FILE, tableFile } from './csv-folder.ts';
import { headerIn, type ReadExport } from './reading.ts';

type OnBytes = ((count: number) => void) | undefined;

/** Reads an export in CSV. A file that is missing has no records; the counts tell whether it had some. */
export async function readCsvFolder(folder: string, onBytes: OnBytes): Promise<ReadExport> {
  const text = await readFile(join(folder, HEADER_FILE), 'utf8');
  const header = headerIn(HEADER_FILE, text);
  return { header, entries: entriesOf(folder, header.persons, text, onBytes) };
}

async function* entriesOf(
  folder: string,
  persons: Persons,
  headerText: string,
  onBytes: OnBytes,
): AsyncGenerator<ReadEntry> {
  for (const kind of KINDS) {
    if (existsSync(join(folder, tableFile(kind)))) yield* rowsOf(folder, kind, persons, onBytes);
  }
  const { counts } = JSON.parse(headerText) as { counts?: unknown };
  if (counts !== undefined) yield { where: HEADER_FILE, value: { counts } };
}

async function* rowsOf(
  folder: string,
  kind: Kind,
  persons: Persons,
  onBytes: OnBytes,
): AsyncGenerator<ReadEntry> {
  const cells = cellsOf(schemaOf(kind, persons));
  let columns: readonly string[] | null = null;
  for await (const { line, row } of rows(join(folder, tableFile(kind)), tableFile(kind), onBytes)) {
    const where = `${tableFile(kind)}, line ${line}`;
    if (columns) {
      const wire = cells.map((cell, index) => [cell.name, fromCell(row[index] ?? '', cell)]);
      yield { where, value: { record: kind, ...Object.fromEntries(wire) } };
      continue;
    }
    columns = row;
    if (row.join() !== cells.map(({ name }) => name).join()) {
      yield {
        where,
        fault: `its columns are not those of an export (${cells.map(({ name }) => name).join()})`,
      };
    }
  }
}

/** The rows of one file, each with the line it ends on. */
async function* rows(
  path: string,
  name: string,
  onBytes: OnBytes,
): AsyncGenerator<{ line: number; row: string[] }> {
  const parser = parse({ bom: true, record_delimiter: '\n', info: true, max_record_size: LINE_MAX });
  // What goes wrong on the way is thrown by the loop.
  pipeline(Readable.from(decoded(path, name, onBytes)), parser, () => {});
  try {
    for await (const { info, record } of parser as AsyncIterable<{
      info: { lines: number };
      record: string[];
    }>) {
      yield { line: info.lines, row: record };
    }
  } catch (error) {
    if (error instanceof CsvError)
      throw new BrokenExportError(
        `${name}${lineOf(error)}: ${FAULTS[error.code] ?? 'cannot be read as CSV'}`,
        { cause: error },
      );
    throw error;
  }
}

function lineOf(error: CsvError): string {
  return 'lines' in error ? `, line ${String(error.lines)}` : '';
}

/** What csv-parse found, in our words. */
const FAULTS: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and never closed; was the file cut?',
  CSV_INVALID_CLOSING_QUOTE: 'something follows a closing quote inside a field',
  INVALID_OPENING_QUOTE: 'a quote stands in the middle of a field that does not begin with one',
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: 'has more or fewer columns than the first line',
  CSV_MAX_RECORD_SIZE: `is longer than ${LINE_MAX} signs`,
};

/** Its text, for csv-parse would put another sign in the place of what is not UTF-8. */
async function* decoded(path: string, name: string, onBytes: OnBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      onBytes?.(piece.length);
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (errorCode(error) !== 'ERR_ENCODING_INVALID_ENCODED_DATA') throw error;
    throw new BrokenExportError(`${name} is not UTF-8`, { cause: error });
  }
}
