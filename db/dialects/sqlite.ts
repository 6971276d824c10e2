import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import Sqlite from 'better-sqlite3';
import {
  type Dialect,
  Kysely,
  type LogConfig,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { Database } from '../schema.ts';
import type { Ddl, Engine } from './dialect.ts';
import { patiently } from './patience.ts';
import { SqliteDriver } from './sqlite-driver.ts';

/** What a test or a script may want of the connection besides its address. */
export interface SqliteOptions {
  /** Sees every statement; for tests and measures. */
  log?: LogConfig;
  /** See `DatabaseContext` in db/open.ts. */
  throwaway?: boolean;
}

/**
 * Opens the file of `sqlite:PATH` (from the working directory), making it and its folder when needed: one
 * connection that writes and one that only reads, so that readers never wait for a writer.
 */
export async function openSqlite(url: string, { log, throwaway }: SqliteOptions = {}): Promise<Engine> {
  const file = fileOf(url);
  // Names and votes of persons are inside: a folder we make is closed to other users.
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const writer = await openWriter(file, throwaway ? 'off' : 'full');
  const reader = await openReader(file);
  const kysely = (connection: Sqlite.Database) =>
    new Kysely<Database>({ dialect: dialectOf(connection), ...(log ? { log } : {}) });
  const [write, read] = [kysely(writer), kysely(reader)];
  return {
    write,
    read,
    ddl: sqliteDdl,
    async close() {
      await read.destroy();
      await write.destroy();
      // Kysely does not destroy a driver that was never used.
      reader.close();
      writer.close();
    },
  };
}

/** The path in a `sqlite:` address, absolute. */
function fileOf(url: string): string {
  const path = /^sqlite:(.+)$/s.exec(url)?.[1];
  if (path === undefined) throw new Error('the address of a SQLite database is sqlite:PATH');
  if (path.startsWith(':memory:')) {
    throw new Error('sqlite::memory: is not possible: the box reads on a second connection. Name a file.');
  }
  return resolve(path);
}

/** Waiting is {@link patiently}'s, not SQLite's, which would block the program. */
const NO_BLOCKING = { timeout: 0 };

async function openWriter(file: string, synchronous: 'full' | 'off'): Promise<Sqlite.Database> {
  const connection = new Sqlite(file, NO_BLOCKING);
  const mode = await patiently(() => connection.pragma('journal_mode = wal', { simple: true }));
  if (mode !== 'wal') throw new Error(`SQLite cannot use its write-ahead log on the disk of ${file}`);
  // An acknowledged vote survives a power cut: with `full` each commit waits for the disk.
  connection.pragma(`synchronous = ${synchronous}`);
  connection.pragma('foreign_keys = on');
  return connection;
}

async function openReader(file: string): Promise<Sqlite.Database> {
  const connection = new Sqlite(file, { ...NO_BLOCKING, readonly: true });
  await patiently(() => connection.pragma('query_only = on'));
  return connection;
}

function dialectOf(connection: Sqlite.Database): Dialect {
  return {
    createAdapter: () => new Adapter(),
    createDriver: () => new SqliteDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/**
 * SQLite does undo DDL. Told so, Kysely's migrator runs all migrations in one transaction, and our BEGIN
 * IMMEDIATE is its lock between processes.
 */
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Strict: a text in a column of numbers is refused, as it is elsewhere. */
const sqliteDdl: Ddl = {
  instant: 'integer',
  drawn: (column) => column.primaryKey().autoIncrement(),
  rows: (table) => table.modifyEnd(sql`strict`),
  keyed: (table) => table.modifyEnd(sql`strict, without rowid`),
  // The analyser has folded and stemmed; FTS5 only cuts at spaces. Its default would fold once more.
  async ideaIndex(db) {
    await sql`
      create virtual table idea_index using fts5(title, body, lab, tokenize = 'unicode61 remove_diacritics 0')
    `.execute(db);
    // A text that is taken out leaves no terms behind in the file.
    await sql`insert into idea_index (idea_index, rank) values ('secure-delete', 1)`.execute(db);
  },
};
