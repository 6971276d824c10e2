import type { Counts } from './header.ts';
import type { Kind, RecordOf } from './records.ts';

/** The tables as restoring fills them. Every method runs in the caller's transaction. */
export interface RestoreStore {
  /** What of a kind is there that a box does not have from its first start. */
  present(): Promise<Counts>;
  /** Deletes what a box has from its first start: an export has it too. */
  clear(): Promise<void>;
  /**
   * Inserts records of one kind, all or none. Rejects with {@link ContradictionError} when a table will not have
   * them.
   */
  insert<K extends Kind>(kind: K, records: readonly RecordOf<K>[]): Promise<void>;
  /** Sets what ideas name of each other, once all are there. */
  finish(): Promise<void>;
  /** How many records of each kind there are now. */
  counts(): Promise<Counts>;
}

/** A record names something that is not there, is there already, or holds what a table refuses. */
export class ContradictionError extends Error {
  override readonly name = 'ContradictionError';
}
