import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';

const LF = 0x0a;

/** How many lines a file has, for a progress bar; null where it can be read but once, as a pipe. */
export async function countLines(path: string): Promise<number | null> {
  if (!(await stat(path)).isFile()) return null;
  let count = 0;
  let last = LF;
  for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
    for (let at = piece.indexOf(LF); at !== -1; at = piece.indexOf(LF, at + 1)) count += 1;
    last = piece.at(-1) ?? last;
  }
  return last === LF ? count : count + 1;
}
