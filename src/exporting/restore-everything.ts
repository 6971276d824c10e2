import type { Secrets } from '../secrets.ts';
import { type Counts, type Header, isTrailer, noCounts, readTrailer } from './header.ts';
import { faultOf, KINDS, type Kind, type RecordOf } from './records.ts';
import { ContradictionError, type RestoreStore } from './restore-store.ts';
import { readBack } from './sealing.ts';

/** One record as a file has it, or the trailer; `where` is its place, for a person to find: "line 12". */
export type ReadEntry = { where: string } & ({ value: unknown } | { fault: string });

/** The file is not, or no longer, what an export wrote: nothing of it is restored. */
export class BrokenExportError extends Error {
  override readonly name = 'BrokenExportError';
}

/** Records inserted by one statement. */
const BATCH = 500;

/** What restoring works with. */
export interface Restoring {
  header: Header;
  secrets: Pick<Secrets, 'open'>;
  /** Told of every so many records that are in. */
  onRecords?: (count: number) => void;
}

/**
 * Puts the records of an export into an empty box, in the caller's transaction, and compares what is there in the
 * end with what the export says it has. Rejects with {@link BrokenExportError}, after which the caller rolls back.
 */
export async function restoreEverything(
  store: RestoreStore,
  entries: AsyncIterable<ReadEntry>,
  restoring: Restoring,
): Promise<Counts> {
  await store.clear();
  const batch = new Batch(store, restoring);
  let expected: Counts | null = null;
  for await (const entry of entries) {
    if ('fault' in entry) throw broken(entry.where, entry.fault);
    if (expected) throw broken(entry.where, 'something follows the end of the export');
    if (isTrailer(entry.value)) expected = countsIn(entry.value, entry.where);
    else await batch.add(entry.where, entry.value);
  }
  if (!expected) throw new BrokenExportError('the export is cut short: its end is missing');
  await batch.flush();
  await saidByTables(() => store.finish());
  compare(expected, batch.read, 'the export');
  compare(expected, { ...(await store.counts()), counter: batch.read.counter }, 'the box');
  return expected;
}

/** Records of one kind that wait to be inserted together. */
class Batch {
  readonly #store: RestoreStore;
  readonly #restoring: Restoring;
  /** How many records of each kind were read. */
  readonly read: Record<Kind, number> = noCounts();
  #kind: Kind | null = null;
  #waiting: { where: string; record: RecordOf<Kind> }[] = [];

  constructor(store: RestoreStore, restoring: Restoring) {
    this.#store = store;
    this.#restoring = restoring;
  }

  async add(where: string, value: unknown): Promise<void> {
    const { kind, wire } = kindOf(where, value);
    const { header, secrets } = this.#restoring;
    const record = readBack(kind, wire, { persons: header.persons, secrets });
    if ('fault' in record) throw broken(where, `${kind}: ${record.fault}`);
    if (kind !== this.#kind || this.#waiting.length >= BATCH) await this.flush();
    this.#kind = kind;
    this.#waiting.push({ where, record });
    this.read[kind] += 1;
  }

  async flush(): Promise<void> {
    const [kind, waiting] = [this.#kind, this.#waiting];
    this.#waiting = [];
    if (kind === null || waiting.length === 0) return;
    try {
      await this.#insert(
        kind,
        waiting.map(({ record }) => record),
      );
    } catch (error) {
      if (error instanceof ContradictionError) await this.#findOut(kind, waiting);
      throw error;
    }
    this.#restoring.onRecords?.(waiting.length);
  }

  /** Says which one of them it was. */
  async #findOut(kind: Kind, waiting: readonly { where: string; record: RecordOf<Kind> }[]): Promise<void> {
    for (const { where, record } of waiting) {
      await this.#insert(kind, [record]).catch((error: unknown) => {
        if (error instanceof ContradictionError) throw broken(where, `${kind}: ${error.message}`);
        throw error;
      });
    }
  }

  #insert(kind: Kind, records: readonly RecordOf<Kind>[]): Promise<void> {
    return this.#store.insert(kind, records);
  }
}

function kindOf(where: string, value: unknown): { kind: Kind; wire: object } {
  if (typeof value !== 'object' || value === null) throw broken(where, 'is no record');
  const { record, ...wire } = value as { record?: unknown };
  const known = KINDS.find((one) => one === record);
  if (!known) throw broken(where, 'is of no kind that is known');
  return { kind: known, wire };
}

function countsIn(value: unknown, where: string): Counts {
  const read = readTrailer(value);
  if (!read.success) throw broken(where, faultOf(read.error));
  return { ...noCounts(), ...read.data.counts };
}

function compare(expected: Counts, found: Counts, what: string): void {
  const wrong = KINDS.filter((kind) => expected[kind] !== found[kind]);
  if (wrong.length === 0) return;
  const told = wrong.map((kind) => `${kind}: ${found[kind]} instead of ${expected[kind]}`);
  throw new BrokenExportError(`${what} has not what the end of the export says it has (${told.join(', ')})`);
}

async function saidByTables(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof ContradictionError) throw new BrokenExportError(error.message, { cause: error });
    throw error;
  }
}

const broken = (where: string, fault: string): BrokenExportError =>
  new BrokenExportError(`${where}: ${fault}`);
