import type { Chance } from '../clock.ts';
import type { Lab } from '../labs/lab.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { ImportReport } from './import-report.ts';

/** What holds for a whole import. */
export interface ImportOrder {
  /** Without an id: it is made when the first idea comes into it. */
  lab: Lab | Omit<Lab, 'id'>;
  /** Name space of the ids in the files: an ideas file and a votes file of one source meet. */
  source: string;
  /** Instant of the import; nothing may be dated later. */
  now: number;
  /** Votes are gained in the weeks they were given in; without it, before every week. */
  replay: boolean;
  /** Votes known by their number alone are brought too. */
  totals: boolean;
}

/** A line with its record. */
export interface Line<R> {
  line: number;
  raw: string;
  record: R;
}

/** A line that was not imported, and why, for a person to read. */
export interface RefusedLine {
  line: number;
  reason: string;
  raw: string;
}

/** What the parts of a batch share. */
export interface Batch {
  tx: Pick<Transaction, 'imports' | 'labs'>;
  order: ImportOrder;
  chance: Pick<Chance, 'id'>;
  report: ImportReport;
  refuse(line: { line: number; raw: string }, reason: string): void;
}
