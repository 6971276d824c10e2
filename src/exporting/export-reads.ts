import type { Kind, RecordOf } from './records.ts';

/** The tables as an export reads them, in one snapshot: whatever is written meanwhile is not in it. */
export interface ExportReads {
  /** How many records of a kind there are. */
  count(kind: Kind): Promise<number>;
  /** All records of a kind by their key, some at a time. */
  pages<K extends Kind>(kind: K): AsyncIterable<readonly RecordOf<K>[]>;
  /**
   * Identities that sign an idea, facilitate a lab, took a decision or linked a duplicate, one member's together;
   * with the one that erased authors point to.
   */
  signers(): AsyncIterable<readonly RecordOf<'identity'>[]>;
}
