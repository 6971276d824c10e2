import type { Kysely } from 'kysely';
import type { Posted } from '../../src/chat/place.ts';
import { laneOf } from '../../src/delivery/lane.ts';
import { mayStand } from '../../src/delivery/parked.ts';
import type { Reference } from '../../src/delivery/saying.ts';
import type { Database } from '../schema.ts';
import { wakeLane } from './outbox-lanes.ts';
import { settleSent } from './outbox-settling.ts';
import { toParcel } from './parcel.ts';

/** A card that nobody knew to stand is seen: writes it down where only one row can be meant. What it shows; else null. */
export async function recognise(
  db: Kysely<Database>,
  on: Posted,
  idea: number,
  { now, triedBy }: { now: number; triedBy: number },
): Promise<Reference | null> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('lane', '=', laneOf(on))
    .where('state', 'in', ['parked', 'doubt'])
    .execute();
  const standing = rows.filter(
    ({ state, failure, doubts, tried_at: triedAt }) =>
      (triedAt ?? now) <= triedBy && (state === 'doubt' || mayStand({ failure, doubts, triedAt })),
  );
  // Of another idea's card nothing is about this one; of a digest it may be.
  const [row, ...others] = standing.filter(
    ({ shows }) => !shows?.startsWith('card ') || shows === `card ${idea}`,
  );
  if (row?.shows !== `card ${idea}` || others.length > 0) return null;
  // Rendered long ago: it is painted afresh.
  const found = { ...row, state: 'doubt' as const };
  const changes = { state: found.state, stale: 1 };
  await db.updateTable('outbox').set(changes).where('id', '=', row.id).execute();
  const parcel = toParcel(found);
  if (!(await settleSent(db, parcel, { kind: 'sent', posted: on }, now))) return null;
  const { platform, realm } = on;
  // It waited for this doubt to be settled.
  await db.updateTable('outbox_lanes').set({ paused_until: 0 }).where('lane', '=', row.lane).execute();
  await wakeLane(db, { lane: row.lane, kind: 'messages', platform, realm }, now);
  return parcel.what;
}
