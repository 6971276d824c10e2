import { DeliveryError, type DeliveryFailure } from '../adapter.ts';

/** What is asked of a platform, as far as its failures differ. */
export interface Asked {
  method: string;
  /**
   * Repeating it would do it twice: of it, whatever can have arrived without our hearing so is in doubt. Everything else
   * may simply be done again.
   */
  doubtful: boolean;
}

/** A call that may be repeated. */
export const again = (method: string): Asked => ({ method, doubtful: false });
/** A call that makes something new each time. */
export const once = (method: string): Asked => ({ method, doubtful: true });

/** How long nothing is tried where a person has to put it right (a token that is no longer taken), milliseconds. */
export const REPAIR_MS = 5 * 60_000;

/** The network, or the platform, is out of order. */
export const LATER: DeliveryFailure = { retryAfterMs: 5_000, scope: 'realm' };
/** A person has to put it right. Nothing is lost meanwhile. */
export const REPAIR: DeliveryFailure = { retryAfterMs: REPAIR_MS, scope: 'realm' };

/** Entries of a table of a platform's error codes that all mean the same. */
export function each(failure: DeliveryFailure, ...codes: readonly string[]): [string, DeliveryFailure][] {
  return codes.map((code) => [code, failure]);
}

/** The answer to a question that the platform refuses for good. What it cannot say now is thrown again. */
export function unlessForGood(error: unknown): 'gone' {
  if (error instanceof DeliveryError && 'permanent' in error.failure) return 'gone';
  throw error;
}

/** The error the box understands, and its code for the log. One that is such already stays as it is. */
export function deliveryErrorOf(
  error: unknown,
  read: (error: unknown) => DeliveryFailure,
  codeOf?: (error: unknown) => string,
): DeliveryError {
  if (error instanceof DeliveryError) return error;
  return new DeliveryError(read(error), { cause: error, ...(codeOf ? { code: codeOf(error) } : {}) });
}
