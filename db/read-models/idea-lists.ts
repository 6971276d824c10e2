import type { Kysely } from 'kysely';
import { isTextShown } from '../../src/ideas/idea.ts';
import type { IdeaLine, IdeaLists, IdeaView } from '../../src/ideas/idea-lists.ts';
import type { Status } from '../../src/ideas/status.ts';
import type { Reader } from '../../src/members/reader.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { ideaStore, toIdea } from '../stores/ideas.ts';
import { linksOf } from './links.ts';
import { ownsInClosedLabs, readable, readableLab } from './readable.ts';

/** The columns of a line. */
const LINE = [
  'ideas.number',
  'ideas.lab',
  'ideas.title',
  'ideas.status',
  'ideas.votes_for',
  'ideas.votes_against',
  'ideas.created_at',
  'ideas.answered_at',
  'ideas.hidden_at',
] as const;

interface LineRow {
  number: number;
  lab: number;
  title: string;
  status: Status;
  votes_for: number;
  votes_against: number;
  created_at: number;
  answered_at: number | null;
  hidden_at: number | null;
}

type OfLab = { lab: number; limit: number };

const topOf = prepared((db, v: OfLab) =>
  db
    .selectFrom('ideas')
    .select(LINE)
    .where('lab', '=', v.lab)
    .where('listed', '=', 1)
    .orderBy('votes_for', 'desc')
    .orderBy('number')
    .limit(v.limit),
);

const newestOf = prepared((db, v: OfLab) =>
  db
    .selectFrom('ideas')
    .select(LINE)
    .where('lab', '=', v.lab)
    .where('listed', '=', 1)
    .orderBy('created_at', 'desc')
    .orderBy('number', 'desc')
    .limit(v.limit),
);

const waitingOf = prepared((db, v: OfLab) =>
  db
    .selectFrom('ideas')
    .select(LINE)
    .where('lab', '=', v.lab)
    .where('open', '=', 1)
    .orderBy('created_at')
    .orderBy('number')
    .limit(v.limit),
);

const mostFor = (a: LineRow, b: LineRow) => b.votes_for - a.votes_for || a.number - b.number;
const newestFirst = (a: LineRow, b: LineRow) => b.created_at - a.created_at || b.number - a.number;
const oldestFirst = (a: LineRow, b: LineRow) => a.created_at - b.created_at || a.number - b.number;

/**
 * A list over several labs takes the first few of each lab's own index range and merges them here: an order
 * over all of them at once would have to sort every idea there is. Labs are few; ideas may be a million.
 */
export function ideaLists(db: Kysely<Database>): IdeaLists {
  return {
    async top(reader, { lab, limit }) {
      const labs = await readableLabs(reader, lab);
      const rows = await rangesOf(topOf, labs, limit);
      return lines([...rows, ...(await ownElsewhere(reader, labs, lab))], mostFor, limit);
    },

    async newest(reader, { lab, limit }) {
      const labs = await readableLabs(reader, lab);
      const rows = await rangesOf(newestOf, labs, limit);
      return lines([...rows, ...(await ownElsewhere(reader, labs, lab))], newestFirst, limit);
    },

    /** Of all identities of the reader's member, where the reader may read them. */
    async mine(reader, { limit }) {
      const { member } = reader;
      if (member === null) return [];
      const rows = await db
        .selectFrom('ideas')
        .innerJoin('labs', 'labs.id', 'ideas.lab')
        .select([...LINE, 'labs.name as labName'])
        .where('ideas.author', 'in', (eb) =>
          eb.selectFrom('identities').select('identities.id').where('identities.member', '=', member),
        )
        .where(readable(reader))
        .orderBy('ideas.created_at', 'desc')
        .orderBy('ideas.number', 'desc')
        .limit(limit)
        .execute();
      return lines(rows, newestFirst, limit);
    },

    /** Along the reader's votes, in their order: as far as the limit, however many there are. */
    async supported(reader, { limit }) {
      const { member } = reader;
      if (member === null) return [];
      const rows = await db
        .selectFrom('votes')
        .innerJoin('ideas', 'ideas.number', 'votes.idea')
        .innerJoin('labs', 'labs.id', 'ideas.lab')
        .select([...LINE, 'labs.name as labName'])
        .where('votes.member', '=', member)
        .where('votes.value', '=', 'for')
        .where('ideas.status', '<>', 'withdrawn')
        .where('ideas.hidden_at', 'is', null)
        .where((eb) =>
          eb.or([
            eb('ideas.author', 'is', null),
            eb(
              'ideas.author',
              'not in',
              eb.selectFrom('identities').select('identities.id').where('identities.member', '=', member),
            ),
          ]),
        )
        .where(readable(reader))
        .orderBy('votes.at', 'desc')
        .orderBy('votes.idea', 'desc')
        .limit(limit)
        .execute();
      return rows.map(toLine);
    },

    async waiting(reader, { limit }) {
      const labs = (await readableLabs(reader)).filter(({ id }) => reader.facilitates.includes(id));
      return lines(await rangesOf(waitingOf, labs, limit), oldestFirst, limit);
    },

    one: (reader, number) => view(number, reader),
    forLab: (number) => view(number),
  };

  function readableLabs(reader: Reader, only?: number): Promise<{ id: number; name: string }[]> {
    const labs = db.selectFrom('labs').select(['id', 'name']).where(readableLab(reader));
    return (only === undefined ? labs : labs.where('id', '=', only)).execute();
  }

  async function rangesOf(range: typeof topOf, labs: readonly { id: number; name: string }[], limit: number) {
    const rows: (LineRow & { labName: string })[] = [];
    for (const { id, name } of labs) {
      const found = await range(db, { lab: id, limit });
      for (const row of found.rows) rows.push({ ...row, labName: name });
    }
    return rows;
  }

  /** One's own listed ideas in labs one does not read otherwise. */
  async function ownElsewhere(reader: Reader, labs: readonly { id: number }[], only?: number) {
    const own = ownsInClosedLabs(reader);
    if (own.length === 0) return [];
    const read = new Set(labs.map(({ id }) => id));
    const rows = await db
      .selectFrom('ideas')
      .innerJoin('labs', 'labs.id', 'ideas.lab')
      .select([...LINE, 'labs.name as labName'])
      .where('ideas.author', 'in', own)
      .where('ideas.listed', '=', 1)
      .where('labs.access', '=', 'closed')
      .execute();
    return rows.filter((row) => !read.has(row.lab) && (only === undefined || row.lab === only));
  }

  async function view(number: number, reader?: Reader): Promise<IdeaView | null> {
    const idea = db
      .selectFrom('ideas')
      .innerJoin('labs', 'labs.id', 'ideas.lab')
      .leftJoin('identities', 'identities.id', 'ideas.author')
      .selectAll('ideas')
      .select([
        'labs.slug as labSlug',
        'labs.name as labName',
        'labs.zone as labZone',
        'labs.access as labAccess',
        'identities.name as authorName',
      ])
      .where('ideas.number', '=', number);
    const row = await (reader ? idea.where(readable(reader)) : idea).executeTakeFirst();
    if (!row) return null;
    const { labSlug, labName, labZone, labAccess, authorName } = row;
    const links = await linksOf(db, { number, lab: row.lab }, reader);
    const facts = { labSlug, labName, labZone, labAccess, authorName, ...links };
    const found = toIdea(row);
    if (!isTextShown(found)) return { ...found, ...BLANK, ...facts, additions: [] };
    return { ...found, ...facts, additions: await ideaStore(db).additions(number) };
  }
}

/** A withdrawn or hidden text does not leave the database, so that nobody can show it by mistake. */
const BLANK = { title: '', body: '' };

function lines(
  rows: readonly (LineRow & { labName: string })[],
  order: (a: LineRow, b: LineRow) => number,
  limit: number,
): IdeaLine[] {
  return [...rows].sort(order).slice(0, limit).map(toLine);
}

function toLine(row: LineRow & { labName: string }): IdeaLine {
  const line = {
    number: row.number,
    lab: row.lab,
    labName: row.labName,
    title: row.title,
    status: row.status,
    votesFor: row.votes_for,
    votesAgainst: row.votes_against,
    createdAt: row.created_at,
    answeredAt: row.answered_at,
  };
  return isTextShown({ status: row.status, hiddenAt: row.hidden_at }) ? line : { ...line, title: '' };
}
