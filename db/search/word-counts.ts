import { type Kysely, sql } from 'kysely';
import type { Corpus } from '../../src/search/rank.ts';
import { one, prepared } from '../prepared.ts';
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

// Lists of any length are one parameter each: a JSON text.
const holding = prepared(
  (_, v: { terms: string; labs: string }) => sql<{ term: string; ideas: number }>`
    select term, sum(ideas) as ideas from search_terms
    where term in (select value from json_each(${v.terms}))
      and lab in (select value from json_each(${v.labs})) and ideas > 0
    group by term
  `,
);

const longer = prepared(
  (_, v: { term: string; end: string; labs: string; limit: number }) => sql<{ term: string }>`
    select term from search_terms
    where term > ${v.term} and term < ${v.end}
      and lab in (select value from json_each(${v.labs})) and ideas > 0
    group by term order by sum(ideas) desc, term limit ${v.limit}
  `,
);

const totals = prepared(
  (_, v: { labs: string }) => sql<{ ideas: number | null; terms: number | null }>`
    select sum(ideas) as ideas, sum(terms) as terms from search_totals
    where lab in (select value from json_each(${v.labs}))
  `,
);

export function wordCounts(db: Kysely<Database>, inLabs: readonly number[]): WordCounts {
  const labs = JSON.stringify(inLabs);
  /** Of the terms that were asked for in this search: 0 where none holds one. */
  const known = new Map<string, number>();
  return {
    async of(terms) {
      const asked = new Set(terms);
      const unknown = [...asked].filter((term) => !known.has(term));
      if (unknown.length > 0) {
        const { rows } = await holding(db, { terms: JSON.stringify(unknown), labs });
        for (const term of unknown) known.set(term, 0);
        for (const { term, ideas } of rows) known.set(term, ideas);
      }
      return new Map(
        [...asked].map((term) => [term, known.get(term) ?? 0] as const).filter(([, ideas]) => ideas > 0),
      );
    },

    async beginningWith(term, limit) {
      // Terms are letters and digits, all of them below the last character there is.
      const { rows } = await longer(db, { term, end: `${term}\u{10FFFF}`, labs, limit });
      return rows.map((row) => row.term);
    },

    async corpus(frequency) {
      const total = one(await totals(db, { labs }));
      const { ideas, terms } = { ideas: total?.ideas ?? 0, terms: total?.terms ?? 0 };
      return { ideas, length: ideas === 0 ? 0 : terms / ideas, frequency };
    },
  };
}
