import type { Clock } from '../clock.ts';

/**
 * So long the box waits for an adapter, milliseconds; an adapter's own time-outs are shorter. Half a lease, so
 * that nobody takes a lane whose send is in hand.
 */
export const ADAPTER_DEADLINE_MS = 30_000;

/** How something with a deadline ended. */
export type Ended<T> =
  | { kind: 'value'; value: T }
  | { kind: 'error'; error: unknown }
  /** `late` is what is still under way. */
  | { kind: 'hung'; late: Promise<T> };

/** Waits for some work, {@link ADAPTER_DEADLINE_MS} at most; never rejects. What hangs goes on by itself. */
export async function inTime<T>(clock: Clock, work: () => Promise<T>): Promise<Ended<T>> {
  // What throws before its promise is there fails like what rejects.
  const result = (async () => work())();
  const enough = new AbortController();
  const ended = await Promise.race([
    result.then(
      (value): Ended<T> => ({ kind: 'value', value }),
      (error: unknown): Ended<T> => ({ kind: 'error', error }),
    ),
    clock.sleep(ADAPTER_DEADLINE_MS, enough.signal).then((): Ended<T> => ({ kind: 'hung', late: result })),
  ]);
  enough.abort();
  return ended;
}
