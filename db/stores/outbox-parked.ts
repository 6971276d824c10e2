import type { Kysely, Selectable } from 'kysely';
import type { Retried } from '../../src/delivery/delivery-store.ts';
import { mayStand } from '../../src/delivery/parked.ts';
import type { Destination } from '../../src/delivery/saying.ts';
import type { Database } from '../schema.ts';
import { wakeLane } from './outbox-lanes.ts';

type Row = Selectable<Database['outbox']>;

/** What must be known of a row to try it again. */
export const GIVEN_UP = ['id', 'lane', 'destination', 'failure', 'doubts', 'tried_at', 'shows'] as const;

/**
 * Takes a row up that was given up. What may stand is looked for first, and painted afresh where it does: it was
 * rendered long ago. Null: it is given up no more. `absent`: somebody looked, and it does not stand.
 */
export async function takeUp(
  db: Kysely<Database>,
  row: Pick<Row, (typeof GIVEN_UP)[number]>,
  { now, absent = false }: { now: number; absent?: boolean },
): Promise<Retried | null> {
  const { platform, realm } = JSON.parse(row.destination) as Destination;
  const { failure, doubts, tried_at: triedAt } = row;
  const lookedFor = !absent && mayStand({ failure, doubts, triedAt });
  const changes = lookedFor
    ? ({ state: 'doubt', failure: 'doubt', doubts: 1, looks: 0, stale: row.shows === null ? 0 : 1 } as const)
    : ({ state: 'waiting', failure: null, doubts: 0, looks: 0, tried_at: null } as const);
  // The lane first, as where something is said.
  await wakeLane(db, { lane: row.lane, kind: 'messages', platform, realm }, now);
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set(changes)
    .where('id', '=', row.id)
    .where('state', '=', 'parked')
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n ? { id: row.id, lookedFor } : null;
}

/** Takes up what an operator names, oldest first. */
export async function retryParked(
  db: Kysely<Database>,
  rows: readonly number[] | 'all',
  how: { now: number; absent: boolean },
): Promise<Retried[]> {
  const parked = db.selectFrom('outbox').select(GIVEN_UP).where('state', '=', 'parked').orderBy('id');
  const found = await (rows === 'all' ? parked : parked.where('id', 'in', rows)).execute();
  const retried: Retried[] = [];
  for (const row of found) {
    const one = await takeUp(db, row, how);
    if (!one) continue;
    // A count of what was tried before would end it at its first odd failure.
    await db.updateTable('outbox').set({ attempts: 0 }).where('id', '=', row.id).execute();
    retried.push(one);
  }
  return retried;
}
