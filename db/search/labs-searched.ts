import type { Reader } from '../../src/members/reader.ts';

/**
 * The labs a search is narrowed to in the index already; null for all of them. Only narrows: what may be read is
 * decided by `readable`, in SQL, for every idea that is found. A guest reads one lab of perhaps many: without this,
 * the ideas of all others would fill the places of those that are ranked.
 */
export function labsSearched(reader: Reader, only?: number): readonly number[] | null {
  if (only !== undefined) return [only];
  if (reader.kind === 'guest') return reader.here === null ? [] : [reader.here];
  return null;
}
