import type { Hashes } from '../secrets.ts';

/** A draft is kept this long, and deleted at publication. */
export const DRAFT_LIFE_MS = 24 * 60 * 60 * 1000;

/** Ids of drafts that keep an arrival begin so; no other draft's id does. */
export const ARRIVAL_DRAFT = 'arrival:';

/** One draft as stored: an encrypted text under a keyed hash of its owner. No other table names it. */
export interface Draft {
  id: string;
  /** Keyed hash of the owner. */
  owner: string;
  /** Waiting for this person's yes, no or number; at most one an owner. */
  asks: boolean;
  sealed: string;
  at: number;
}

/** Drafts. Every method runs in the caller's transaction. */
export interface DraftStore {
  byId(id: string): Promise<Draft | null>;
  /** The owner's newest waiting question. */
  asking(owner: Hashes): Promise<Draft | null>;
  /** Those that keep an arrival. */
  arrivals(): Promise<readonly Draft[]>;
  /** Inserts or replaces by id; with `asks`, the owner's earlier question is dropped. */
  put(draft: Draft): Promise<void>;
  drop(id: string): Promise<void>;
  dropAllOf(owner: string): Promise<void>;
  forgetBefore(at: number): Promise<number>;
}
