import type { Database, Statement } from 'better-sqlite3';

/** Statements kept a connection. The box has about a hundred; lists of changing length make some more. */
const KEPT = 500;

/**
 * Prepared statements of one connection by their SQL, the least recently used dropped first: preparing costs
 * more than running most of them.
 */
export class StatementCache {
  readonly #database: Database;
  readonly #limit: number;
  /** In order of use, the latest last. */
  readonly #statements = new Map<string, Statement>();

  constructor(database: Database, limit = KEPT) {
    this.#database = database;
    this.#limit = limit;
  }

  get(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) {
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const made = this.#database.prepare(sql);
    this.#statements.set(sql, made);
    for (const oldest of this.#statements.keys()) {
      if (this.#statements.size <= this.#limit) break;
      this.#statements.delete(oldest);
    }
    return made;
  }

  get size(): number {
    return this.#statements.size;
  }
}
