import type { Addition, Idea } from './idea.ts';
import type { Status } from './status.ts';

/** What changes ideas. Every method runs in the caller's transaction. */
export interface IdeaStore {
  byNumber(number: number): Promise<Idea | null>;
  /** Draws the next contribution number and inserts; no gaps, since the counter is in the transaction. */
  publish(idea: NewIdea): Promise<Idea>;
  /** Keeps the old text as a revision and sets the new one. */
  revise(number: number, text: { title: string; body: string }, at: number): Promise<void>;
  append(number: number, text: string, at: number): Promise<void>;
  additions(number: number): Promise<Addition[]>;
  /** Also keeps the flags lists are read by (listed, open). */
  setStatus(number: number, status: Status): Promise<void>;
  /** Numbers of the lab's listed ideas filed in chat at an instant or later, oldest first; imported ones left out. */
  filedSince(lab: number, at: number): Promise<number[]>;
  setAnswer(number: number, answer: string | null, at: number | null): Promise<void>;
}

/** A signed idea about to get its number. */
export interface NewIdea {
  lab: number;
  author: number;
  title: string;
  body: string;
  at: number;
}
