import { type Kysely, sql } from 'kysely';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { labToken } from './idea-index.ts';
import { mostWorth } from './most-worth.ts';

/** A term that is looked for: how much it is worth in an idea, and how many ideas hold it. */
export interface Sought {
  term: string;
  worth: number;
  ideas: number;
}

/**
 * What one query may read, whatever the number of ideas: rows of lists it takes over, and entries of lists it
 * passes through (some 0.1 and 0.03 microseconds each).
 */
const ROWS = 20_000;
const ENTRIES = 400_000;
/** So many terms tell ideas apart well enough: with as many rare ones, the common ones are not asked. */
const TELLING = 4;

/**
 * The ideas worth ranking, most promising first: those that hold the rarest terms, and of these the ones that hold
 * the common terms too. Where every term is common, an idea must hold the two rarest, or one in its title. Of
 * lists that are too long the newest ideas are taken.
 */
export async function candidates(
  db: Kysely<Database>,
  sought: readonly Sought[],
  labs: readonly number[] | null,
): Promise<number[]> {
  const conditions = asked(sought);
  const lists = await holding(
    db,
    conditions.map(({ expression }) => within(expression, labs)),
  );
  return mostWorth(conditions.map(({ worth }, at) => ({ numbers: lists[at] ?? [], worth })));
}

/** A condition of the index, and what an idea that meets it is worth. */
interface Condition {
  expression: string;
  worth: number;
}

/** Rarest first: what is left of the two budgets decides what becomes of a term. */
function asked(sought: readonly Sought[]): Condition[] {
  const rarest = sought.filter(({ ideas }) => ideas > 0).sort((a, b) => a.ideas - b.ideas);
  const whole = upTo(ROWS, rarest);
  if (whole.length === 0) return allCommon(rarest);
  const base = whole.map(({ term, worth }) => ({ expression: anywhere(term), worth }));
  // Few terms leave many ideas level: the title tells them apart.
  const titles = whole.map(({ term, worth }) => ({ expression: inTitle(term), worth }));
  const common = upTo(ENTRIES, rarest.slice(whole.length)).slice(0, Math.max(0, TELLING - whole.length));
  return [...base, ...(whole.length < TELLING ? titles : []), ...among(base, common)];
}

function allCommon(rarest: readonly Sought[]): Condition[] {
  const [first, second, ...rest] = rarest;
  if (!first) return [];
  const title = { expression: inTitle(first.term), worth: first.worth * 2 };
  if (!second) return [title, { expression: anywhere(first.term), worth: first.worth }];
  const both = `(${anywhere(first.term)} AND ${anywhere(second.term)})`;
  const base = [title, { expression: both, worth: first.worth + second.worth }];
  return [...base, ...among(base, upTo(ENTRIES, rest).slice(0, TELLING - 2))];
}

/** Terms that only tell apart the ideas that meet one of the conditions. */
function among(base: readonly Condition[], terms: readonly Sought[]): Condition[] {
  const reached = base.map(({ expression }) => expression).join(' OR ');
  return terms.map(({ term, worth }) => ({ expression: `(${reached}) AND ${anywhere(term)}`, worth }));
}

/** The first terms whose lists together are no longer than a budget. */
function upTo(budget: number, terms: readonly Sought[]): Sought[] {
  let spent = 0;
  return terms.filter(({ ideas }) => {
    spent += ideas;
    return spent <= budget;
  });
}

/** Terms are letters and digits: nothing in quotes can end them. */
const anywhere = (term: string): string => `{title body} : "${term}"`;
const inTitle = (term: string): string => `title : "${term}"`;

function within(expression: string, labs: readonly number[] | null): string {
  if (labs === null) return expression;
  return `(${expression}) AND lab : (${labs.map((lab) => `"${labToken(lab)}"`).join(' OR ')})`;
}

/** One JSON text a list: a row for each idea would cost more than the search. */
const lists = prepared(
  (_, v: { expressions: string; limit: number }) => sql<{ numbers: string }>`
    select (
      select json_group_array(rowid) from (
        select rowid from idea_index where idea_index match asked.value order by rowid desc limit ${v.limit}
      )
    ) as numbers
    from json_each(${v.expressions}) as asked order by asked.key
  `,
);

/** For each expression, the numbers of the ideas that match: the newest of too many. */
async function holding(db: Kysely<Database>, expressions: readonly string[]): Promise<number[][]> {
  const { rows } = await lists(db, { expressions: JSON.stringify(expressions), limit: ROWS });
  return rows.map(({ numbers }) => JSON.parse(numbers) as number[]);
}
