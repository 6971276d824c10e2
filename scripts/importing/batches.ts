import type { ReadLine } from '../../src/importing/record.ts';

/** One transaction: long enough to be fast, short enough that a running box need not wait. */
const LINES = 1000;
/** Signs of a batch: a few very long lines make one too, so that memory stays flat. */
const SIGNS = 4 * 1024 * 1024;

/** Lines in their order, some at once. */
export async function* batches(lines: AsyncIterable<ReadLine>): AsyncGenerator<ReadLine[]> {
  let batch: ReadLine[] = [];
  let signs = 0;
  for await (const line of lines) {
    batch.push(line);
    signs += line.raw.length;
    if (batch.length < LINES && signs < SIGNS) continue;
    yield batch;
    batch = [];
    signs = 0;
  }
  if (batch.length > 0) yield batch;
}
