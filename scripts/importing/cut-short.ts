import { codeOf } from '../support/code-of.ts';

/** Failures of the machine, not of the program, by the beginning of their code. */
const REASONS: readonly (readonly [code: string, says: string])[] = [
  ['SQLITE_FULL', 'the disk is full'],
  ['ENOSPC', 'the disk is full'],
  ['EFBIG', 'the database file may not grow any further'],
  ['SQLITE_IOERR', 'the disk cannot be written, or is full'],
  ['SQLITE_BUSY', 'another process has been writing to the database for seconds'],
  ['SQLITE_READONLY', 'the database may not be written'],
];

/**
 * Why an import ends early, for an operator; null: the error is a mistake of the program. The batch in hand was taken
 * back by the database, what was imported before stays.
 */
export function cutShort(error: unknown): string | null {
  const code = codeOf(error);
  return REASONS.find(([known]) => code.startsWith(known))?.[1] ?? null;
}
