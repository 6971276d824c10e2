import type { Selectable } from 'kysely';
import type { Parcel } from '../../src/delivery/delivery-store.ts';
import type { Destination, Reference } from '../../src/delivery/saying.ts';
import type { Database } from '../schema.ts';

/** A row of the outbox in the hands of whoever holds its lane. Throws for one that is done with. */
export function toParcel(row: Selectable<Database['outbox']>): Parcel {
  const { id, lane, lang, key, state, attempts, failure, doubts, looks } = row;
  if (state === 'sent' || state === 'parked') throw new Error(`row ${id} of the outbox is done with`);
  return {
    id,
    lane,
    to: JSON.parse(row.destination) as Destination,
    what: JSON.parse(row.reference) as Reference,
    lang,
    key,
    state,
    attempts,
    failure,
    doubts,
    looks,
    triedAt: row.tried_at,
  };
}
