import { sql } from 'kysely';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';
import { ideaIndex } from '../../db/search/idea-index.ts';
import type { Reader } from '../../src/members/reader.ts';
import type { Texts } from './quarry.ts';

/** Ideas are spread evenly over so many labs; the last of them is closed. */
const LABS = 5;
const AUTHORS = 1000;
/** Ideas a transaction. */
const BATCH = 2000;

/** An ordinary person of the box: reads the open labs, and what they filed themselves in the closed one. */
export const READER: Reader = {
  kind: 'member',
  active: true,
  accounts: [2],
  member: 2,
  administrator: false,
  facilitates: [],
  here: null,
};

/** Whether everybody reads the idea of this number. */
export const isOpenToAll = (number: number): boolean => labOf(number) !== LABS;

const labOf = (number: number): number => 1 + (number % LABS);

/**
 * Makes a box of so many ideas and their search index, in bulk and without waiting for the disk. `onIdeas` is told
 * of every batch.
 */
export async function makeSearchBox(
  file: string,
  texts: Texts,
  ideas: number,
  onIdeas: (count: number) => void,
): Promise<void> {
  const { write, ddl, close } = await openSqlite(`sqlite:${file}`);
  try {
    await migrate(write, ddl);
    await sql`pragma synchronous = off`.execute(write);
    await sql`pragma cache_size = -200000`.execute(write);
    await write.transaction().execute(async (tx) => {
      await addLabs(tx);
      await addAuthors(tx);
      await sql`update counters set value = ${ideas}`.execute(tx);
    });
    for (let first = 1; first <= ideas; first += BATCH) {
      const rows = Array.from({ length: Math.min(BATCH, ideas - first + 1) }, (_, place) => {
        const number = first + place;
        return { number, lab: labOf(number), author: 2 + (number % AUTHORS), ...texts.idea(number) };
      });
      await write.transaction().execute(async (tx) => {
        await sql`
          insert into ideas (number, lab, author, title, body, status, listed, open, created_at, revision)
          select value ->> 'number', value ->> 'lab', value ->> 'author', value ->> 'title', value ->> 'body',
            'new', 1, 1, value ->> 'number', 1 from json_each(${JSON.stringify(rows)})
        `.execute(tx);
        await ideaIndex(tx).put(rows);
      });
      onIdeas(rows.length);
    }
    await sql`pragma wal_checkpoint(truncate)`.execute(write);
  } finally {
    await close();
  }
}

type Tx = Parameters<typeof ideaIndex>[0];

async function addLabs(tx: Tx): Promise<void> {
  await sql`${upTo(LABS)}
    insert into labs (id, slug, name, field, region, zone, language, access, digest_cron, created_at)
    select i, 'lab-' || i, 'Lab ' || i, '', '', 'Europe/Paris', 'fr',
      case when i = ${LABS} then 'closed' else 'open' end, '0 9 * * 1', 0 from n`.execute(tx);
}

/** Identity and member alike are 2 to 1,001: the tombstone has the key 1. */
async function addAuthors(tx: Tx): Promise<void> {
  await sql`${upTo(AUTHORS)} insert into members (id, language) select i + 1, null from n`.execute(tx);
  await sql`${upTo(AUTHORS)}
    insert into identities (id, member, platform, realm, user, name, since_day)
    select i + 1, i + 1, 'bench', 'bench', 'a' || i, null, 0 from n`.execute(tx);
}

const upTo = (last: number) =>
  sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < ${last})`;
