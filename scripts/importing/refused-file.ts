import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import type { RefusedLine } from '../../src/importing/batch.ts';
import { excerpt } from '../../src/text.ts';

/** Of what was read, in signs: enough to find it again. */
const READ_MAX = 1000;

/**
 * The lines of a file that were refused, beside it, each with its reason. It is made by the first one, written as the
 * import goes, and only for the operator's eyes: texts are in it.
 */
export class RefusedFile {
  readonly path: string;
  #file: number | null = null;
  /** Why it could not be written; the import goes on without it. */
  fault: string | null = null;

  /** The refusals of a run before this one are forgotten. */
  constructor(of: string) {
    this.path = `${placeBeside(of)}.refused.csv`;
    try {
      rmSync(this.path, { force: true });
    } catch {
      // A folder nobody may write to has no such file, or keeps it: told when a line is to be written.
    }
  }

  /** Is there a file now? */
  get isThere(): boolean {
    return this.#file !== null;
  }

  add(lines: readonly RefusedLine[]): void {
    if (lines.length === 0 || this.fault !== null) return;
    try {
      this.#file ??= this.#make();
      writeSync(
        this.#file,
        csv(lines.map(({ line, reason, raw }) => [line, reason, excerpt(raw, READ_MAX)])),
      );
    } catch (error) {
      this.fault = error instanceof Error ? error.message : String(error);
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
  }

  #make(): number {
    const file = openSync(this.path, 'w', 0o600);
    writeSync(file, csv([['line', 'reason', 'read']]));
    return file;
  }
}

/** Beside a device or pipe nothing can be written: its lines go to the working directory. */
function placeBeside(file: string): string {
  if (!/^\/(dev|proc)\//.test(file)) return file;
  return join(process.cwd(), file === '/dev/fd/0' ? 'stdin' : basename(file));
}

/** A spreadsheet that opens it computes nothing: what begins like a formula gets an apostrophe. */
const csv = (rows: (string | number)[][]): string => stringify(rows, { escape_formulas: true });
