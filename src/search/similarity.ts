import type { SimilarIdea } from '../ideas/similar-ideas.ts';
import type { Reader } from '../members/reader.ts';

/** An idea with how close it is to a text: 1 is the same text, 0 has nothing in common. */
export interface ScoredIdea extends SimilarIdea {
  score: number;
}

/** Ranks ideas by how close they are to a text; what is close enough to be offered is another question. */
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
