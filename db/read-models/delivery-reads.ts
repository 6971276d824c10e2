import type { Kysely } from 'kysely';
import type { DeliveryReads, LaneKind } from '../../src/delivery/delivery-store.ts';
import { laneOf } from '../../src/delivery/lane.ts';
import { mayStand } from '../../src/delivery/parked.ts';
import type { Destination, Reference } from '../../src/delivery/saying.ts';
import { one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { isFree } from '../stores/outbox-lanes.ts';
import { UNSETTLED } from '../stores/outbox-settling.ts';

/** States of a message that has yet to be seen standing. */
const UNSENT = ['waiting', ...UNSETTLED] as const;

// These three are asked after every commit of the box.
const realms = prepared((db) => db.selectFrom('outbox_realms').selectAll());

const dueLanes = prepared(
  (db, v: { platform: string; realm: string; kind: LaneKind; now: number; limit: number }) =>
    db
      .selectFrom('outbox_lanes')
      .select('lane')
      .where('platform', '=', v.platform)
      .where('realm', '=', v.realm)
      .where('kind', '=', v.kind)
      .where('due_at', '<=', v.now)
      .where(isFree(v.now))
      .orderBy('due_at')
      .orderBy('lane')
      .limit(v.limit),
);

/** Each kind from its part of the index: a minimum over both would read all the lanes that wait. */
const nextDue = prepared((db, v: { platform: string; realm: string; now: number }) => {
  const first = (kind: LaneKind) =>
    db
      .selectFrom('outbox_lanes')
      .select((eb) => eb.fn.min('due_at').as('at'))
      .where('platform', '=', v.platform)
      .where('realm', '=', v.realm)
      .where('kind', '=', kind)
      .where('due_at', '>', v.now);
  return db
    .selectFrom(first('messages').unionAll(first('repaints')).as('firsts'))
    .select((eb) => eb.fn.min('at').as('at'));
});

/** A lane has one at most: it waits for it. */
const unsettled = prepared((db, v: { lane: string }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('lane', '=', v.lane)
    .where('state', 'in', UNSETTLED)
    .orderBy('id')
    .limit(1),
);

/** What the dispatcher reads to know what to do, without the right to write. */
export function deliveryReads(db: Kysely<Database>): DeliveryReads {
  return {
    async realms() {
      const { rows } = await realms(db, {});
      return rows.map(({ platform, realm, paused_until }) => ({
        platform,
        realm,
        pausedUntil: paused_until,
      }));
    },

    async dueLanes({ platform, realm, kind }, now, limit) {
      const { rows } = await dueLanes(db, { platform, realm, kind, now, limit });
      return rows.map(({ lane }) => lane);
    },

    async nextDue({ platform, realm }, now) {
      return one(await nextDue(db, { platform, realm, now }))?.at ?? null;
    },

    async unsettled(to) {
      return one(await unsettled(db, { lane: laneOf(to) }))?.id ?? null;
    },

    async figures(now) {
      const sending = await count(db, 'sending');
      const late = await Promise.all(UNSENT.map((state) => firstLate(db, state, now)));
      const { rows: repaints } = await db
        .selectFrom('repaints')
        .select((eb) => eb.fn.countAll().as('rows'))
        .where('wanted', '=', 1)
        .executeTakeFirstOrThrow();
      const oldest = Math.min(...late.map((at) => at ?? Number.POSITIVE_INFINITY));
      return {
        waiting: await count(db, 'waiting'),
        doubt: sending + (await count(db, 'doubt')),
        parked: await count(db, 'parked'),
        repaints: Number(repaints),
        oldest: Number.isFinite(oldest) ? oldest : null,
      };
    },

    async parked(limit) {
      const rows = await db
        .selectFrom('outbox')
        .select(['id', 'destination', 'reference', 'failure', 'doubts', 'tried_at', 'created_at'])
        .where('state', '=', 'parked')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => {
        const { platform, realm } = JSON.parse(row.destination) as Destination;
        const what = JSON.parse(row.reference) as Reference;
        const { id, failure, doubts, tried_at: triedAt, created_at: createdAt } = row;
        const stands = mayStand({ failure, doubts, triedAt });
        return { id, platform, realm, what, failure: failure ?? '', mayStand: stands, createdAt };
      });
    },
  };
}

async function count(db: Kysely<Database>, state: Database['outbox']['state']): Promise<number> {
  const { rows } = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll().as('rows'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** Of those that should have left, the one said first; found without reading the others. */
async function firstLate(
  db: Kysely<Database>,
  state: Database['outbox']['state'],
  now: number,
): Promise<number | null> {
  const row = await db
    .selectFrom('outbox')
    .select('not_before')
    .where('state', '=', state)
    .where('not_before', '<=', now)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.not_before ?? null;
}
