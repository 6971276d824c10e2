import type { Counts, Formula } from './baseline.ts';

/** How soon more of the same word stops counting. */
const K1 = 1.2;
/** How much a long text is held against it. */
const B = 0.75;

/** Okapi BM25 with Lucene's idf, which is never negative; a word asked twice counts once. */
export const bm25: Formula = ({ proposals, counts, occurrences }) => {
  const lengths = counts.map(lengthOf);
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);

  return (query) => {
    const scores = new Float64Array(proposals.length);
    for (const word of query.keys()) {
      const found = occurrences.get(word) ?? [];
      const rarity = Math.log(1 + (proposals.length - found.length + 0.5) / (found.length + 0.5));
      for (const { place, count } of found) {
        const long = 1 - B + (B * (lengths[place] ?? 0)) / average;
        scores[place] = (scores[place] ?? 0) + rarity * ((count * (K1 + 1)) / (count + K1 * long));
      }
    }
    return scores;
  };
};

function lengthOf(counts: Counts): number {
  let length = 0;
  for (const count of counts.values()) length += count;
  return length;
}
