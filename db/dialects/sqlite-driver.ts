import type { Database, Statement } from 'better-sqlite3';
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { patiently } from './patience.ts';
import { StatementCache } from './statement-cache.ts';
import { Turns } from './turns.ts';

/**
 * Kysely's driver for one better-sqlite3 connection, for three reasons instead of Kysely's own:
 * - a transaction begins with BEGIN IMMEDIATE. After a plain `begin`, a read then a write fails at once with
 *   SQLITE_BUSY_SNAPSHOT when another process has committed in between, whatever the busy timeout;
 * - waiting for another process does not block the program (see {@link patiently});
 * - prepared statements are kept.
 */
export class SqliteDriver implements Driver {
  readonly #database: Database;
  readonly #connection: SqliteConnection;
  readonly #turns = new Turns();
  readonly #begin: Statement;
  readonly #commit: Statement;
  readonly #rollback: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#connection = new SqliteConnection(database);
    this.#begin = database.prepare('begin immediate');
    this.#commit = database.prepare('commit');
    this.#rollback = database.prepare('rollback');
  }

  async init(): Promise<void> {}

  /** A reading connection is never in a transaction, so its statements need not take turns. */
  async acquireConnection(): Promise<DatabaseConnection> {
    if (!this.#database.readonly) await this.#turns.take();
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    if (!this.#database.readonly) this.#turns.pass();
  }

  async beginTransaction(): Promise<void> {
    if (this.#database.readonly) throw new Error('no transactions on the reading connection');
    await patiently(() => this.#begin.run());
  }

  async commitTransaction(): Promise<void> {
    this.#commit.run();
  }

  async rollbackTransaction(): Promise<void> {
    // After some errors (disk full, I/O) SQLite has rolled back by itself; the first error is the one to tell.
    if (this.#database.inTransaction) this.#rollback.run();
  }

  async destroy(): Promise<void> {
    if (!this.#database.readonly) {
      await this.#turns.take();
      // Leaves one file to copy. When somebody else is reading, the log stays: nothing is lost.
      this.#database.pragma('wal_checkpoint(truncate)');
    }
    this.#database.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database;
  readonly #statements: StatementCache;

  constructor(database: Database) {
    this.#database = database;
    this.#statements = new StatementCache(database);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Inside a transaction we hold the lock already; outside, a statement that met it has done nothing.
    if (this.#database.inTransaction) return this.#execute(query);
    return patiently(() => this.#execute<R>(query));
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('the box does not stream: its reads are index ranges with a limit');
  }

  #execute<R>(query: CompiledQuery): QueryResult<R> {
    const statement = this.#statements.get(query.sql);
    if (statement.reader) return { rows: statement.all(...query.parameters) as R[] };
    const { changes } = statement.run(...query.parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }
}
