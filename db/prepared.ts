import type { CompiledQuery, Kysely, QueryResult } from 'kysely';
import type { Database } from './schema.ts';

/** Stands for a value in a query that is compiled before its values are known. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) });

/** A query of the builder's, or a text of SQL. */
interface Built<O> {
  compile(db: Kysely<Database>): CompiledQuery<O>;
}

/**
 * A query that is built and compiled once, then run with other values each time: building costs several times
 * what SQLite needs to run it, and a vote runs about ten. In `build`, `v.name` stands for the value; it can be
 * compared, inserted and set, but not looked at: the query is the same whatever the values. A value that may
 * be null is for inserting and setting only (`= null` is never true in SQL).
 */
export function prepared<V extends object, O>(
  build: (db: Kysely<Database>, v: V) => Built<O>,
): (db: Kysely<Database>, values: V) => Promise<QueryResult<O>> {
  /** By dialect: SQL differs between two of them. */
  const compiled = new WeakMap<object, CompiledQuery<O>>();
  return async (db, values) => {
    const dialect = db.getExecutor().adapter;
    let query = compiled.get(dialect);
    if (!query) {
      query = build(db, slots as V).compile(db);
      compiled.set(dialect, query);
    }
    const parameters = query.parameters.map((parameter) => {
      if (!(parameter instanceof Slot)) return parameter;
      const value = values[parameter.name as keyof V];
      // better-sqlite3 would write null.
      if (value === undefined) throw new Error(`a query got no value for ${parameter.name}`);
      return value;
    });
    return db.executeQuery({ ...query, parameters });
  };
}

/** The only row, or null. */
export function one<O>(result: QueryResult<O>): O | null {
  return result.rows[0] ?? null;
}

/** For a statement that must change exactly one row: anything else is a mistake of the caller. */
export function mustChange(result: QueryResult<unknown>, what: string): void {
  if (result.numAffectedRows !== 1n)
    throw new Error(`${what}: ${result.numAffectedRows} rows changed instead of one`);
}
