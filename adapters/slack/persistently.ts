import { WebAPIRateLimitedError } from '@slack/web-api';
import { SetupError } from '../../src/chat/adapter.ts';
import type { Clock } from '../../src/clock.ts';

/** Waits between tries, milliseconds; the last one is repeated. */
const WAITS_MS = [1_000, 3_000, 6_000, 15_000, 30_000, 60_000];

/** Slack could not be asked before a stop. */
class SlackUnreachableError extends Error {
  override readonly name = 'SlackUnreachableError';
}

/**
 * Does it until it succeeds: what Slack cannot do now, it may later, and not sooner than it says. Rejects with a
 * SetupError, for which no time helps, and once it is stopped.
 */
export async function persistently<T>(
  work: () => Promise<T>,
  { clock, signal, failed }: { clock: Clock; signal: AbortSignal; failed(error: unknown): void },
): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof SetupError) throw error;
      failed(error);
      if (signal.aborted) throw new SlackUnreachableError('Slack does not answer', { cause: error });
      await clock.sleep(Math.max(waitAfter(tries), askedBy(error)), signal);
    }
  }
}

function waitAfter(tries: number): number {
  return WAITS_MS[Math.min(tries, WAITS_MS.length - 1)] ?? 0;
}

/** How long Slack wants to be left alone, milliseconds. */
function askedBy(error: unknown): number {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return cause instanceof WebAPIRateLimitedError ? cause.retryAfter * 1000 : 0;
}
