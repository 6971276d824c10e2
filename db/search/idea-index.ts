import { type Kysely, sql } from 'kysely';
import { isTextShown } from '../../src/ideas/idea.ts';
import { termsOf } from '../../src/search/french.ts';
import type { Database } from '../schema.ts';

/** What search knows of an idea. */
export interface Indexed {
  number: number;
  lab: number;
  title: string;
  /** With what its author appended. */
  body: string;
}

/**
 * The full-text index, kept in the transaction that changes an idea. SQLite's: another engine brings an index of
 * its own, over the same terms.
 */
export interface IdeaIndex {
  /** Ideas that are not in it yet, any number in three statements. */
  put(ideas: readonly Indexed[]): Promise<void>;
  /** The idea as it stands now: put, put again, or taken out when its text is no longer shown. */
  refresh(number: number): Promise<void>;
}

/**
 * The token of a lab. Its first character is one of private use, which the analyser never gives: no word of a
 * text is taken for a lab.
 */
export const labToken = (lab: number): string => `\uE000${lab}`;

export function ideaIndex(db: Kysely<Database>): IdeaIndex {
  return {
    async put(ideas) {
      if (ideas.length === 0) return;
      const rows: [number, string, string, string][] = [];
      const holding = new Map<string, number>();
      let length = 0;
      for (const { number, lab, title, body } of ideas) {
        const [titleTerms, bodyTerms] = [termsOf(title), termsOf(body)];
        rows.push([number, titleTerms.join(' '), bodyTerms.join(' '), labToken(lab)]);
        length += titleTerms.length + bodyTerms.length;
        for (const term of new Set([...titleTerms, ...bodyTerms])) {
          holding.set(term, (holding.get(term) ?? 0) + 1);
        }
      }
      await sql`
        insert into idea_index (rowid, title, body, lab)
        select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(${JSON.stringify(rows)})
      `.execute(db);
      await sql`
        insert into search_terms (term, ideas)
        select value ->> 0, value ->> 1 from json_each(${JSON.stringify([...holding])}) where true
        on conflict (term) do update set ideas = ideas + excluded.ideas
      `.execute(db);
      await addToTotals(db, { ideas: ideas.length, terms: length });
    },

    async refresh(number) {
      await takeOut(db, number);
      const idea = await db
        .selectFrom('ideas')
        .select(['number', 'lab', 'title', 'body', 'status', 'hidden_at as hiddenAt'])
        .where('number', '=', number)
        .executeTakeFirst();
      if (!idea || !isTextShown(idea)) return;
      const additions = await db.selectFrom('additions').select('text').where('idea', '=', number).execute();
      await this.put([{ ...idea, body: [idea.body, ...additions.map(({ text }) => text)].join('\n') }]);
    },
  };
}

/** Ideas read and put at once. */
const PAGE = 1000;

/** Fills an empty index; for a migration, and for a box that was filled otherwise. */
export async function indexEverything(db: Kysely<Database>): Promise<void> {
  const index = ideaIndex(db);
  for (let after = 0; ; ) {
    const { rows } = await sql<Indexed>`
      select number, lab, title, body || coalesce(
        (select group_concat(char(10) || text, '') from additions where idea = number), '') as body
      from ideas where number > ${after} and status <> 'withdrawn' and hidden_at is null
      order by number limit ${PAGE}
    `.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    await index.put(rows);
    after = last.number;
  }
}

async function takeOut(db: Kysely<Database>, number: number): Promise<void> {
  const row = await db
    .selectFrom('idea_index')
    .select(['title', 'body'])
    .where('rowid', '=', number)
    .executeTakeFirst();
  if (!row) return;
  const terms = `${row.title} ${row.body}`.split(' ').filter((term) => term !== '');
  await db.deleteFrom('idea_index').where('rowid', '=', number).execute();
  await sql`
    update search_terms set ideas = ideas - 1
    where term in (select value from json_each(${JSON.stringify([...new Set(terms)])}))
  `.execute(db);
  await addToTotals(db, { ideas: -1, terms: -terms.length });
}

async function addToTotals(db: Kysely<Database>, more: { ideas: number; terms: number }): Promise<void> {
  await sql`update search_totals set ideas = ideas + ${more.ideas}, terms = terms + ${more.terms}`.execute(
    db,
  );
}
