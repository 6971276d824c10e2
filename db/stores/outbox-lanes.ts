import type { ExpressionBuilder, Kysely } from 'kysely';
import type { LaneKind, Lease } from '../../src/delivery/delivery-store.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

type Db = Kysely<Database>;

interface LaneRow {
  lane: string;
  kind: LaneKind;
  platform: string;
  realm: string;
}

/** Makes the lane when it is new, and due at an instant unless it is due earlier; never before its pause ends. */
export async function wakeLane(db: Db, row: LaneRow, at: number): Promise<void> {
  await insertRealm(db, { platform: row.platform, realm: row.realm });
  await upsertLane(db, { ...row, at });
}

const insertRealm = prepared((db, v: { platform: string; realm: string }) =>
  db
    .insertInto('outbox_realms')
    .values({ platform: v.platform, realm: v.realm, paused_until: 0 })
    .onConflict((oc) => oc.doNothing()),
);

const upsertLane = prepared((db, v: LaneRow & { at: number }) =>
  db
    .insertInto('outbox_lanes')
    .values({
      lane: v.lane,
      kind: v.kind,
      platform: v.platform,
      realm: v.realm,
      paused_until: 0,
      due_at: v.at,
    })
    .onConflict((oc) =>
      oc.column('lane').doUpdateSet((eb) => ({
        due_at: eb
          .case()
          .when('outbox_lanes.due_at', '<=', v.at)
          .then(eb.ref('outbox_lanes.due_at'))
          .when('outbox_lanes.paused_until', '>', v.at)
          .then(eb.ref('outbox_lanes.paused_until'))
          .else(v.at)
          .end(),
      })),
    ),
);

/** Nobody holds the lane, or whoever did has been silent for too long. */
export function isFree(now: number) {
  return (eb: ExpressionBuilder<Database, 'outbox_lanes'>) =>
    eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]);
}

/** Compare-and-set: of two who try, one gets the lane. */
export async function leaseLane(db: Db, lane: string, lease: Lease): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox_lanes')
    .set({ holder: lease.holder, leased_until: lease.until })
    .where('lane', '=', lane)
    .where('due_at', '<=', lease.now)
    .where(isFree(lease.now))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Begins the lease of a lane anew; false when somebody else holds it by now. */
export async function keepLease(db: Db, lane: string, lease: Lease): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox_lanes')
    .set({ leased_until: lease.until })
    .where('lane', '=', lane)
    .where('holder', '=', lease.holder)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** False when somebody else holds the lane. */
export async function dropLease(db: Db, lane: string, lease: Lease, pausedUntil: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('outbox_lanes')
    .set({ holder: null, leased_until: null, paused_until: pausedUntil, due_at: null })
    .where('lane', '=', lane)
    .where((eb) => eb.or([eb('holder', '=', lease.holder), eb('holder', 'is', null)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Never before now: among lanes that are due, the one just served comes last. */
export async function setDue(db: Db, lane: string, at: number | null, earliest: number): Promise<void> {
  if (at === null) return;
  await db
    .updateTable('outbox_lanes')
    .set({ due_at: Math.max(at, earliest) })
    .where('lane', '=', lane)
    .execute();
}
