import type { Kysely, Selectable } from 'kysely';
import type { DeliveryStore, Lease, Painted, Repaint } from '../../src/delivery/delivery-store.ts';
import { repaintLaneOf } from '../../src/delivery/lane.ts';
import type { Reference } from '../../src/delivery/saying.ts';
import type { ChannelRef } from '../../src/labs/lab-store.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { dropLease, leaseLane, setDue, wakeLane } from './outbox-lanes.ts';

type Db = Kysely<Database>;

interface Placed {
  id: number;
  platform: string;
  realm: string;
  team: string | null;
}

/** Asks for a posting to be painted afresh. One that waits already only counts the question: votes are many. */
export async function askRepaint(db: Db, posting: Placed, now: number): Promise<void> {
  const asked = await askAgain(db, { posting: posting.id });
  if (asked.numAffectedRows === 1n) return;
  const { platform, realm } = posting;
  const lane = repaintLaneOf(posting);
  await wakeLane(db, { lane, kind: 'repaints', platform, realm }, now);
  await wantRepaint(db, { posting: posting.id, lane });
}

const askAgain = prepared((db, v: { posting: number }) =>
  db
    .updateTable('repaints')
    .set((eb) => ({ asks: eb('asks', '+', 1) }))
    .where('posting', '=', v.posting)
    .where('wanted', '=', 1),
);

const wantRepaint = prepared((db, v: { posting: number; lane: string }) =>
  db
    .insertInto('repaints')
    .values({
      posting: v.posting,
      lane: v.lane,
      wanted: 1,
      asks: 1,
      painted_at: 0,
      not_before: 0,
      attempts: 0,
    })
    .onConflict((oc) =>
      oc.column('posting').doUpdateSet((eb) => ({ wanted: 1, asks: eb('repaints.asks', '+', 1) })),
    ),
);

/** Has a channel that works again painted afresh, what waited for it at once. */
export async function repaintIn(
  db: Db,
  { platform, realm, channel }: ChannelRef,
  since: number,
  now: number,
): Promise<void> {
  const postings = await db
    .selectFrom('postings')
    .leftJoin('repaints', 'repaints.posting', 'postings.id')
    .select(['postings.id', 'postings.platform', 'postings.realm', 'postings.team'])
    .where('postings.platform', '=', platform)
    .where('postings.realm', '=', realm)
    .where('postings.channel', '=', channel)
    .where((eb) =>
      eb.or([
        eb('postings.gone_at', 'is not', null),
        eb('repaints.wanted', '=', 1),
        eb('repaints.painted_at', '>=', since),
      ]),
    )
    .execute();
  const ids = postings.map(({ id }) => id);
  if (ids.length === 0) return;
  await db.updateTable('postings').set({ gone_at: null }).where('id', 'in', ids).execute();
  await db
    .updateTable('repaints')
    .set({ not_before: 0, attempts: 0 })
    .where('posting', 'in', ids)
    .where('wanted', '=', 1)
    .execute();
  for (const posting of postings) {
    await askRepaint(db, posting, now);
    // One that was waited for wakes nobody by being asked again.
    const lane = repaintLaneOf(posting);
    await wakeLane(db, { lane, kind: 'repaints', platform, realm }, now);
  }
}

/** The dispatcher's side of the repaints, in its transaction. */
export function repaintStore(db: Db): Pick<DeliveryStore, 'takeRepaint' | 'settleRepaint'> {
  return {
    async takeRepaint(lane, lease) {
      if (!(await leaseLane(db, lane, lease))) return null;
      const row = await db
        .selectFrom('repaints')
        .innerJoin('postings', 'postings.id', 'repaints.posting')
        .selectAll('postings')
        .select(['repaints.asks', 'repaints.attempts'])
        .where('repaints.lane', '=', lane)
        .where('repaints.wanted', '=', 1)
        .where('repaints.not_before', '<=', lease.now)
        .orderBy('repaints.painted_at')
        .orderBy('repaints.posting')
        .limit(1)
        .executeTakeFirst();
      if (!row) {
        await freeQueue(db, lane, lease, 0);
        return null;
      }
      return toRepaint(lane, row);
    },

    async settleRepaint(repaint, painted, lease, restUntil) {
      await settlePainted(db, repaint, painted, lease.now);
      await freeQueue(db, repaint.lane, lease, restUntil);
    },
  };
}

async function freeQueue(db: Db, lane: string, lease: Lease, restUntil: number): Promise<void> {
  if (!(await dropLease(db, lane, lease, restUntil))) return;
  const next = await db
    .selectFrom('repaints')
    .select((eb) => eb.fn.min('not_before').as('at'))
    .where('lane', '=', lane)
    .where('wanted', '=', 1)
    .executeTakeFirst();
  await setDue(db, lane, next?.at ?? null, Math.max(lease.now, restUntil));
}

async function settlePainted(db: Db, repaint: Repaint, painted: Painted, now: number): Promise<void> {
  const row = db.updateTable('repaints').where('posting', '=', repaint.posting);
  switch (painted.kind) {
    case 'done':
      await row
        .set((eb) => ({
          wanted: eb.case().when('asks', '=', repaint.asks).then(0).else(1).end(),
          painted_at: now,
          not_before: painted.at,
          attempts: 0,
        }))
        .execute();
      return;
    case 'gone':
      await row.set({ wanted: 0, attempts: 0 }).execute();
      await db
        .updateTable('postings')
        .set({ gone_at: now })
        .where('id', '=', repaint.posting)
        .where('gone_at', 'is', null)
        .execute();
      return;
    case 'later':
      await row.set({ not_before: painted.at, attempts: repaint.attempts + 1 }).execute();
  }
}

function toRepaint(
  lane: string,
  row: Selectable<Database['postings']> & { asks: number; attempts: number },
): Repaint {
  const { platform, realm, team, channel, thread, message } = row;
  return {
    lane,
    posting: row.id,
    posted: {
      platform,
      realm,
      channel,
      message,
      ...(team !== null && { team }),
      ...(thread !== null && { thread }),
    },
    what: row.gone_at === null ? shownBy(row) : null,
    lang: row.lang,
    asks: row.asks,
    attempts: row.attempts,
  };
}

function shownBy({ idea, digest, kind }: Selectable<Database['postings']>): Reference | null {
  if (kind === 'card' && idea !== null) return { kind, idea };
  if (digest === null) return null;
  return { kind: kind === 'digest' ? kind : 'digest-rest', digest };
}
