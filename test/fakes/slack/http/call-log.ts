import type { JsonObject } from '../../shared/json.ts';
import type { Fault } from '../faults.ts';
import type { ApiAnswer } from '../web-api/dispatch.ts';

/** A call of the app, for tests to read. */
export interface CallRecord {
  readonly method: string;
  /** The workspace its token belongs to; null when it belongs to none. */
  readonly teamId: string | null;
  readonly args: JsonObject;
  /** When it came, ms. */
  readonly at: number;
  readonly fault: Fault | null;
  /** Null until it was answered, and for ever when nothing was done. */
  answer: ApiAnswer | null;
}
