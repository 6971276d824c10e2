import { freshTermOf } from '../../src/search/french.ts';
import { slipsOf } from '../../src/search/slips.ts';
import type { WordCounts } from './word-counts.ts';

/** Other spellings of one word that are looked for. */
const SPELLINGS = 5;
/** Of a shorter word, too many others begin alike or are one slip away. */
const PREFIX_MIN = 3;
const SLIP_MIN = 4;
/** A longer word has too many slips to try: some fifty a letter. */
const SLIP_MAX = 20;
/** A longer word is cut back to a term of at least this share of it. */
const CUT_BACK = 0.6;

/** Terms that begin with what was typed, those of the most ideas first. */
export async function beginningWith(counts: WordCounts, term: string): Promise<string[]> {
  return term.length < PREFIX_MIN ? [] : counts.beginningWith(term, SPELLINGS);
}

/** Terms of the words that are one slip away from a folded word, and held by more ideas than it. */
export async function spelledLike(counts: WordCounts, word: string, ideas: number): Promise<string[]> {
  if (word.length < SLIP_MIN || word.length > SLIP_MAX) return [];
  const terms = new Set<string>();
  for (const slip of slipsOf(word)) {
    const term = freshTermOf(slip);
    if (term !== null) terms.add(term);
  }
  return [...(await counts.of(terms))]
    .filter(([, held]) => held > ideas)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SPELLINGS)
    .map(([term]) => term);
}

/** The longest known term a word begins with: the stem of a form the stemmer does not know; none or one. */
export async function grownFrom(counts: WordCounts, word: string): Promise<string[]> {
  const least = Math.max(SLIP_MIN, Math.ceil(word.length * CUT_BACK));
  const beginnings: string[] = [];
  for (let length = word.length - 1; length >= least; length -= 1) beginnings.push(word.slice(0, length));
  const found = await counts.of(beginnings);
  return beginnings.filter((beginning) => found.has(beginning)).slice(0, 1);
}
