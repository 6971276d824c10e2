import type { Status } from '../ideas/status.ts';
import type { Word } from '../votes/vote.ts';

/** What one line of a foreign file says, in the box's words; nothing is known of the box yet. Instants: ms UTC. */
export type ForeignRecord = ForeignIdea | ForeignVote | { kind: 'left-out'; what: string };

/** A proposal of another tool. `id` is its key there; its texts are as they were read, not checked yet. */
export interface ForeignIdea {
  kind: 'idea';
  id: string;
  title: string;
  body: string;
  author: { id: string; name: string } | null;
  createdAt: number | null;
  editedAt: number | null;
  /** A status the box does not have is kept as it was said, for the report. */
  status: Status | { unknown: string };
  /** Votes known by their number alone. */
  totals: { for: number; against: number } | null;
  /** Its official answer; null: none. */
  answer: { text: string; at: number | null } | null;
}

/** A vote of another tool; a value the box does not have is no vote, and is kept as it was said for the report. */
export interface ForeignVote {
  kind: 'vote';
  /** The idea's key there. */
  idea: string;
  voter: string;
  value: Word | { unknown: string };
  at: number | null;
}

/**
 * A line that was read, or why it cannot be. `line` is where it begins in its file, from 1; `raw` is what stood
 * there, as much of it as a person needs to find it again.
 */
export type ReadLine = { line: number; raw: string } & ({ record: ForeignRecord } | { refused: string });
