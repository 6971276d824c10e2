import type { ExpressionBuilder, Kysely } from 'kysely';
import type { Parcel } from '../../src/delivery/delivery-store.ts';
import { followUpOf } from '../../src/delivery/follow-up.ts';
import type { Destination } from '../../src/delivery/saying.ts';
import type { Later, Settlement } from '../../src/delivery/settlement.ts';
import type { Database } from '../schema.ts';
import { say } from './outbox.ts';
import { askRepaint } from './outbox-repaints.ts';

type Db = Kysely<Database>;

/** States of a row that is not done with, and that may stand on the platform already. */
export const UNSETTLED = ['sending', 'doubt'] as const;

/** The row, unless somebody else has changed it since it was taken. */
export function isAsTaken(parcel: Parcel) {
  return (eb: ExpressionBuilder<Database, 'outbox'>) =>
    eb.and([
      eb('id', '=', parcel.id),
      eb('state', '=', parcel.state),
      parcel.triedAt === null ? eb('tried_at', 'is', null) : eb('tried_at', '=', parcel.triedAt),
    ]);
}

/** Writes down what became of a row. False when somebody else settled it. */
export async function settleRow(
  db: Db,
  parcel: Parcel,
  settlement: Settlement,
  now: number,
): Promise<boolean> {
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

/** It stands: writes down its posting, and what follows upon it. Also believed of a row that fell in doubt meanwhile. */
export async function settleSent(
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

/** Nothing leaves to a realm before that instant; a longer pause stays. */
export async function pauseRealm(db: Db, { platform, realm }: Destination, until: number): Promise<void> {
  await db
    .updateTable('outbox_realms')
    .set({ paused_until: until })
    .where('platform', '=', platform)
    .where('realm', '=', realm)
    .where('paused_until', '<', until)
    .execute();
}
