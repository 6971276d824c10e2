import { cut, fold, termOf, wordsOf } from '../../src/search/french.ts';
import { type Corpus, type Query, rarityOf } from '../../src/search/rank.ts';
import { beginningWith, grownFrom, spelledLike } from './spellings.ts';
import type { WordCounts } from './word-counts.ts';

/** Words of a query that count; the rest of a longer one is not looked for. */
const WORDS = 12;
/** Words that are looked up under other spellings, at most: each costs some 500 look-ups. */
const MENDED = 4;
/** A term held by fewer ideas than this may itself be a slip. */
const KNOWN = 3;
/** Weights beside a word found as it was typed. */
const SLIP = 0.7;
const BEGINNING = 0.5;

/** What a typed text asks for, with what is known of its terms. */
export interface Asked {
  query: Query;
  corpus: Corpus;
}

/**
 * The terms a typed text asks for: its words, and for a word that no idea holds (or hardly any) those it may have
 * been before a slip of the finger, those it is the beginning of, or the term it has grown from. The last word may
 * always be unfinished.
 */
export async function askedFor(counts: WordCounts, text: string): Promise<Asked> {
  const words = firstWords(text);
  const terms = words.map(({ term }) => term);
  const typed = await counts.corpus(await counts.of(terms));
  const weights = new Map<string, number>(terms.map((term) => [term, 1]));
  const instead: { typed: string; terms: string[]; weight: number }[] = [];
  let mended = 0;
  for (const [at, { word, term }] of words.entries()) {
    const ideas = typed.frequency.get(term) ?? 0;
    if (ideas === 0 || at === words.length - 1) {
      instead.push({ typed: term, terms: await beginningWith(counts, term), weight: BEGINNING });
    }
    if (ideas >= KNOWN || mended === MENDED) continue;
    mended += 1;
    instead.push({ typed: term, terms: await spelledLike(counts, word, ideas), weight: SLIP });
    if (ideas === 0) instead.push({ typed: term, terms: await grownFrom(counts, word), weight: BEGINNING });
  }

  const others = instead.flatMap(({ terms: found }) => found);
  const known = { ...typed, frequency: await counts.of([...terms, ...others]) };
  for (const { typed: term, terms: found, weight } of instead) {
    for (const other of found) {
      // A rare word that only begins like what was typed is not worth more than what was typed.
      const fair = Math.min(1, rarityOf(known, term) / (rarityOf(known, other) || 1));
      weights.set(other, Math.max(weight * fair, weights.get(other) ?? 0));
    }
  }
  return { query: { weights, sequence: terms }, corpus: known };
}

/** The first words that say something, each once. */
function firstWords(text: string): { word: string; term: string }[] {
  const words = new Map<string, string>();
  for (const { word } of wordsOf(text)) {
    const term = termOf(word);
    if (term !== null && !words.has(term)) words.set(term, fold(cut(word)));
    if (words.size === WORDS) break;
  }
  return [...words].map(([term, word]) => ({ word, term }));
}
