import Sqlite from 'better-sqlite3';
import { termsOf } from '../../src/search/french.ts';
import type { Text } from './quarry.ts';

/**
 * The least that searches: on the same index, one prepared statement, all terms of the text joined by OR, FTS5's own
 * order.
 */
export class BareSearch {
  readonly #db: Sqlite.Database;
  readonly #first: Sqlite.Statement<[string]>;

  constructor(file: string) {
    this.#db = new Sqlite(file, { readonly: true });
    this.#first = this.#db.prepare(
      'select rowid as number from idea_index where idea_index match ? order by bm25(idea_index) limit 10',
    );
  }

  /** Rows of numbers, the best first; null for a text without a term, which cannot be asked at all. */
  find({ title, body }: Text): unknown[] | null {
    const terms = new Set(termsOf(`${title} ${body}`));
    if (terms.size === 0) return null;
    return this.#first.all([...terms].map((term) => `"${term}"`).join(' OR '));
  }

  close(): void {
    this.#db.close();
  }
}
