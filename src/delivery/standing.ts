import type { Posted } from '../chat/place.ts';
import type { PersonsMark } from './compare-marks.ts';
import type { Posting } from './posting.ts';

/** A posting with the marks we hold under it: votes, and those that decide. */
export interface StandingPosting {
  id: number;
  kind: Posting['kind'];
  posted: Posted;
  marks: PersonsMark[];
}

/** Postings whose reactions may have changed unseen. */
export interface StandingReads {
  /**
   * Cards of ideas that can be voted on or decided by a reaction, digests, and whatever has marks; younger than an
   * instant, newest first, from below a posting's id on.
   */
  page(
    of: { platform: string; realm: string },
    options: { since: number; below: number; limit: number },
  ): Promise<StandingPosting[]>;
  /** One of them; null when there is none there. */
  one(at: Posted): Promise<StandingPosting | null>;
}
