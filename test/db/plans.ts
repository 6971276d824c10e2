import { expect } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import type { LogConfig } from 'kysely';

/** Tables that stay small whatever happens: reading one whole costs nothing. */
const SMALL = ['labs', 'counters', 'outbox_realms', 'search_totals'];

/** Remembers every statement it sees, to look at how SQLite would run it. */
export class SeenStatements {
  readonly #seen = new Map<string, readonly unknown[]>();

  readonly log: LogConfig = ({ query }) => {
    if (/^(select|insert|update|delete|with)/i.test(query.sql)) this.#seen.set(query.sql, query.parameters);
  };

  get sql(): string[] {
    return [...this.#seen.keys()];
  }

  /** Fails when a statement reads a whole table or a whole index of something that grows. */
  expectIndexRanges(file: string): void {
    const database = new Sqlite(file, { readonly: true });
    const whole: { sql: string; plan: string }[] = [];
    for (const [sql, parameters] of this.#seen) {
      if (/kysely_migration|sqlite_master|pragma_/.test(sql)) continue;
      // For a new parent the plan names its children too: they are read when a deferred key waits, and ours do not.
      if (/^insert .* values /i.test(sql)) continue;
      for (const { detail } of this.#plan(database, sql, parameters)) {
        const table = /^SCAN (\w+)/.exec(detail)?.[1];
        // The full-text index calls everything a scan; this one is of a single row, by its number.
        if (detail.endsWith('VIRTUAL TABLE INDEX 0:=')) continue;
        if (table && isTable(database, table) && !SMALL.includes(table)) whole.push({ sql, plan: detail });
      }
    }
    database.close();
    expect(whole).toEqual([]);
  }

  /** Fails unless every statement that fits is one range of one index, already in the order asked for. */
  expectOrderedRanges(file: string, fits: (sql: string) => boolean, range: RegExp): void {
    this.expectPlans(file, fits, (plan) => expect(plan).toEqual([expect.stringMatching(range)]));
  }

  /** Checks the plan of every statement that fits, a line each step; there must be one at least. */
  expectPlans(file: string, fits: (sql: string) => boolean, check: (plan: readonly string[]) => void): void {
    const database = new Sqlite(file, { readonly: true });
    const plans = [...this.#seen]
      .filter(([sql]) => fits(sql))
      .map(([sql, parameters]) => this.#plan(database, sql, parameters).map(({ detail }) => detail));
    database.close();
    expect(plans.length).toBeGreaterThan(0);
    for (const plan of plans) check(plan);
  }

  #plan(database: Sqlite.Database, sql: string, parameters: readonly unknown[]): { detail: string }[] {
    return database.prepare(`explain query plan ${sql}`).all(...parameters) as { detail: string }[];
  }
}

/** Not the name of a part of the statement ("SCAN week"). */
function isTable(database: Sqlite.Database, name: string): boolean {
  return (
    database.prepare("select 1 from sqlite_schema where type = 'table' and name = ?").get(name) !== undefined
  );
}
