import type { Surroundings } from '../support/script.ts';

/** One measure, printed as one line of JSON. */
export interface Result {
  /** The bench, with what it was measured at: `vote_store_20`. */
  name: string;
  value: number;
  unit: string;
  /** The same of something bare, in the same run. */
  baseline: number;
  /** value / baseline. */
  ratio: number;
  /** Whatever else says how it was measured. */
  [detail: string]: unknown;
}

/** A bench; with `quick` it ends within 45 s on two slow cores. What takes long tells `around` how far it is. */
export type Bench = (quick: boolean, around: Pick<Surroundings, 'err' | 'screen'>) => AsyncIterable<Result>;

/** Of the lower middle, where there are two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1] ?? Number.NaN;
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Three digits: more would be noise. */
export const rounded = (value: number): number => Number(value.toPrecision(3));
