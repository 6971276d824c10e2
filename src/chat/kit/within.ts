import type { Clock } from '../../clock.ts';

/** What the promise gives within so many milliseconds of the clock, else null. No sleep is left behind. */
export async function withinMs<T extends object>(
  promise: Promise<T>,
  ms: number,
  clock: Clock,
): Promise<T | null> {
  const over = new AbortController();
  try {
    return await Promise.race([promise, clock.sleep(ms, over.signal).then(() => null)]);
  } finally {
    // Without a reason it would be an error with a stack, at each request.
    over.abort('over');
  }
}
