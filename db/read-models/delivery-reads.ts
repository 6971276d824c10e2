import type { Kysely } from 'kysely';
import type { DeliveryReads } from '../../src/delivery/delivery-store.ts';
import type { Destination, Reference } from '../../src/delivery/saying.ts';
import type { Database } from '../schema.ts';
import { isFree } from '../stores/outbox-lanes.ts';

/** What the dispatcher reads to know what to do, without the right to write. */
export function deliveryReads(db: Kysely<Database>): DeliveryReads {
  return {
    async realms() {
      const rows = await db.selectFrom('outbox_realms').selectAll().execute();
      return rows.map(({ platform, realm, paused_until }) => ({
        platform,
        realm,
        pausedUntil: paused_until,
      }));
    },

    async dueLanes({ platform, realm, kind }, now, limit) {
      const rows = await db
        .selectFrom('outbox_lanes')
        .select('lane')
        .where('platform', '=', platform)
        .where('realm', '=', realm)
        .where('kind', '=', kind)
        .where('due_at', '<=', now)
        .where(isFree(now))
        .orderBy('due_at')
        .orderBy('lane')
        .limit(limit)
        .execute();
      return rows.map(({ lane }) => lane);
    },

    async nextDue({ platform, realm }, now) {
      const row = await db
        .selectFrom('outbox_lanes')
        .select((eb) => eb.fn.min('due_at').as('at'))
        .where('platform', '=', platform)
        .where('realm', '=', realm)
        .where('due_at', '>', now)
        .executeTakeFirst();
      return row?.at ?? null;
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
