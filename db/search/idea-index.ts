import { type Kysely, sql } from 'kysely';
import { isTextShown } from '../../src/ideas/idea.ts';
import { termsOf } from '../../src/search/french.ts';
import { prepared } from '../prepared.ts';
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
  /** Ideas that are not in it yet: one statement for all of them, and two for each lab. */
  put(ideas: readonly Indexed[]): Promise<void>;
  /** The idea as it stands now: put, put again, or taken out when its text is no longer shown. */
  refresh(number: number): Promise<void>;
}

/**
 * The token of a lab. Its first character is one of private use, which the analyser never gives: no word of a
 * text is taken for a lab.
 */
export const labToken = (lab: number): string => `\uE000${lab}`;
const labOfToken = (token: string): number => Number(token.slice(1));

const putTexts = prepared(
  (_, v: { rows: string }) => sql`
    insert into idea_index (rowid, title, body, lab)
    select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(${v.rows})
  `,
);

const addTerms = prepared(
  (_, v: { lab: number; holding: string }) => sql`
    insert into search_terms (term, lab, ideas)
    select value ->> 0, ${v.lab}, value ->> 1 from json_each(${v.holding}) where true
    on conflict (term, lab) do update set ideas = ideas + excluded.ideas
  `,
);

const addTotals = prepared(
  (_, v: { lab: number; ideas: number; terms: number }) => sql`
    insert into search_totals (lab, ideas, terms) values (${v.lab}, ${v.ideas}, ${v.terms})
    on conflict (lab) do update set ideas = ideas + excluded.ideas, terms = terms + excluded.terms
  `,
);

export function ideaIndex(db: Kysely<Database>): IdeaIndex {
  return {
    async put(ideas) {
      if (ideas.length === 0) return;
      const rows: [number: number, title: string, body: string, lab: string][] = [];
      const labs = new Map<number, Counted>();
      for (const { number, lab, title, body } of ideas) {
        const [titleTerms, bodyTerms] = [termsOf(title), termsOf(body)];
        rows.push([number, titleTerms.join(' '), bodyTerms.join(' '), labToken(lab)]);
        const counted = labs.get(lab) ?? { ideas: 0, length: 0, holding: new Map() };
        labs.set(lab, count(counted, [...titleTerms, ...bodyTerms]));
      }
      await putTexts(db, { rows: JSON.stringify(rows) });
      for (const [lab, counted] of labs) await add(db, lab, counted);
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

/** Ideas of one lab: how many, their terms in all, and in how many of them each term is. */
interface Counted {
  ideas: number;
  length: number;
  holding: Map<string, number>;
}

function count({ ideas, length, holding }: Counted, terms: readonly string[]): Counted {
  for (const term of new Set(terms)) holding.set(term, (holding.get(term) ?? 0) + 1);
  return { ideas: ideas + 1, length: length + terms.length, holding };
}

async function add(db: Kysely<Database>, lab: number, { ideas, length, holding }: Counted): Promise<void> {
  await addTerms(db, { lab, holding: JSON.stringify([...holding]) });
  await addTotals(db, { lab, ideas, terms: length });
}

async function takeOut(db: Kysely<Database>, number: number): Promise<void> {
  const row = await db
    .selectFrom('idea_index')
    .select(['title', 'body', 'lab'])
    .where('rowid', '=', number)
    .executeTakeFirst();
  if (!row) return;
  const lab = labOfToken(row.lab);
  const terms = `${row.title} ${row.body}`.split(' ').filter((term) => term !== '');
  await db.deleteFrom('idea_index').where('rowid', '=', number).execute();
  await sql`
    update search_terms set ideas = ideas - 1
    where term in (select value from json_each(${JSON.stringify([...new Set(terms)])})) and lab = ${lab}
  `.execute(db);
  await sql`
    update search_totals set ideas = ideas - 1, terms = terms - ${terms.length} where lab = ${lab}
  `.execute(db);
}
