import type { Kysely } from 'kysely';
import { termOf } from '../../src/search/french.ts';
import { slipsOf } from '../../src/search/slips.ts';
import type { Database } from '../schema.ts';
import { frequencies } from './documents.ts';

/** Other spellings of one word that are looked for. */
const SPELLINGS = 5;
/** Of a shorter word, too many others begin alike or are one slip away. */
const PREFIX_MIN = 3;
const SLIP_MIN = 4;
/** A longer word is cut back to a term of at least this share of it. */
const CUT_BACK = 0.6;

/** Terms that begin with what was typed, those of the most ideas first. */
export async function beginningWith(db: Kysely<Database>, term: string): Promise<string[]> {
  if (term.length < PREFIX_MIN) return [];
  const rows = await db
    .selectFrom('search_terms')
    .select('term')
    .where('term', '>', term)
    // Terms are letters and digits, all of them below the last character there is.
    .where('term', '<', `${term}\u{10FFFF}`)
    .where('ideas', '>', 0)
    .orderBy('ideas', 'desc')
    .limit(SPELLINGS)
    .execute();
  return rows.map((row) => row.term);
}

/** Terms of the words that are one slip away from a folded word, and held by more ideas than it. */
export async function spelledLike(db: Kysely<Database>, word: string, ideas: number): Promise<string[]> {
  if (word.length < SLIP_MIN) return [];
  const terms = new Set<string>();
  for (const slip of slipsOf(word)) {
    const term = termOf(slip);
    if (term !== null) terms.add(term);
  }
  return [...(await frequencies(db, terms))]
    .filter(([, held]) => held > ideas)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SPELLINGS)
    .map(([term]) => term);
}

/** The longest known term a word begins with: the stem of a form the stemmer does not know; none or one. */
export async function grownFrom(db: Kysely<Database>, word: string): Promise<string[]> {
  const least = Math.max(SLIP_MIN, Math.ceil(word.length * CUT_BACK));
  const beginnings: string[] = [];
  for (let length = word.length - 1; length >= least; length -= 1) beginnings.push(word.slice(0, length));
  const found = await frequencies(db, beginnings);
  return beginnings.filter((beginning) => found.has(beginning)).slice(0, 1);
}
