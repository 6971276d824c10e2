import { type Kysely, sql } from 'kysely';
import type { Database } from '../schema.ts';
import { labToken } from './idea-index.ts';

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
const ROWS = 30_000;
const ENTRIES = 400_000;
/** In the title a term is worth so much more; only for those whose lists are read whole. */
const IN_TITLE = 1;

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
  const { whole, base, common } = plan(sought);
  const worth = new Map<number, number>();
  const add = async (expression: string, value: number) => {
    for (const number of await holding(db, within(expression, labs))) {
      worth.set(number, (worth.get(number) ?? 0) + value);
    }
  };
  for (const { term, worth: value } of whole) {
    await add(anywhere(term), value);
    await add(inTitle(term), value * IN_TITLE);
  }
  if (whole.length === 0) for (const { expression, value } of base) await add(expression, value);
  const reached = base.map(({ expression }) => expression).join(' OR ');
  for (const { term, worth: value } of common) await add(`(${reached}) AND ${anywhere(term)}`, value);
  return bestOf(worth);
}

interface Plan {
  /** Terms whose lists are short enough, together, to be read whole. */
  whole: readonly Sought[];
  /** What an idea must match to be a candidate. */
  base: readonly { expression: string; value: number }[];
  /** Terms that only tell candidates apart. */
  common: readonly Sought[];
}

/** Rarest first: what is left of the two budgets decides what becomes of a term. */
function plan(sought: readonly Sought[]): Plan {
  const rarest = sought.filter(({ ideas }) => ideas > 0).sort((a, b) => a.ideas - b.ideas);
  const whole = upTo(ROWS, rarest);
  const common = rarest.slice(whole.length);
  if (whole.length > 0) {
    const base = whole.map(({ term, worth }) => ({ expression: anywhere(term), value: worth }));
    return { whole, base, common: upTo(ENTRIES, common) };
  }
  const [first, second, ...rest] = common;
  if (!first) return { whole, base: [], common: [] };
  const title = { expression: inTitle(first.term), value: first.worth * (1 + IN_TITLE) };
  if (!second)
    return { whole, base: [title, { expression: anywhere(first.term), value: first.worth }], common: [] };
  const both = {
    expression: `(${anywhere(first.term)} AND ${anywhere(second.term)})`,
    value: first.worth + second.worth,
  };
  return { whole, base: [title, both], common: upTo(ENTRIES, rest) };
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

/** Numbers of the ideas that match, the newest of too many. One JSON text: a row each would cost more than the search. */
async function holding(db: Kysely<Database>, expression: string): Promise<number[]> {
  const { rows } = await sql<{ numbers: string }>`
    select json_group_array(rowid) as numbers from (
      select rowid from idea_index where idea_index match ${expression} order by rowid desc limit ${ROWS}
    )
  `.execute(db);
  return JSON.parse(rows[0]?.numbers ?? '[]') as number[];
}

/** Candidates that are looked at, at most. */
const MOST = 3000;

/** The most worth first, newest first among equals; sorting is only for those that can be among the first. */
function bestOf(worth: ReadonlyMap<number, number>): number[] {
  let entries = [...worth];
  if (entries.length > MOST) {
    const least = Float64Array.from(worth.values()).sort()[entries.length - MOST] ?? 0;
    entries = entries.filter(([, value]) => value >= least);
  }
  return entries
    .sort(([a, one], [b, other]) => other - one || b - a)
    .slice(0, MOST)
    .map(([number]) => number);
}
