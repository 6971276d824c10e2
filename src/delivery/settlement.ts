import type { Posted } from '../chat/place.ts';

/** What became of one attempt to say a row, decided before anything is written. */
export type Settlement =
  /** It stands on the platform. */
  | { kind: 'sent'; posted: Posted }
  /** There is nothing to be said any more. */
  | { kind: 'unsaid' }
  | Later
  /** Given up: an operator looks at it. `failure` is a code, never a text. */
  | { kind: 'parked'; failure: string };

/** To be gone on with at an instant; until then its lane waits, or the whole realm. */
export interface Later {
  kind: 'later';
  /**
   * waiting: it is certain that nothing was sent. sending: it may stand and can be resent safely with the same
   * key. doubt: it may stand and must be looked for.
   */
  state: 'waiting' | 'sending' | 'doubt';
  at: number;
  scope: 'lane' | 'realm';
  attempts: number;
  doubts: number;
  looks: number;
  failure: string;
  /** What the platform calls it, for the log. */
  code?: string;
}
