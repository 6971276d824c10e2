import type { Clock } from '../../clock.ts';
import { SetupError } from '../adapter.ts';

/** Waits between tries, milliseconds; the last one is repeated. */
const WAITS_MS = [1_000, 3_000, 6_000, 15_000, 30_000, 60_000];

/** A platform could not be asked before a stop. */
class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** How something is tried again and again. */
export interface Persistence {
  clock: Pick<Clock, 'sleep'>;
  /** Aborted at a stop. */
  signal: AbortSignal;
  /** Told of each failure. */
  failed(error: unknown): void;
  /** How long the platform is to be left alone after that failure, milliseconds; 0 when nothing says so. */
  restAfter(error: unknown): number;
}

/**
 * Does it until it succeeds: what a platform cannot do now, it may later, and not sooner than it says. Rejects with a
 * SetupError, for which no time helps, and with {@link UnreachableError} once it is stopped.
 */
export async function persistently<T>(
  work: () => Promise<T>,
  { clock, signal, failed, restAfter }: Persistence,
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof SetupError) throw error;
      failed(error);
      if (!signal.aborted) await clock.sleep(Math.max(waitAfter(tries), restAfter(error)), signal);
      if (signal.aborted) throw new UnreachableError('The platform does not answer', { cause: error });
    }
  }
}

function waitAfter(tries: number): number {
  return WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0;
}
