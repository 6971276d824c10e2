import { baselineWords } from './baseline-words.ts';
import type { Corpus, Proposal } from './folder.ts';
import type { System } from './system.ts';

/** How often each word occurs. */
export type Counts = ReadonlyMap<string, number>;

/** A place in the list of a corpus' proposals, with how often a word occurs there. */
interface Occurrence {
  place: number;
  count: number;
}

/** A corpus as bags of words, title and body together. */
export interface Bags {
  proposals: readonly Proposal[];
  /** Of each proposal. */
  counts: readonly Counts[];
  /** Of each word: the proposals that have it. */
  occurrences: ReadonlyMap<string, readonly Occurrence[]>;
}

/** A formula: adds up, for one corpus, what each proposal scores for the words of a query. */
export type Formula = (bags: Bags) => (query: Counts) => Float64Array;

/** A system that compares words and knows nothing of French but its stop words. */
export function baseline(name: string, formula: Formula, corpora: readonly Corpus[]): System {
  const indexes = new Map(
    corpora.map((corpus) => [corpus.name, { ...corpus, score: formula(bagsOf(corpus)) }]),
  );
  return {
    name,
    async rank({ corpus, title, body, except }, limit) {
      const index = indexes.get(corpus);
      if (!index) return [];
      const scores = index.score(countsOf(`${title}\n${body}`));
      return (
        index.proposals
          .map(({ id }, place) => ({ id, score: scores[place] ?? 0 }))
          .filter(({ id, score }) => score > 0 && id !== except)
          // The sort is stable: of equals the one that stands first in the file.
          .sort((a, b) => b.score - a.score)
          .slice(0, limit)
          .map(({ id }) => id)
      );
    },
  };
}

function bagsOf({ proposals }: Corpus): Bags {
  const counts = proposals.map(({ title, body }) => countsOf(`${title}\n${body}`));
  const occurrences = new Map<string, Occurrence[]>();
  counts.forEach((of, place) => {
    for (const [word, count] of of) {
      const known = occurrences.get(word);
      if (known) known.push({ place, count });
      else occurrences.set(word, [{ place, count }]);
    }
  });
  return { proposals, counts, occurrences };
}

function countsOf(text: string): Counts {
  const counts = new Map<string, number>();
  for (const word of baselineWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
