import type { Counts } from '../importing/import-report.ts';
import type { Place } from './history.ts';

/** What became of the lines of a history, in numbers. */
export interface ReplayReport {
  /** Ideas that got a number. */
  ideas: number;
  /** Given or changed; said again the same; taken back. */
  votes: { cast: number; repeated: number; takenBack: number };
  /** Votes of no value the box has, by how they were said: each took back what stood before it. */
  unknownValues: Counts;
  /** What a replay does not play, by kind. */
  leftOut: Counts;
  /** Ideas whose status the history tells, but not when it was decided: they are played as new. */
  statuses: number;
  /** Without an instant: an idea stands at its first vote, else at the beginning; a vote at its idea. */
  undated: { ideas: number; votes: number };
  /** Ideas dated after a vote on them: they stand at that vote. */
  votedBefore: number;
  /** Ideas whose title was cut; the whole of it begins the body. */
  shortened: number;
  refused: number;
  /** The first of those refused, at most a hundred. */
  refusals: Refused[];
  /** Weeks with events whose digest is not due yet, as "2026-W47". */
  unpublished: string[];
}

/** A line that could not be played, and why, for a person to read. */
export interface Refused extends Place {
  reason: string;
}

/** Refused lines told one by one. */
const REFUSALS_MAX = 100;

/** Nothing yet. */
export function emptyReport(): ReplayReport {
  return {
    ideas: 0,
    votes: { cast: 0, repeated: 0, takenBack: 0 },
    unknownValues: {},
    leftOut: {},
    statuses: 0,
    undated: { ideas: 0, votes: 0 },
    votedBefore: 0,
    shortened: 0,
    refused: 0,
    refusals: [],
    unpublished: [],
  };
}

/** Counts a refused line, and keeps it while there is room. */
export function refuseLine(report: ReplayReport, { file, line }: Place, reason: string): void {
  report.refused += 1;
  if (report.refusals.length < REFUSALS_MAX) report.refusals.push({ file, line, reason });
}
