import type { Kysely } from 'kysely';
import type { DeliveryStore, Lease, Parcel } from '../../src/delivery/delivery-store.ts';
import { deliveryReads } from '../read-models/delivery-reads.ts';
import type { Database } from '../schema.ts';
import { clockStore } from './outbox-clock.ts';
import { dropLease, keepLease, leaseLane, setDue } from './outbox-lanes.ts';
import { retryParked } from './outbox-parked.ts';
import { recognise } from './outbox-recognised.ts';
import { repaintStore } from './outbox-repaints.ts';
import { isAsTaken, pauseRealm, settleRow, UNSETTLED } from './outbox-settling.ts';
import { toParcel } from './parcel.ts';

type Db = Kysely<Database>;

/** The dispatcher's side of the outbox, in its transaction. */
export function deliveryStore(db: Db): DeliveryStore {
  return {
    ...deliveryReads(db),
    ...repaintStore(db),
    ...clockStore(db),

    async freeLanes(process, holder) {
      const rows = await db
        .selectFrom('outbox_lanes')
        .select('holder')
        .distinct()
        .where('holder', '<>', holder)
        .$narrowType<{ holder: string }>()
        .execute();
      const dead = rows.map((row) => row.holder).filter((held) => processOf(held) === process);
      return dead.length === 0 ? 0 : freeAll(db, dead);
    },

    leave: (holder) => freeAll(db, [holder]),

    async take(lane, lease) {
      if (!(await leaseLane(db, lane, lease))) return null;
      const row = await headOf(db, lane, lease.now);
      if (!row) {
        await freeLane(db, lane, lease, 0);
        return null;
      }
      // From here on a change is one the rendering may not have seen.
      if (row.state === 'waiting' && row.stale) {
        await db.updateTable('outbox').set({ stale: 0 }).where('id', '=', row.id).execute();
      }
      return toParcel(row);
    },

    async handOver(parcel, lease, again) {
      if (!(await keepLease(db, parcel.lane, lease))) return null;
      const next: Parcel = {
        ...parcel,
        state: 'sending',
        attempts: parcel.attempts + 1,
        doubts: parcel.doubts + Number(again),
        looks: 0,
        triedAt: again ? parcel.triedAt : lease.now,
      };
      const { numUpdatedRows } = await db
        .updateTable('outbox')
        .set({
          state: next.state,
          attempts: next.attempts,
          doubts: next.doubts,
          looks: next.looks,
          tried_at: next.triedAt,
          failure: null,
        })
        .where(isAsTaken(parcel))
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n ? next : null;
    },

    async settle(parcel, settlement, lease) {
      if (!(await settleRow(db, parcel, settlement, lease.now))) return false;
      if (settlement.kind === 'later' && settlement.scope === 'realm') {
        await pauseRealm(db, parcel.to, settlement.at);
      }
      const pausesLane = settlement.kind === 'later' && settlement.scope === 'lane';
      await freeLane(db, parcel.lane, lease, pausesLane ? settlement.at : 0);
      return true;
    },

    recognise: (on, idea, at) => recognise(db, on, idea, at),

    release: (lane, lease) => freeLane(db, lane, lease, 0),

    retry: (rows, how) => retryParked(db, rows, how),

    async forgetBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom('outbox')
        .where('sent_at', '<', at)
        .executeTakeFirstOrThrow();
      // A notice's posting says where somebody was told something; nothing is ever counted under it.
      await db
        .deleteFrom('postings')
        .where('kind', '=', 'notice')
        // The rest of a digest stands as long as the digest does.
        .where('digest', 'is', null)
        .where('at', '<', at)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('repaints').select('posting').whereRef('posting', '=', 'postings.id'))),
        )
        .execute();
      await db
        .deleteFrom('outbox_lanes')
        .where('kind', '=', 'messages')
        .where('due_at', 'is', null)
        .where('holder', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('outbox').select('id').whereRef('outbox.lane', '=', 'outbox_lanes.lane'))),
        )
        .execute();
      return Number(numDeletedRows);
    },
  };
}

/** A holder is the name of a process, then a run without a space. */
function processOf(holder: string): string {
  return holder.slice(0, holder.lastIndexOf(' '));
}

async function freeAll(db: Db, holders: readonly string[]): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('outbox_lanes')
    .set({ holder: null, leased_until: null })
    .where('holder', 'in', holders)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

/**
 * A row that may have been sent holds its lane: what comes after it must not stand before it. There is one at most, but
 * for those that were given up and are tried again.
 */
async function headOf(db: Db, lane: string, now: number) {
  const rows = db.selectFrom('outbox').selectAll().where('lane', '=', lane).limit(1);
  const unsettled = db
    .selectFrom('outbox')
    .select((eb) => eb.fn.min('id').as('id'))
    .where('lane', '=', lane)
    .where('state', 'in', UNSETTLED);
  return (
    (await rows.where('id', '=', unsettled).executeTakeFirst()) ??
    (await rows
      .where('state', '=', 'waiting')
      .where('not_before', '<=', now)
      .orderBy('id')
      .executeTakeFirst())
  );
}

/**
 * Ends the lease and keeps the lane's next instant. The lane's row is written before its rows are read: on an
 * engine with row locks nobody says anything new in between.
 */
async function freeLane(db: Db, lane: string, lease: Lease, pausedUntil: number): Promise<void> {
  if (!(await dropLease(db, lane, lease, pausedUntil))) return;
  const unsettled = await db
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', lane)
    .where('state', 'in', UNSETTLED)
    .limit(1)
    .executeTakeFirst();
  const waiting = unsettled
    ? { at: lease.now }
    : await db
        .selectFrom('outbox')
        .select((eb) => eb.fn.min('not_before').as('at'))
        .where('lane', '=', lane)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
  await setDue(db, lane, waiting?.at ?? null, Math.max(lease.now, pausedUntil));
}
