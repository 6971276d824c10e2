import type { Status } from '../ideas/status.ts';
import type { Reader } from '../members/reader.ts';

/** An idea and how close it is to a text. */
export interface ScoredIdea {
  number: number;
  title: string;
  votesFor: number;
  /** From 0, nothing in common, towards 1, every word in the title and all over the text. */
  score: number;
  /** Close enough to be offered in its place. */
  close: boolean;
  status: Status;
  /** The idea of which it is the duplicate. */
  elder: number | null;
}

/** Ranks ideas by how close they are to a text. */
export interface Similarity {
  /**
   * Closest first, among the ideas the reader may read and whose text is shown; the body may be empty. `except`
   * leaves one idea out, which is compared with the others. The cost is bounded however many ideas there are.
   */
  rank(
    reader: Reader,
    text: { title: string; body: string },
    options: { limit: number; except?: number },
  ): Promise<ScoredIdea[]>;
}
