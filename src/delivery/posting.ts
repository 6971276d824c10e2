/** The record of a message we sent. */
export interface Posting {
  id: number;
  kind: 'card' | 'digest' | 'notice';
  /** The idea a card shows. */
  idea: number | null;
  /** The digest a digest posting shows; of a notice in its thread, the one whose rest it says. */
  digest: number | null;
  platform: string;
  realm: string;
  team: string | null;
  channel: string;
  thread: string | null;
  message: string;
  at: number;
  /** Deleted on the platform since then: its marks are frozen, it is never repainted. */
  goneAt: number | null;
}

/** Which message, as the platform names it. */
export interface MessageRef {
  platform: string;
  realm: string;
  channel: string;
  message: string;
}

/** Postings, as use cases need them. Every method runs in the caller's transaction. */
export interface PostingStore {
  find(message: MessageRef): Promise<Posting | null>;
  byId(id: number): Promise<Posting | null>;
  /** The idea a digest posting shows at a position (1–5). */
  entry(posting: number, position: number): Promise<number | null>;
  cardsOf(idea: number): Promise<Posting[]>;
  markGone(id: number, at: number): Promise<void>;
}
