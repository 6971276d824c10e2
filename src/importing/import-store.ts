import type { Chance } from '../clock.ts';
import type { Status } from '../ideas/status.ts';
import type { Value, Word } from '../votes/vote.ts';

/** An idea of the box that came by an import from the same source. */
export interface KnownIdea {
  number: number;
  lab: number;
  /** Of the record it was made from. */
  hash: string;
  /** Its votes came as totals: single ones would count twice. */
  totals: boolean;
  /** Member of its author; null where it is unsigned. */
  authorMember: number | null;
  createdAt: number;
}

/** A person of another tool, as the box knows them. */
export interface Imported {
  identity: number;
  member: number;
}

/** An idea that is about to get its number. */
export interface NewImport {
  id: string;
  hash: string;
  title: string;
  body: string;
  author: Imported | null;
  status: Status;
  createdAt: number;
  editedAt: number | null;
  totals: { for: number; against: number } | null;
  /** Its official answer, which nobody decided here. */
  answer: { text: string; at: number } | null;
}

/** A vote as it stands afterwards. `at` is the instant of the word it comes from. */
export interface StandingVote {
  idea: number;
  voter: Imported;
  value: Word;
  at: number;
}

/** One change of a vote, without the voter. */
export interface VoteChange {
  idea: number;
  lab: number;
  from: Word;
  to: Word;
  at: number;
}

/** What importing does to the tables, many rows at once. Every method runs in the caller's transaction. */
export interface ImportStore {
  /** Those of these foreign ids that were imported before, by id. */
  known(source: string, ids: readonly string[]): Promise<Map<string, KnownIdea>>;
  /**
   * The persons of a source by their id there, made with a member each where they are new; a name is kept where
   * none is known.
   */
  persons(
    source: string,
    persons: readonly { user: string; name: string | null }[],
    at: number,
  ): Promise<Map<string, Imported>>;
  /** Draws the next numbers in the order of the ideas, without gaps, and inserts; no vote is counted yet. */
  publish(lab: number, source: string, ideas: readonly NewImport[]): Promise<number[]>;
  /** The votes that stand for these pairs, also those that were taken back. */
  standing(
    pairs: readonly { idea: number; member: number }[],
  ): Promise<{ idea: number; member: number; value: Word; at: number }[]>;
  /**
   * Sets votes and the words they come from, appends the changes, and moves the kept tallies by them.
   * `supported` is the first vote of another person than the author, an idea each.
   */
  cast(
    votes: readonly StandingVote[],
    changes: readonly VoteChange[],
    supported: ReadonlyMap<number, number>,
  ): Promise<void>;
  /** Counts votes of which only the number is known, each as the vote of a person made for it alone, at random. */
  castTotal(
    idea: { number: number; lab: number; at: number },
    value: Value,
    count: number,
    chance: Pick<Chance, 'id'>,
  ): Promise<void>;
}
