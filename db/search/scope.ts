import type { Kysely } from 'kysely';
import type { Reader } from '../../src/members/reader.ts';
import { readableLab } from '../read-models/readable.ts';
import type { Database } from '../schema.ts';

/**
 * Where a search looks. What may be read is decided by `readable`, in SQL, for every idea that is found; this
 * keeps the rest of a search from telling more.
 */
export interface Scope {
  /**
   * Labs whose words count. Words of other labs would change what is found elsewhere: how rare a word is, and
   * which spellings are tried, would tell whether a closed lab has it.
   */
  counted: readonly number[];
  /**
   * Labs the index is narrowed to; null for all. A guest reads one lab of perhaps many: without this, the ideas of
   * all others would fill the places of those that are ranked.
   */
  narrowed: readonly number[] | null;
}

export async function scopeOf(db: Kysely<Database>, reader: Reader, only?: number): Promise<Scope> {
  const labs = db.selectFrom('labs').select('id').where(readableLab(reader));
  const rows = await (only === undefined ? labs : labs.where('id', '=', only)).execute();
  const counted = rows.map(({ id }) => id);
  if (only !== undefined) return { counted, narrowed: [only] };
  return { counted, narrowed: reader.kind === 'guest' ? counted : null };
}
