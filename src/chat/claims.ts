import type { Hashes } from '../secrets.ts';

/** Claims are kept this long: platforms stop retrying well before. */
export const CLAIM_LIFE_MS = 48 * 60 * 60 * 1000;

/**
 * What an arrival that wrote came to, so that its repeat gets the same answer: an idea's number or nothing.
 * Only a submit has one worth repeating.
 */
export interface Outcome {
  idea: number;
}

/**
 * Ids of arrivals and nonces of forms that have been used, as keyed hashes: the ids themselves can name a
 * person (Mattermost's trigger ids do). Runs in the caller's transaction.
 */
export interface ClaimStore {
  /** Null when this call claimed it, under the hash of now; else what the first one came to. */
  claim(hashes: Hashes, at: number): Promise<null | { outcome: Outcome | null }>;
  settle(hash: string, outcome: Outcome): Promise<void>;
  /** What a claimed one came to; null when it was never claimed or has none. */
  outcome(hashes: Hashes): Promise<Outcome | null>;
  forgetBefore(at: number): Promise<number>;
}
