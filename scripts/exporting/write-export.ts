import { everything } from '../../src/exporting/export-everything.ts';
import type { ExportReads } from '../../src/exporting/export-reads.ts';
import { withoutPersons } from '../../src/exporting/export-without-persons.ts';
import { type Counts, headerOf, noCounts, type Persons } from '../../src/exporting/header.ts';
import type { PseudonymChance } from '../../src/exporting/pseudonyms.ts';
import { KINDS, type Kind, type Page, type RecordOf } from '../../src/exporting/records.ts';
import { written } from '../../src/exporting/sealing.ts';
import type { Secrets } from '../../src/secrets.ts';
import type { ExportWriter } from './writers.ts';

/** What an export is made with. */
export interface Exporting {
  persons: Persons;
  secrets: Pick<Secrets, 'seal'>;
  chance: PseudonymChance;
  at: number;
  /** Told of every so many records that are written. */
  onRecords(count: number): void;
  /** False: nobody reads any more, so there is nothing left to write. */
  isRead(): boolean;
}

/** Writes all records of one snapshot; null when nobody read it to its end. */
export async function writeExport(
  reads: ExportReads,
  writer: ExportWriter,
  exporting: Exporting,
): Promise<Counts | null> {
  const { persons, secrets, at } = exporting;
  const counts = noCounts();
  await writer.begin(headerOf(persons, at, secrets));
  for await (const { kind, records } of pagesOf(reads, exporting)) {
    if (!exporting.isRead()) return null;
    const wires = (records as readonly RecordOf<Kind>[]).map((one) =>
      written(kind, one, { persons, secrets }),
    );
    await writer.write(kind, wires);
    counts[kind] += records.length;
    exporting.onRecords(records.length);
  }
  await writer.end(counts);
  return counts;
}

function pagesOf(reads: ExportReads, { persons, chance }: Exporting): AsyncIterable<Page> {
  return persons === 'pseudonyms' ? withoutPersons(reads, chance) : everything(reads);
}

/** Kinds that are made anew without persons: for each vote one of the first four, of the others none. */
const MADE: readonly Kind[] = [
  ...(['member', 'identity', 'word', 'vote'] as const),
  ...(['mark', 'decision-mark', 'posting', 'external-id'] as const),
];

/** About how many records there will be. */
export async function expected(reads: ExportReads, persons: Persons): Promise<number> {
  const kept = persons === 'pseudonyms' ? KINDS.filter((kind) => !MADE.includes(kind)) : KINDS;
  let sum = persons === 'pseudonyms' ? 4 * (await reads.count('vote')) : 0;
  for (const kind of kept) sum += await reads.count(kind);
  return sum;
}
