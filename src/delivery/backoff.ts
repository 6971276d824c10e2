import type { Chance } from '../clock.ts';

const FIRST_MS = 1000;
/** The longest back-off. A platform's own Retry-After may be longer, and is honoured. */
export const BACKOFF_CAP_MS = 5 * 60 * 1000;

/** What a person has to allow is tried again after a minute, then twice as long each time, up to this. */
const FORBIDDEN_FIRST_MS = 60 * 1000;
const FORBIDDEN_CAP_MS = 15 * 60 * 1000;

/** How long to wait after the n-th try (n from 1) of what may not be said, milliseconds. */
export function forbiddenMs(tries: number): number {
  return Math.min(FORBIDDEN_CAP_MS, FORBIDDEN_FIRST_MS * 2 ** Math.min(tries - 1, 20));
}

/**
 * How long to wait after the n-th failure in a row (n from 1), milliseconds: twice as long each time, and a
 * random part of up to a half less, so that what failed together does not come back together.
 */
export function backoffMs(failures: number, chance: Pick<Chance, 'fraction'>): number {
  const whole = Math.min(BACKOFF_CAP_MS, FIRST_MS * 2 ** Math.min(failures - 1, 20));
  return Math.round(whole * (1 - chance.fraction() / 2));
}
