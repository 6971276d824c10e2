import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Corpus } from '../../src/search/rank.ts';
import type { Database } from '../schema.ts';

/** How often words are, over the labs that count in one search. */
export interface WordCounts {
  /** In how many ideas each of some terms is; those in none are left out. */
  of(terms: Iterable<string>): Promise<Map<string, number>>;
  /** The longer terms that begin with one, those of the most ideas first. */
  beginningWith(term: string, limit: number): Promise<string[]>;
  /** All ideas together, as far as some terms go. */
  corpus(frequency: ReadonlyMap<string, number>): Promise<Corpus>;
}

export function wordCounts(db: Kysely<Database>, labs: readonly number[]): WordCounts {
  const inLabs = sql`lab in (${among(labs)})`;
  return {
    async of(terms) {
      const { rows } = await sql<{ term: string; ideas: number }>`
        select term, sum(ideas) as ideas from search_terms
        where term in (${among([...terms])}) and ${inLabs} and ideas > 0
        group by term
      `.execute(db);
      return new Map(rows.map(({ term, ideas }) => [term, ideas]));
    },

    async beginningWith(term, limit) {
      // Terms are letters and digits, all of them below the last character there is.
      const { rows } = await sql<{ term: string }>`
        select term from search_terms
        where term > ${term} and term < ${`${term}\u{10FFFF}`} and ${inLabs} and ideas > 0
        group by term order by sum(ideas) desc, term limit ${limit}
      `.execute(db);
      return rows.map((row) => row.term);
    },

    async corpus(frequency) {
      const { rows } = await sql<{ ideas: number | null; terms: number | null }>`
        select sum(ideas) as ideas, sum(terms) as terms from search_totals where ${inLabs}
      `.execute(db);
      const { ideas, terms } = { ideas: rows[0]?.ideas ?? 0, terms: rows[0]?.terms ?? 0 };
      return { ideas, length: ideas === 0 ? 0 : terms / ideas, frequency };
    },
  };
}

/** A list of any length as one parameter. */
const among = (values: readonly (string | number)[]): RawBuilder<unknown> =>
  sql`select value from json_each(${JSON.stringify(values)})`;
