import { systemChance } from '../../src/clock.ts';
import type { ImportOrder } from '../../src/importing/batch.ts';
import { importBatch } from '../../src/importing/import-batch.ts';
import { addReport, emptyReport, type ImportReport } from '../../src/importing/import-report.ts';
import type { UnitOfWork } from '../../src/unit-of-work.ts';
import type { Interruption } from '../support/interruption.ts';
import { machineFault } from '../support/machine-fault.ts';
import { batches } from './batches.ts';
import type { Mapping } from './fields.ts';
import { readFile } from './read-file.ts';
import { RefusedFile } from './refused-file.ts';
import { UnreadColumns } from './unread-columns.ts';

/** What an import of some files came to. */
export interface Imported {
  report: ImportReport;
  files: ImportedFile[];
  /** Columns no field is read from, by name. */
  notRead: readonly string[];
  /** Why it ended early; null: it did not. */
  cut: string | null;
}

/** What became of one file. */
export interface ImportedFile {
  file: string;
  refused: number;
  /** Where its refused lines are; null: there are none, or they could not be written. */
  refusedFile: string | null;
  /** Why they could not be written. */
  fault: string | null;
}

/** How files are imported. */
export interface ImportWork {
  order: ImportOrder;
  mapping: Mapping;
  onLines(count: number): void;
  /** Looked at after each batch; absent: nothing interrupts. */
  interruption?: Pick<Interruption, 'signal'>;
}

/**
 * Imports files one after the other, a batch a transaction; ends early when the machine lets it down or somebody
 * interrupts it. What was imported by then stays.
 */
export async function importFiles(
  files: readonly string[],
  unitOfWork: UnitOfWork,
  { order, mapping, onLines, interruption }: ImportWork,
): Promise<Imported> {
  const unread = new UnreadColumns();
  const onUnread = (name: string) => unread.add(name);
  const done: Imported = { report: emptyReport(), files: [], notRead: unread.names, cut: null };
  for (const file of files) {
    const refusedFile = new RefusedFile(file);
    const report = emptyReport();
    try {
      let line = 0;
      for await (const batch of batches(readFile(file, { zone: order.lab.zone, mapping, onUnread }))) {
        const brought = await unitOfWork.run((tx) => importBatch(tx, batch, order, systemChance));
        refusedFile.add(brought.refused);
        addReport(report, brought.report);
        const last = batch.at(-1)?.line ?? line;
        onLines(last - line);
        line = last;
        if (interruption?.signal) done.cut = `interrupted by ${interruption.signal}`;
        if (done.cut !== null) break;
      }
    } catch (error) {
      done.cut = machineFault(error)?.reason ?? null;
      if (done.cut === null) throw error;
    } finally {
      refusedFile.close();
    }
    addReport(done.report, report);
    const { isThere, path, fault } = refusedFile;
    done.files.push({ file, refused: report.refused, refusedFile: isThere ? path : null, fault });
    if (done.cut !== null) break;
  }
  return done;
}
