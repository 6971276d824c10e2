import type { Counts, Formula } from './baseline.ts';

/** Cosine of TF-IDF vectors: raw counts, ln((1 + N) / (1 + df)) + 1, as scikit-learn does by default. */
export const tfIdf: Formula = ({ proposals, counts, occurrences }) => {
  const rarity = (word: string): number =>
    Math.log((1 + proposals.length) / (1 + (occurrences.get(word)?.length ?? 0))) + 1;
  const length = (of: Counts): number =>
    Math.sqrt([...of].reduce((sum, [word, count]) => sum + (count * rarity(word)) ** 2, 0));
  const lengths = counts.map(length);

  return (query) => {
    const scores = new Float64Array(proposals.length);
    const asked = length(query);
    for (const [word, times] of query) {
      const weight = times * rarity(word) ** 2;
      for (const { place, count } of occurrences.get(word) ?? []) {
        scores[place] = (scores[place] ?? 0) + (weight * count) / (asked * (lengths[place] ?? 1));
      }
    }
    return scores;
  };
};
