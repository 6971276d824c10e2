import type { Status } from '../ideas/status.ts';
import type { Claim, Digest, Figures } from './digest-store.ts';

/** An instant inclusive and one exclusive. */
export interface Span {
  start: number;
  end: number;
}

/** An idea with its gain in a period. */
export interface Gain {
  idea: number;
  /** Net change of `for` in the period. */
  gained: number;
  votesFor: number;
  status: Status;
}

/** An idea decided in a period, with the status it has now. */
export interface Answered {
  idea: number;
  status: Status;
  votesFor: number;
}

/** An idea that may be offered for discovery. */
export interface LeastVoted {
  idea: number;
  votesFor: number;
  /** For and against together. */
  votes: number;
  status: Status;
}

/** An idea with more votes than this, for and against together, needs no digest to be discovered. */
export const FEW_VOTES = 20;

/**
 * What digests are composed and rendered from. Every method reads an index range, never a whole table: the cost
 * depends on what happened in the period, not on how many ideas and votes there are. An idea counts in the lab
 * it is in now; one that is withdrawn or hidden is left out.
 */
export interface DigestReads {
  byId(id: number): Promise<Digest | null>;
  ofWeek(lab: number, week: string): Promise<Digest | null>;
  /** The lab's latest archived week; the next one starts where it ended. */
  latest(lab: number): Promise<Digest | null>;
  /** When and in which channels a week was published. */
  claims(lab: number, start: number): Promise<Claim[]>;

  figures(lab: number, period: Span, before: Span): Promise<Figures>;
  /**
   * Ideas one can still vote on, with a gain of at least 1, most gained first; ties: more `for` in all, then the
   * lower number.
   */
  gains(lab: number, period: Span, limit: number): Promise<Gain[]>;
  /** Ideas decided in the period (decisions that stand), in the order of their latest decision, oldest first. */
  answered(lab: number, period: Span): Promise<Answered[]>;
  /**
   * Open ideas created in the span with at most {@link FEW_VOTES} votes, not shown in the lab's last
   * `skip` published digests (what their threads said does not count): at most `limit`, fewest votes first; of equals the elder, whose time to be
   * discovered ends first.
   */
  leastVoted(lab: number, created: Span, options: { skip: number; limit: number }): Promise<LeastVoted[]>;
}
