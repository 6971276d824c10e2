import type { Reader } from '../members/reader.ts';

/** Similar ideas offered before publication, at most. */
export const SIMILAR_MAX = 5;

/** An idea close to one that is about to be published. */
export interface SimilarIdea {
  number: number;
  title: string;
  votesFor: number;
}

/** Finds ideas close to a text, closest first, among those the reader may read and vote on. */
export interface SimilarIdeas {
  find(reader: Reader, text: { title: string; body: string }, limit: number): Promise<SimilarIdea[]>;
}

/** Until the search index comes: nothing is similar to anything. */
export const NOTHING_SIMILAR: SimilarIdeas = { find: async () => [] };
