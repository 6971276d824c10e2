import { stat } from 'node:fs/promises';
import type { ReadEntry } from '../../src/exporting/restore-everything.ts';
import { lines } from '../importing/lines.ts';
import { readCsvFolder } from './read-csv-folder.ts';
import { headerIn, parsed, type ReadExport } from './reading.ts';

/** Reads an export in any of its forms. `onBytes` is told of every piece. Rejects with BrokenExportError. */
export async function readExport(path: string, onBytes?: (count: number) => void): Promise<ReadExport> {
  if ((await stat(path)).isDirectory()) return readCsvFolder(path, onBytes);
  const source = lines(path, onBytes ? { onBytes } : {});
  const first = await source.next();
  const text = first.done ? '' : first.value.text;
  const isDocument = text.endsWith(RECORDS_BEGIN);
  return {
    header: headerIn('line 1', isDocument ? `${text}]}` : text),
    entries: linesOf(source, isDocument ? unwrapped : (line) => line),
  };
}

/** What a file that is one JSON document has at the end of its first line, and before its counts. */
const RECORDS_BEGIN = '"records":[';
const RECORDS_END = '],';

/** A line of a JSON document by itself. */
function unwrapped(line: string): string {
  if (line.startsWith(RECORDS_END)) return `{${line.slice(RECORDS_END.length)}`;
  return line.endsWith(',') ? line.slice(0, -1) : line;
}

async function* linesOf(
  source: ReturnType<typeof lines>,
  unwrap: (line: string) => string,
): AsyncGenerator<ReadEntry> {
  for await (const { line, text, fault } of source) {
    const where = `line ${line}`;
    if (fault !== null) yield { where, fault };
    else yield parsed(where, unwrap(text));
  }
}
