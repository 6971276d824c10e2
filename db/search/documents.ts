import { type Kysely, sql } from 'kysely';
import type { Reader } from '../../src/members/reader.ts';
import { type Document, documentOf } from '../../src/search/rank.ts';
import { readable } from '../read-models/readable.ts';
import type { Database } from '../schema.ts';

/** Ideas that are ranked; candidates beyond them are looked at only in place of those nobody here may read. */
const RANKED = 100;
/** Of a long text, its beginning is ranked. Characters of terms, some 600 of them. */
const RANKED_CHARS = 4000;

/** The first candidates that the reader may read, with their terms. */
export async function documents(
  db: Kysely<Database>,
  reader: Reader,
  numbers: readonly number[],
): Promise<Document[]> {
  const found: Document[] = [];
  for (let from = 0; from < numbers.length && found.length < RANKED; from += RANKED) {
    const page = numbers.slice(from, from + RANKED);
    const rows = await db
      .selectFrom('idea_index')
      .innerJoin('ideas', 'ideas.number', 'idea_index.rowid')
      .innerJoin('labs', 'labs.id', 'ideas.lab')
      .select(['ideas.number', 'idea_index.title'])
      .select(sql<string>`substr(idea_index.body, 1, ${RANKED_CHARS})`.as('body'))
      .where('idea_index.rowid', 'in', sql<number>`(select value from json_each(${JSON.stringify(page)}))`)
      .where(readable(reader))
      .execute();
    found.push(...rows.map(({ number, title, body }) => documentOf(number, split(title), split(body))));
  }
  return found.slice(0, RANKED);
}

const split = (terms: string): string[] => (terms === '' ? [] : terms.split(' '));
