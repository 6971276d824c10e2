import { codeOf } from './code-of.ts';

/** A failure of the machine, not of the program. */
export interface MachineFault {
  /** What happened, as a part of a sentence. */
  reason: string;
  /** What whoever typed the command can do about it. */
  todo: string;
}

const ROOM = 'make room on it';
const RIGHTS = 'check who may write to the file and its folder';

/** By the beginning of their code. */
const FAULTS: readonly (readonly [code: string, reason: string, todo: string])[] = [
  ['SQLITE_FULL', 'the disk is full', ROOM],
  ['ENOSPC', 'the disk is full', ROOM],
  ['EDQUOT', 'the disk quota is used up', ROOM],
  ['EFBIG', 'the database file may not grow any further', 'raise the limit on the size of files'],
  ['SQLITE_IOERR', 'the disk cannot be written, or is full', `${ROOM}, or look whether it is failing`],
  ['SQLITE_BUSY', 'another process has been writing to the database for seconds', 'wait until it has ended'],
  ['SQLITE_READONLY', 'the database may not be written', RIGHTS],
  ['SQLITE_CANTOPEN', 'the database cannot be opened or made there', RIGHTS],
  ['EACCES', 'no right to a file or folder', RIGHTS],
  ['EROFS', 'the disk can only be read', 'name a place on another'],
];

/** What the machine let a script down with, for an operator; null: the error is a mistake of the program. */
export function machineFault(error: unknown): MachineFault | null {
  const code = codeOf(error);
  const found = FAULTS.find(([known]) => code.startsWith(known));
  return found ? { reason: found[1], todo: found[2] } : null;
}
