import { statfs } from 'node:fs/promises';
import { age, type Check, failure, ok, warning } from './check.ts';

const MB = 1_000_000;
/** The write-ahead log, a migration and a backup need room. Bytes. */
const TIGHT = 1000 * MB;
const FULL = 100 * MB;

/** Room where the box keeps its files. */
export async function checkDisk(dir: string, free = freeIn): Promise<Check> {
  const bytes = await free(dir);
  const says = `${Math.floor(bytes / MB)} MB free`;
  if (bytes < FULL)
    return failure('disk', says, `make room in ${dir}: on a full disk nothing can be recorded`);
  return bytes < TIGHT ? warning('disk', says, `make room in ${dir} soon`) : ok('disk', says);
}

async function freeIn(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir);
  return bavail * bsize;
}

/** No version of the box is older. */
const BOX_BEGAN = Date.UTC(2025, 0, 1);
/** Rows are dated by this clock, so none is later; a little is left for a correction. Milliseconds. */
const AHEAD_MS = 60_000;

/** A clock that went back dates digests and votes wrongly, and silently. */
export function checkClock(now: number, latest: number | null): Check {
  const says = new Date(now).toISOString();
  if (now < BOX_BEGAN) return failure('clock', says, "set the machine's clock");
  if (latest !== null && latest > now + AHEAD_MS) {
    const found = `${says}, but the latest row is from ${new Date(latest).toISOString()}`;
    return failure(
      'clock',
      found,
      "set the machine's clock; if it is right now, it was ahead before: see the digests",
    );
  }
  return ok('clock', latest === null ? says : `${says}, the latest row is ${age(latest, now)} old`);
}
