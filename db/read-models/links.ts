import { type ExpressionBuilder, type Kysely, sql } from 'kysely';
import type { ElderLink, Links } from '../../src/duplicates/links.ts';
import { NAMED_DUPLICATES } from '../../src/duplicates/links.ts';
import { isTextShown } from '../../src/ideas/idea.ts';
import { mayRead, type Reader } from '../../src/members/reader.ts';
import { one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

/** The idea whose links are read, with the lab its cards are in. */
interface Of {
  number: number;
  lab: number;
}

/** The rule `mayName` of src/duplicates/duplicate.ts as a filter; a test keeps the two equal. */
const nameable = (v: Of) => (eb: ExpressionBuilder<Database, 'ideas' | 'labs'>) =>
  eb.or([eb('ideas.lab', '=', v.lab), eb('labs.access', '=', 'open')]);

const elderOf = prepared((db, v: Of) =>
  db
    .selectFrom('duplicates')
    .innerJoin('ideas', 'ideas.number', 'duplicates.elder')
    .innerJoin('labs', 'labs.id', 'ideas.lab')
    .select(['ideas.number', 'ideas.title', 'ideas.author', 'ideas.status', 'ideas.hidden_at as hiddenAt'])
    .select(['labs.id as lab', 'labs.name as labName', 'labs.access'])
    .where('duplicates.idea', '=', v.number)
    .where(nameable(v)),
);

const duplicatesOf = prepared((db, v: Of) =>
  db
    .selectFrom('duplicates')
    .innerJoin('ideas', 'ideas.number', 'duplicates.idea')
    .innerJoin('labs', 'labs.id', 'ideas.lab')
    .select(['ideas.number', sql<number>`count(*) over ()`.as('count')])
    .where('duplicates.elder', '=', v.number)
    .where(nameable(v))
    .orderBy('duplicates.idea')
    .limit(NAMED_DUPLICATES),
);

/** The links of an idea, for one reader; without one, for a card in a channel of its lab. */
export async function linksOf(db: Kysely<Database>, of: Of, reader?: Reader): Promise<Links> {
  const elder = one(await elderOf(db, of));
  const { rows } = await duplicatesOf(db, of);
  return {
    elder: elder && toElder(elder, of, reader),
    duplicates: { first: rows.map(({ number }) => number), count: rows[0]?.count ?? 0 },
  };
}

type ElderRow = Awaited<ReturnType<typeof elderOf>>['rows'][number];

/** Guests read only in the channels of an idea's own lab, and anybody may read a card: it has no title of another's. */
function toElder(row: ElderRow, of: Of, reader?: Reader): ElderLink {
  const { number, title, author, lab, labName, access } = row;
  const read = reader ? mayRead(reader, { lab: { id: lab, access }, author }) : lab === of.lab;
  return { number, title: read && isTextShown(row) ? title : '', lab, labName };
}
