import type { Reader } from '../members/reader.ts';
import type { Similarity } from '../search/similarity.ts';
import { isVotable } from './status.ts';

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

/** Ideas looked at for each one offered: some are not close enough, some can no longer be voted on. */
const LOOKED_AT = 4;

/** Those of the closest ideas that are close enough and can still be supported. */
export function closeIdeas(similarity: Similarity): SimilarIdeas {
  return {
    async find(reader, text, limit) {
      const ranked = await similarity.rank(reader, text, { limit: limit * LOOKED_AT });
      const offered = ranked.filter(({ close, status }) => close && isVotable(status));
      const numbers = new Set(offered.map(({ number }) => number));
      // Beside its elder, a duplicate would only split the votes further.
      return offered.filter(({ elder }) => elder === null || !numbers.has(elder)).slice(0, limit);
    },
  };
}
