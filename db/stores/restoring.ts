import { type Kysely, sql } from 'kysely';
import { type Counts, noCounts } from '../../src/exporting/header.ts';
import { KINDS, type RecordOf } from '../../src/exporting/records.ts';
import { ContradictionError, type RestoreStore } from '../../src/exporting/restore-store.ts';
import { drawBeyond } from '../dialects/sqlite-draws.ts';
import { counters, countOf } from '../read-models/export-reads.ts';
import { RECORD_TABLES, type Row, toRow } from '../record-tables.ts';
import type { Database } from '../schema.ts';
import { indexEverything } from '../search/idea-index.ts';

/** Tables that may have drawn ids. */
const DRAWING = KINDS.map((kind) => RECORD_TABLES[kind].table);

/** What the first migration puts in a table. */
const FIRST_ROWS = { member: 1, identity: 1 };

/** The tables as restoring an export fills them; only `npm run import` makes one. */
export function restoreStore(db: Kysely<Database>): RestoreStore {
  /** Ideas name each other, also elder ones younger ones: set when all are there. */
  const merged: { number: number; into: number }[] = [];
  return {
    async present() {
      const counts = await countAll(db);
      return {
        ...counts,
        member: counts.member - FIRST_ROWS.member,
        identity: counts.identity - FIRST_ROWS.identity,
        counter: 0,
      };
    },

    async clear() {
      for (const table of ['identities', 'members'] as const) await db.deleteFrom(table).execute();
    },

    async insert(kind, records) {
      if (records.length === 0) return;
      if (kind === 'counter') return setCounters(db, records as readonly RecordOf<'counter'>[]);
      const rows = records.map((record) => toRow(kind, record));
      if (kind !== 'idea') return insertRows(db, RECORD_TABLES[kind].table, rows);
      await insertRows(
        db,
        'ideas',
        rows.map((row) => ({ ...row, merged_into: null })),
      );
      for (const { number, mergedInto: into } of records as readonly RecordOf<'idea'>[]) {
        if (into !== null) merged.push({ number, into });
      }
    },

    async finish() {
      for (const { number, into } of merged) {
        await contradicting(
          db.updateTable('ideas').set({ merged_into: into }).where('number', '=', number).execute(),
        );
      }
      await provideNumbers(db);
      await indexEverything(db);
    },

    counts: () => countAll(db),
  };
}

async function countAll(db: Kysely<Database>): Promise<Counts> {
  const counts = noCounts();
  for (const kind of KINDS) counts[kind] = await countOf(db, kind);
  return { ...counts, counter: (await counters(db)).length };
}

async function insertRows(db: Kysely<Database>, table: keyof Database, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await contradicting(sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(db));
}

/** The counter of numbers has its row; the others are the draws of tables. */
async function setCounters(db: Kysely<Database>, records: readonly RecordOf<'counter'>[]): Promise<void> {
  for (const { name, value } of records) {
    if (name === 'contribution') await db.updateTable('counters').set({ value }).execute();
    else if (DRAWING.some((table) => table === name)) await drawBeyond(db, { name, value });
    else throw new ContradictionError('counts nothing the box knows');
  }
}

/** A number given twice would be the worst of all. */
async function provideNumbers(db: Kysely<Database>): Promise<void> {
  const { value } = await db.selectFrom('counters').select('value').executeTakeFirstOrThrow();
  const { highest } = await db
    .selectFrom('ideas')
    .select((eb) => eb.fn.max('number').as('highest'))
    .executeTakeFirstOrThrow();
  if (Number(highest ?? 0) > value) throw new ContradictionError('an idea has a number above the counter');
}

/** What a table's rules refuse, told apart from a disk that is full. */
async function contradicting(statement: Promise<unknown>): Promise<void> {
  try {
    await statement;
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException | null)?.code ?? '');
    if (!code.startsWith('SQLITE_CONSTRAINT')) throw error;
    throw new ContradictionError(reasonOf(code), { cause: error });
  }
}

/** Without the values, which SQLite does not tell anyway. */
function reasonOf(code: string): string {
  if (code.endsWith('FOREIGNKEY')) return 'names something that is not in the export';
  if (code.endsWith('UNIQUE') || code.endsWith('PRIMARYKEY')) return 'is there twice';
  return 'holds what the box cannot keep';
}
