import type { ExpressionBuilder, Kysely, Selectable } from 'kysely';
import type { Posted } from '../../src/chat/place.ts';
import type { DeliveryStore, Lease, Parcel } from '../../src/delivery/delivery-store.ts';
import { followUpOf } from '../../src/delivery/follow-up.ts';
import { laneOf } from '../../src/delivery/lane.ts';
import { mayStand } from '../../src/delivery/parked.ts';
import type { Destination, Reference } from '../../src/delivery/saying.ts';
import type { Later, Settlement } from '../../src/delivery/settlement.ts';
import { deliveryReads } from '../read-models/delivery-reads.ts';
import type { Database } from '../schema.ts';
import { say } from './outbox.ts';
import { clockStore } from './outbox-clock.ts';
import { dropLease, keepLease, leaseLane, setDue, wakeLane } from './outbox-lanes.ts';
import { retryParked } from './outbox-parked.ts';
import { askRepaint, repaintStore } from './outbox-repaints.ts';

type Db = Kysely<Database>;
/** A row that is not done with; `sending` and `doubt` may stand on the platform already. */
const UNSETTLED = ['sending', 'doubt'] as const;

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

    recognise: (on, idea, now) => recognise(db, on, idea, now),

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

/** The row, unless somebody else has changed it since it was taken. */
function isAsTaken(parcel: Parcel) {
  return (eb: ExpressionBuilder<Database, 'outbox'>) =>
    eb.and([
      eb('id', '=', parcel.id),
      eb('state', '=', parcel.state),
      parcel.triedAt === null ? eb('tried_at', 'is', null) : eb('tried_at', '=', parcel.triedAt),
    ]);
}

async function settleRow(db: Db, parcel: Parcel, settlement: Settlement, now: number): Promise<boolean> {
  if (settlement.kind === 'sent') return settleSent(db, parcel, settlement, now);
  const { numUpdatedRows } = await db
    .updateTable('outbox')
    .set(changesOf(settlement, now))
    .where(isAsTaken(parcel))
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function changesOf(settlement: Exclude<Settlement, { kind: 'sent' }>, now: number) {
  switch (settlement.kind) {
    case 'unsaid':
      return { state: 'sent', sent_at: now, tried_at: null } as const;
    case 'parked':
      return { state: 'parked', failure: settlement.failure } as const;
    case 'later':
      return laterChanges(settlement);
  }
}

function laterChanges({ state, attempts, doubts, looks, failure }: Later) {
  return { state, attempts, doubts, looks, failure, ...(state === 'waiting' && { tried_at: null }) };
}

async function settleSent(
  db: Db,
  parcel: Parcel,
  { posted }: Extract<Settlement, { kind: 'sent' }>,
  now: number,
): Promise<boolean> {
  const row = await db
    .updateTable('outbox')
    .set({ state: 'sent', sent_at: now, failure: null })
    .where('id', '=', parcel.id)
    .where('state', 'in', UNSETTLED)
    .where('tried_at', '=', parcel.triedAt)
    .returning('stale')
    .executeTakeFirst();
  if (!row) return false;

  const { what, to, lang } = parcel;
  const posting = await db
    .insertInto('postings')
    .values({
      kind: what.kind === 'card' || what.kind === 'digest' ? what.kind : 'notice',
      // Only what the posting shows: a notice's would say for ever who was told of which idea.
      idea: what.kind === 'card' ? what.idea : null,
      digest: 'digest' in what ? what.digest : null,
      platform: posted.platform,
      realm: posted.realm,
      team: posted.team ?? ('team' in to ? to.team : undefined) ?? null,
      channel: posted.channel,
      thread: posted.thread ?? null,
      message: posted.message,
      lang,
      at: now,
    })
    .onConflict((oc) => oc.columns(['platform', 'realm', 'channel', 'message']).doNothing())
    .returning(['id', 'platform', 'realm', 'team'])
    .executeTakeFirst();
  if (row.stale && posting) await askRepaint(db, posting, now);
  const followUp = followUpOf(parcel, posted);
  if (followUp) await say(db, followUp, now);
  return true;
}

async function recognise(db: Db, on: Posted, idea: number, now: number): Promise<Reference | null> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('lane', '=', laneOf(on))
    .where('state', 'in', ['parked', 'doubt'])
    .execute();
  const standing = rows.filter(
    ({ state, failure, doubts, tried_at: triedAt }) =>
      state === 'doubt' || mayStand({ failure, doubts, triedAt }),
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
  await wakeLane(db, { lane: row.lane, kind: 'messages', platform, realm }, now);
  return parcel.what;
}

async function pauseRealm(db: Db, { platform, realm }: Destination, until: number): Promise<void> {
  await db
    .updateTable('outbox_realms')
    .set({ paused_until: until })
    .where('platform', '=', platform)
    .where('realm', '=', realm)
    .where('paused_until', '<', until)
    .execute();
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

function toParcel(row: Selectable<Database['outbox']>): Parcel {
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
