import { stemmer } from '@orama/stemmers/french';
import { stopwords } from '@orama/stopwords/french';

/**
 * The French analyser of search, shared by every dialect: a text becomes terms, the same for "améliorations",
 * "ameliorer" and « l'amélioration ». English passes through it well enough to be found again.
 */

/** A word in lower case without accents; ligatures are two letters. Letters and digits alone are left. */
export function fold(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/œ/gu, 'oe')
    .replace(/æ/gu, 'ae')
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** What the list of stop words leaves out: infinitives of its verbs, and words elided before an apostrophe. */
const MORE_STOP_WORDS = ['a', 'où', 'être', 'avoir', 'faire', 'jusqu', 'lorsqu', 'puisqu', 'quoiqu'];
const STOP_WORDS: ReadonlySet<string> = new Set([...stopwords, ...MORE_STOP_WORDS].map(fold));

/** Letters and digits in a row: apostrophes of both kinds and hyphens stand between two words. */
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** The words of a text as they are written, with their places. */
export function* wordsOf(text: string): Generator<{ word: string; start: number; end: number }> {
  for (const { 0: word, index } of text.matchAll(WORD))
    yield { word, start: index, end: index + word.length };
}

/** A term is at most this long; the rest of a longer word (an address, a key held down) says nothing. */
const TERM_MAX = 40;

/** Words seen lately and their terms: a text repeats most of its words, and stemming is what costs. */
const KNOWN_MAX = 50_000;
const known = new Map<string, string | null>();

/** The term a word is indexed and found by; null for a stop word, which says nothing. */
export function termOf(word: string): string | null {
  const kept = cut(word);
  const found = known.get(kept);
  if (found !== undefined) return found;
  if (known.size >= KNOWN_MAX) known.clear();
  const term = freshTermOf(kept);
  known.set(kept, term);
  return term;
}

/** A word as far as it counts. */
export const cut = (word: string): string =>
  word.length > TERM_MAX ? word.slice(0, TERM_MAX).toWellFormed() : word;

/** Plurals the stemmer leaves as they are: vélos, cinémas, menus, amis; lieux, bijoux. */
const PLURAL = /(?<=..[aiou])s$|(?<=.[eo]u)x$/u;
/** Masculines it keeps apart from their feminines: actif and active, neuf and neuve. */
const MASCULINE = /(?<=..i|.eu)f$/u;

/**
 * The same as {@link termOf} for words that will not come again. Stemmed as written and again without accents, so
 * that a word typed without them has the same term.
 */
export function freshTermOf(word: string): string | null {
  const lower = word.normalize('NFC').toLowerCase();
  if (STOP_WORDS.has(fold(lower))) return null;
  return (
    fold(stemmer(fold(stemmer(lower))))
      .replace(PLURAL, '')
      .replace(MASCULINE, 'v') || null
  );
}

/** The terms of a text in their order, repeated where they are. */
export function termsOf(text: string): string[] {
  const terms: string[] = [];
  for (const { 0: word } of text.matchAll(WORD)) {
    const term = termOf(word);
    if (term !== null) terms.push(term);
  }
  return terms;
}
