import { type Corpus, presenceOf, type Query, type Ranked, rarityOf } from './rank.ts';

/**
 * Relevance feedback: a short query is widened by the terms that the ideas it found have in common, so that one
 * which says the same in other words comes nearer. Of titles of rewritten proposals it finds a third more.
 */

/** From how many of the best, how many of their terms, and their weight beside the query's own. */
const FROM = 10;
const TERMS = 40;
const WEIGHT = 0.8;
/** A query of more terms than this says enough by itself: feedback counts less the longer it is. */
const SHORT = 10;

/** What feedback looks at: the best, of those that were ranked. */
export const bestOf = (ranked: readonly Ranked[]): readonly Ranked[] => ranked.slice(0, FROM);

/** The query with what the best have in common; `corpus` knows the frequency of their terms too. */
export function widened(query: Query, best: readonly Ranked[], corpus: Corpus): Query {
  const common = new Map<string, number>();
  for (const { document, score } of best) {
    for (const term of document.counts.keys()) {
      // A term of one idea alone can bring no other one.
      if ((corpus.frequency.get(term) ?? 0) < 2) continue;
      const share = score * presenceOf(document, term, corpus) * rarityOf(corpus, term);
      common.set(term, (common.get(term) ?? 0) + share);
    }
  }
  const strongest = [...common].sort(([, a], [, b]) => b - a).slice(0, TERMS);
  const most = strongest[0]?.[1] ?? 1;
  const asked = [...query.weights.values()].reduce((sum, weight) => sum + weight, 0);
  const weight = WEIGHT * Math.min(1, SHORT / asked);

  const weights = new Map(query.weights);
  for (const [term, share] of strongest)
    weights.set(term, (weights.get(term) ?? 0) + (weight * share) / most);
  return { ...query, weights };
}
