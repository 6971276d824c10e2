import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type FileHandle, link, mkdir, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isOwnExport } from '../restoring/own-export.ts';
import { errorCode } from '../support/error-code.ts';
import { UsageError } from '../support/script.ts';

/** Where the text of an export goes. */
export interface TextSink {
  write(text: string): Promise<void>;
}

/** Readable and writable by its owner alone: persons and closed labs are inside. */
const OWNER_FILE = 0o600;
const OWNER_FOLDER = 0o700;

/** The place cannot be written to: full, closed, gone. */
class DestinationError extends Error {
  override readonly name = 'DestinationError';
}

/** Something that grows under another name beside its place, and comes to its place when it is complete. */
export interface Growing {
  /** Where it grows. */
  path: string;
  /** Brings it to its place. */
  place(): Promise<void>;
  /** Removes what has grown so far. */
  abandon(): Promise<void>;
}

/**
 * Refuses a place that is taken, unless it may be overwritten; a folder only where it is an export, for all that
 * is in it would be lost.
 */
export async function requirePlace(
  out: string,
  { force, folder }: { force: boolean; folder: boolean },
): Promise<void> {
  if (!existsSync(dirname(out))) throw new UsageError(`there is no folder ${dirname(out)}`);
  if (!existsSync(out)) return;
  if (!force) throw new UsageError(`${out} is there already: name another, or say --force to replace it`);
  if (folder && !(await isOwnExport(out))) {
    throw new UsageError(`${out} is no export, and is not replaced: name another folder`);
  }
}

/** A file or folder that will stand at `out`. */
export async function growing(
  out: string,
  { force, folder }: { force: boolean; folder: boolean },
): Promise<Growing> {
  const path = `${out}.${randomBytes(4).toString('hex')}.partial`;
  if (folder) await written(out, mkdir(path, { mode: OWNER_FOLDER }));
  return {
    path,
    place: () => written(out, folder || force ? replace(path, out) : settle(path, out)),
    abandon: () => rm(path, { recursive: true, force: true }),
  };
}

/** A file of text, flushed to the disk when it is closed. */
export async function textFile(path: string): Promise<TextSink & { close(): Promise<void> }> {
  const file = await written(path, open(path, 'wx', OWNER_FILE));
  return {
    write: (text) => written(path, file.writeFile(text)),
    close: () => written(path, flushed(file)),
  };
}

async function flushed(file: FileHandle): Promise<void> {
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Without replacing what came to stand there meanwhile. */
async function settle(path: string, out: string): Promise<void> {
  await link(path, out);
  await unlink(path);
}

/** A folder cannot be put in place of another: the one that goes makes room first. */
async function replace(path: string, out: string): Promise<void> {
  const old = `${path}.old`;
  if (existsSync(out)) await rename(out, old);
  await rename(path, out);
  await rm(old, { recursive: true, force: true });
}

/** What the disk says, with the place it says it of. */
async function written<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const code = errorCode(error);
    if (code === null) throw error;
    const reason = REASONS[code] ?? code;
    throw new DestinationError(`${path} cannot be written: ${reason}`, { cause: error });
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EACCES: 'no right to write there',
  EROFS: 'the disk can only be read',
  EEXIST: 'something came to stand there meanwhile',
};
