import type { Status } from '../ideas/status.ts';

/** One ISO week of a lab (see period.ts); `start` inclusive, `end` exclusive, instants. */
export interface Period {
  start: number;
  end: number;
  /** "2026-W47" */
  week: string;
}

/** A digest's figures, frozen when its week is claimed. */
export interface Figures {
  /** Ideas filed in the week. */
  ideas: number;
  /** Net change of for and against in the week. */
  votes: number;
  /** The same of the week before. */
  votesBefore: number;
  /** Ideas decided in the week. */
  answers: number;
}

/** One line of a digest, frozen as numbers: the text is read when it is rendered. */
export interface Entry {
  section: 'answered' | 'top' | 'discover';
  /**
   * 1 to 5 for the numbered ones (top and discover, counted together); 0 to 4 within answered; of the rest, 6 and
   * up within its section (see rest.ts).
   */
  position: number;
  idea: number;
  /** Net gain of `for` in the week; 0 outside the top, where it is not shown. */
  gained: number;
  votesFor: number;
  status: Status;
}

/** A lab's digest of one week, as archived. */
export interface Digest extends Period {
  id: number;
  lab: number;
  zone: string;
  figures: Figures;
  entries: readonly Entry[];
  at: number;
}

/** A week composed and not archived yet. */
export type Composed = Omit<Digest, 'id' | 'at'>;

/** A week published in a channel (of lab_channels), at an instant. */
export interface Claim {
  channel: number;
  at: number;
}

/** Digests and their claims. Every method runs in the caller's transaction. */
export interface DigestStore {
  /**
   * Keeps a week with its bounds. A week of the same label that was archived before stays as it is: the first
   * one is given back.
   */
  archive(week: Composed, at: number): Promise<Digest>;
  /** False when (lab, channel, period) was already claimed. Claimed before anything is sent. */
  claim(digest: Pick<Digest, 'id' | 'lab' | 'start'>, claim: Claim): Promise<boolean>;
  /** When and in which channels the week was published, for `digest envoyer` said twice. */
  claims(lab: number, start: number): Promise<Claim[]>;
}
