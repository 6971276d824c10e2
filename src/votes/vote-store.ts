import type { Identity } from '../members/member.ts';
import type { Mark, Vote, Word } from './vote.ts';

/** Votes, words and marks. Every method runs in the caller's transaction. */
export interface VoteStore {
  /** The member's vote on the idea; null when none was ever given. */
  of(idea: number, member: number): Promise<Vote | null>;
  /**
   * Sets the vote and, when its value changes, the idea's kept tallies and the append-only change (which does
   * not name the voter). `previous` is what {@link of} gave in this transaction. `another` tells that the voter
   * is not the idea's author: their first vote closes the idea to edits. `changedAt`: when the tallies changed,
   * where that is not the vote's own instant.
   */
  set(
    previous: Vote | null,
    vote: Vote,
    context: { lab: number; another: boolean; changedAt?: number },
  ): Promise<void>;
  /** Deletes a vote, as {@link of} gave it in this transaction, with what it counted. */
  remove(vote: Vote, change: { lab: number; at: number }): Promise<void>;
  /** Ideas on which both members have a vote. */
  sharedBy(member: number, other: number): Promise<number[]>;
  /** Of the ideas a member has a vote on, those on which an identity has a word or a mark, or gave that vote. */
  ideasOf(identity: number, member: number): Promise<number[]>;
  /** A member's votes become those of one who has none on the same ideas; of one idea, or of all. */
  handOver(from: number, to: number, idea?: number): Promise<void>;
  /** The newest word of each of a member's identities on an idea. */
  wordsOf(idea: number, member: number): Promise<{ identity: number; value: Word; at: number }[]>;
  setWord(idea: number, identity: number, value: Word, at: number): Promise<void>;
  /** Forgets the words of a member's identities on an idea up to an instant: they were taken back. */
  dropWords(idea: number, member: number, until: number): Promise<void>;
  mark(of: Pick<Mark, 'posting' | 'identity' | 'emoji'>): Promise<Mark | null>;
  /** Inserts, or keeps the one that stands. */
  addMark(mark: Mark): Promise<void>;
  removeMark(of: Pick<Mark, 'posting' | 'identity' | 'emoji'>): Promise<void>;
  /** All standing marks of a member's identities on an idea, over every posting, oldest first. */
  marksOf(idea: number, member: number): Promise<Mark[]>;
  /** Those whose vote stands at `for`, to be told of a decision: one identity a member, the one that voted. */
  supporters(idea: number): Promise<Identity[]>;
}
