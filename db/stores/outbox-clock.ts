import type { Kysely } from 'kysely';
import type { DeliveryStore } from '../../src/delivery/delivery-store.ts';
import { SETTLE_MS } from '../../src/delivery/doubt.ts';
import type { Database } from '../schema.ts';
import { UNSETTLED } from './outbox-settling.ts';

type Db = Kysely<Database>;

/** What the dispatcher does about instants that a clock wrote which was set back since. */
export function clockStore(db: Db): Pick<DeliveryStore, 'isAhead' | 'endWaits'> {
  return {
    async isAhead(now) {
      const painted = await db
        .selectFrom('repaints')
        .select('posting')
        .where('painted_at', '>', now)
        .limit(1)
        .executeTakeFirst();
      if (painted) return true;
      const tried = await db
        .selectFrom('outbox')
        .select('id')
        .where('state', 'in', UNSETTLED)
        .where('tried_at', '>', now)
        .limit(1)
        .executeTakeFirst();
      if (tried) return true;
      const last = await db
        .selectFrom('outbox')
        .select('created_at')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst();
      return (last?.created_at ?? now) > now;
    },

    async endWaits(now) {
      await db
        .updateTable('repaints')
        .set((eb) => ({
          painted_at: eb.case().when('painted_at', '>', now).then(now).else(eb.ref('painted_at')).end(),
          not_before: eb.case().when('not_before', '>', now).then(now).else(eb.ref('not_before')).end(),
        }))
        .where((eb) => eb.or([eb('painted_at', '>', now), eb('not_before', '>', now)]))
        .execute();
      // What was to wait from the beginning waits as long again; what waits after a failure is tried.
      await db
        .updateTable('outbox')
        .set((eb) => ({
          not_before: eb
            .case()
            .when('created_at', '<=', now)
            .then(now)
            .else(eb(eb('not_before', '-', eb.ref('created_at')), '+', now))
            .end(),
        }))
        .where('state', '=', 'waiting')
        .where('not_before', '>', now)
        .where((eb) => eb.or([eb('attempts', '>', 0), eb('created_at', '>', now)]))
        .execute();
      await db
        .updateTable('outbox_realms')
        .set({ paused_until: 0 })
        .where('paused_until', '>', now)
        .execute();
      await resume(db, 'with a doubt', now + SETTLE_MS, now + SETTLE_MS);
      await resume(db, 'without', 0, now);
    },
  };
}

/** Lanes whose head may stand on the platform, or the others: they wait no longer than until `latest`. */
async function resume(
  db: Db,
  which: 'with a doubt' | 'without',
  pausedUntil: number,
  latest: number,
): Promise<void> {
  const lanes = db.updateTable('outbox_lanes').where(({ exists, not, selectFrom }) => {
    const doubt = exists(
      selectFrom('outbox')
        .select('id')
        .whereRef('outbox.lane', '=', 'outbox_lanes.lane')
        .where('state', 'in', UNSETTLED),
    );
    return which === 'without' ? not(doubt) : doubt;
  });
  await lanes.set({ paused_until: pausedUntil }).where('paused_until', '>', latest).execute();
  await lanes.set({ due_at: latest }).where('due_at', '>', latest).execute();
}
