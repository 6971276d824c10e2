import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ExportReads } from '../../src/exporting/export-reads.ts';
import { KINDS, type Kind, type RecordOf } from '../../src/exporting/records.ts';
import { TOMBSTONE } from '../../src/members/member.ts';
import { drawn } from '../dialects/sqlite-draws.ts';
import { columnsOf, RECORD_TABLES, type Row, toRecord } from '../record-tables.ts';
import type { Database } from '../schema.ts';

/** Rows in memory together. */
const PAGE = 1000;

/** Some rows of a table are no record. */
const FILTERS: { readonly [K in Kind]?: RawBuilder<unknown> } = {
  posting: sql`kind <> 'notice' or digest is not null`,
};

/** Identities that an export names by a pseudonym. */
const SIGNS = sql`id = ${sql.lit(TOMBSTONE)}
  or exists (select 1 from ideas where author = identities.id)
  or exists (select 1 from lab_facilitators where identity = identities.id)
  or exists (select 1 from decisions where "by" = identities.id)
  or id in (select "by" from duplicates)`;

/**
 * What an export reads, in one snapshot of the reading connection: `work` sees the tables as they are at its
 * first read, whatever is written meanwhile. Nothing else may use the connection until it ends.
 */
export async function inSnapshot<T>(
  db: Kysely<Database>,
  work: (reads: ExportReads) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (connection) => {
    // The driver refuses transactions here, for the box's reads have no need of them.
    await sql`begin`.execute(connection);
    try {
      return await work(exportReads(connection));
    } finally {
      await sql`rollback`.execute(connection);
    }
  });
}

function exportReads(db: Kysely<Database>): ExportReads {
  return {
    async count(kind) {
      if (kind === 'counter') return (await counters(db)).length;
      return countOf(db, kind);
    },

    pages<K extends Kind>(kind: K): AsyncIterable<readonly RecordOf<K>[]> {
      if (kind === 'counter') return counterPages(db) as AsyncIterable<readonly RecordOf<K>[]>;
      return pagesOf(db, kind, RECORD_TABLES[kind].key, FILTERS[kind] ?? null);
    },

    signers: () => pagesOf(db, 'identity', ['member', 'id'], SIGNS),
  };
}

/** How many records of a kind there are. */
export async function countOf(db: Kysely<Database>, kind: Kind): Promise<number> {
  const filter = FILTERS[kind] ?? null;
  const { rows } = await sql<{ rows: number }>`
    select count(*) as "rows" from ${sql.table(RECORD_TABLES[kind].table)} ${filter ? sql`where ${filter}` : sql``}
  `.execute(db);
  return Number(rows[0]?.rows ?? 0);
}

/** A table by the index of its key, from where the page before ended: the last page costs what the first does. */
async function* pagesOf<K extends Kind>(
  db: Kysely<Database>,
  kind: K,
  key: readonly string[],
  filter: RawBuilder<unknown> | null,
): AsyncGenerator<readonly RecordOf<K>[]> {
  const columns = sql.join(columnsOf(kind).map((column) => sql.ref(column)));
  const table = sql.table(RECORD_TABLES[kind].table);
  const keys = sql.join(key.map((column) => sql.ref(column)));
  for (let last: Row | undefined; ; ) {
    const from: Row | undefined = last;
    const conditions = [
      ...(filter ? [sql`(${filter})`] : []),
      ...(from ? [sql`(${keys}) > (${sql.join(key.map((column) => from[column]))})`] : []),
    ];
    const { rows } = await sql<Row>`
      select ${columns} from ${table}
      ${conditions.length > 0 ? sql`where ${sql.join(conditions, sql` and `)}` : sql``}
      order by ${keys} limit ${PAGE}
    `.execute(db);
    if (rows.length > 0) yield rows.map((row) => toRecord(kind, row));
    if (rows.length < PAGE) return;
    last = rows.at(-1);
  }
}

async function* counterPages(db: Kysely<Database>): AsyncGenerator<readonly RecordOf<'counter'>[]> {
  yield await counters(db);
}

/** The counters, and the highest ids drawn in the tables of an export. */
export async function counters(db: Kysely<Database>): Promise<RecordOf<'counter'>[]> {
  const rows = await db.selectFrom('counters').select(['name', 'value']).orderBy('name').execute();
  return [
    ...rows,
    ...(await drawn(
      db,
      KINDS.map((kind) => RECORD_TABLES[kind].table),
    )),
  ];
}
