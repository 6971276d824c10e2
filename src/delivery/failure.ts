import { DeliveryError, type DeliveryFailure } from '../chat/adapter.ts';
import type { Chance } from '../clock.ts';
import { backoffMs } from './backoff.ts';
import type { Parcel } from './delivery-store.ts';
import type { Later } from './settlement.ts';

/** What an adapter's error says. One it should not have thrown says nothing of what happened. */
export function failureOf(error: unknown): DeliveryFailure | null {
  return error instanceof DeliveryError ? error.failure : null;
}

/** What the platform calls it, for the log; nothing where the adapter does not say. */
export function codeOf(error: unknown): { code?: string } {
  return error instanceof DeliveryError && error.code !== undefined ? { code: error.code } : {};
}

/** When to try again after the n-th failure in a row: the platform's wish is honoured, and ours when it is longer. */
export function retryAt(
  failures: number,
  retryAfterMs: number,
  now: number,
  chance: Pick<Chance, 'fraction'>,
): number {
  return now + Math.max(retryAfterMs, backoffMs(Math.max(1, failures), chance));
}

/** Puts a row back as it was, to be gone on with later. */
export function putBack(
  parcel: Parcel,
  when: { at: number; scope?: 'lane' | 'realm'; failure: string; attempts?: number; code?: string },
): Later {
  const { state, attempts, doubts, looks } = parcel;
  return { kind: 'later', scope: 'lane', state, attempts, doubts, looks, ...when };
}
