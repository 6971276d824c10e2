import type { Kysely } from 'kysely';
import type { DeliveryReads, LaneKind } from '../../src/delivery/delivery-store.ts';
import type { Destination, Reference } from '../../src/delivery/saying.ts';
import { one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { isFree } from '../stores/outbox-lanes.ts';

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

    async figures(now) {
      const counts = await db
        .selectFrom('outbox')
        .select((eb) => ['state', eb.fn.countAll().as('rows'), eb.fn.min('not_before').as('oldest')])
        .where('state', 'in', ['waiting', 'sending', 'doubt', 'parked'])
        .groupBy('state')
        .execute();
      const repaints = await db
        .selectFrom('repaints')
        .select((eb) => eb.fn.countAll().as('rows'))
        .where('wanted', '=', 1)
        .executeTakeFirstOrThrow();
      const count = (...states: string[]) =>
        counts.filter((row) => states.includes(row.state)).reduce((sum, row) => sum + Number(row.rows), 0);
      const oldest = Math.min(...counts.filter((row) => row.state !== 'parked').map((row) => row.oldest));
      return {
        waiting: count('waiting'),
        doubt: count('sending', 'doubt'),
        parked: count('parked'),
        repaints: Number(repaints.rows),
        oldest: oldest <= now ? oldest : null,
      };
    },

    async parked(limit) {
      const rows = await db
        .selectFrom('outbox')
        .select(['id', 'destination', 'reference', 'failure', 'created_at'])
        .where('state', '=', 'parked')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => {
        const { platform, realm } = JSON.parse(row.destination) as Destination;
        const what = JSON.parse(row.reference) as Reference;
        return { id: row.id, platform, realm, what, failure: row.failure ?? '', createdAt: row.created_at };
      });
    },
  };
}
