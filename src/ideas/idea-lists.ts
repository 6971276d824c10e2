import type { Links } from '../duplicates/links.ts';
import type { Reader } from '../members/reader.ts';
import type { Addition, Idea } from './idea.ts';

/** One line of a list. */
export interface IdeaLine
  extends Pick<
    Idea,
    'number' | 'lab' | 'title' | 'status' | 'votesFor' | 'votesAgainst' | 'createdAt' | 'answeredAt'
  > {
  labName: string;
}

/** Everything a card or a page of one idea shows. */
export interface IdeaView extends Idea, Links {
  labSlug: string;
  labName: string;
  labZone: string;
  labAccess: 'open' | 'closed';
  /** Name of the signed author as last seen; null when erased or anonymous. */
  authorName: string | null;
  additions: readonly Addition[];
}

/**
 * Reading ideas. Every method filters by mayRead in SQL: what a person may not read is not there. Counts are
 * kept, never recounted: the cost does not depend on how many ideas there are.
 */
export interface IdeaLists {
  /** Most `for` first; ties: the lower number. In one lab, or in all the reader's labs. */
  top(reader: Reader, options: { lab?: number; limit: number }): Promise<IdeaLine[]>;
  /** Newest first. */
  newest(reader: Reader, options: { lab?: number; limit: number }): Promise<IdeaLine[]>;
  /** The reader's own signed ideas, newest first, whatever their status. */
  mine(reader: Reader, options: { limit: number }): Promise<IdeaLine[]>;
  /** Ideas of others that the reader's own vote stands for, the newest vote first; without withdrawn and hidden ones. */
  supported(reader: Reader, options: { limit: number }): Promise<IdeaLine[]>;
  /** Ideas of the labs the reader facilitates that wait for a decision, oldest first. */
  waiting(reader: Reader, options: { limit: number }): Promise<IdeaLine[]>;
  one(reader: Reader, number: number): Promise<IdeaView | null>;
  /** Without a reader: for a card in a channel of the idea's own lab. */
  forLab(number: number): Promise<IdeaView | null>;
}
