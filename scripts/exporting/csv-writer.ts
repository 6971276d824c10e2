import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { cellsOf, toCell } from '../../src/exporting/cells.ts';
import type { Header } from '../../src/exporting/header.ts';
import type { Kind } from '../../src/exporting/records.ts';
import { schemaOf } from '../../src/exporting/sealing.ts';
import { HEADER_FILE, tableFile } from '../restoring/csv-folder.ts';
import { textFile } from './destination.ts';
import type { ExportWriter, WriterOptions } from './writers.ts';

/**
 * A folder with a CSV file for each kind of record there is one of, and the header with the counts in a JSON
 * file, written last. UTF-8 with a byte order mark, by which spreadsheets know it; cells that begin like a
 * formula are guarded (src/exporting/cells.ts).
 */
export function csvWriter(folder: string, { persons }: WriterOptions): ExportWriter {
  let header: Header | null = null;
  let open: { kind: Kind; file: Awaited<ReturnType<typeof textFile>> } | null = null;
  const fileOf = async (kind: Kind) => {
    if (open?.kind === kind) return open.file;
    await open?.file.close();
    const file = await textFile(join(folder, tableFile(kind)));
    open = { kind, file };
    const columns = cellsOf(schemaOf(kind, persons)).map(({ name }) => name);
    await file.write(`\uFEFF${lines([columns])}`);
    return file;
  };
  return {
    async begin(facts) {
      header = facts;
    },
    async write(kind, records) {
      if (records.length === 0) return;
      const cells = cellsOf(schemaOf(kind, persons));
      const file = await fileOf(kind);
      await file.write(lines(records.map((wire) => cells.map((cell) => toCell(wire[cell.name], cell)))));
    },
    async end(counts) {
      await open?.file.close();
      const file = await textFile(join(folder, HEADER_FILE));
      await file.write(`${JSON.stringify({ ...header, counts })}\n`);
      await file.close();
    },
  };
}

const lines = (rows: string[][]): string => stringify(rows, { quoted_string: true, record_delimiter: '\n' });
