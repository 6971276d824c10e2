import type { Kysely } from 'kysely';
import type { Clock } from '../../src/clock.ts';
import { laneOf } from '../../src/delivery/lane.ts';
import type { Outbox, Reference, Saying } from '../../src/delivery/saying.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';
import { wakeLane } from './outbox-lanes.ts';
import { GIVEN_UP, takeUp } from './outbox-parked.ts';
import { askRepaint, repaintIn } from './outbox-repaints.ts';

/** What was sent in vain so often is not tried again because its channel works again. */
const REVIVALS = 5;

/** Failure of what nobody could look for: perhaps because we were not in its channel then. */
const BLIND = 'cannot tell';

/** The outbox as use cases see it, in their transaction. */
export function outboxStore(db: Kysely<Database>, clock: Clock): Outbox {
  return {
    say: (saying) => say(db, saying, clock.now()),

    async repaintCards(idea) {
      await markStale(db, { shows: `card ${idea}` });
      const { rows } = await cardsOf(db, { idea });
      for (const posting of rows) await askRepaint(db, posting, clock.now());
    },

    async repaint(posting) {
      const row = await db
        .selectFrom('postings')
        .select(['id', 'platform', 'realm', 'team'])
        .where('id', '=', posting)
        .where('gone_at', 'is', null)
        .executeTakeFirst();
      if (row) await askRepaint(db, row, clock.now());
    },

    async repaintDigests(idea) {
      const digests = await db
        .selectFrom('digest_entries')
        .select('digest')
        .distinct()
        .where('idea', '=', idea)
        .execute();
      for (const { digest } of digests) {
        await markStale(db, { shows: `digest ${digest}` });
        const postings = await db
          .selectFrom('postings')
          .select(['id', 'platform', 'realm', 'team'])
          .where('digest', '=', digest)
          .where('gone_at', 'is', null)
          .execute();
        for (const posting of postings) await askRepaint(db, posting, clock.now());
      }
    },

    async withhold(decision) {
      const { numDeletedRows } = await db
        .deleteFrom('outbox')
        .where('decision', '=', decision)
        .where('state', '=', 'waiting')
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },

    async toldOfLoss(person, { channel, since }) {
      const rows = await db
        .selectFrom('outbox')
        .select('reference')
        .where('lane', '=', laneOf({ platform: person.platform, realm: person.realm, user: person.user }))
        .where('state', 'in', ['sent', 'sending', 'doubt'])
        .where('created_at', '>=', since)
        .execute();
      return rows.some(({ reference }) => lostIn(JSON.parse(reference) as Reference).includes(channel));
    },

    async revive(channel, digestsSince) {
      const lane = laneOf(channel);
      const rows = await db
        .selectFrom('outbox')
        .select([...GIVEN_UP, 'created_at', 'attempts'])
        .where('lane', '=', lane)
        .where('state', '=', 'parked')
        .where('failure', 'in', ['gone', 'refused', BLIND])
        .where('attempts', '<', REVIVALS)
        .orderBy('id')
        .execute();
      const now = clock.now();
      const revived = rows
        // After a second failure it is the thread that is gone, and not its channel.
        .filter(
          ({ destination, failure, attempts }) =>
            failure === BLIND || attempts < 2 || !isInThread(destination),
        )
        .filter(({ shows, created_at }) => !shows?.startsWith('digest ') || created_at >= digestsSince);
      for (const row of revived) await takeUp(db, row, { now });
    },

    repaintIn: (channel, since) => repaintIn(db, channel, since, clock.now()),

    async recallNews({ platform, realm, user }) {
      const rows = await db
        .selectFrom('outbox')
        .select(['id', 'reference'])
        .where('lane', '=', laneOf({ platform, realm, user }))
        .where('state', '=', 'waiting')
        .orderBy('id')
        .execute();
      const news = rows
        .map(({ id, reference }) => ({ id, what: JSON.parse(reference) as Reference }))
        .filter(({ what }) => what.kind === 'decision' || what.kind === 'summary');
      for (const { id } of news) await deleteRow(db, { id });
      return news.map(({ what }) => what);
    },
  };
}

/** False when its key was already said. */
export async function say(db: Kysely<Database>, saying: Saying, now: number): Promise<boolean> {
  const row = rowOf(saying, now);
  const { platform, realm } = saying.to;
  // The lane first: on an engine with row locks this is what keeps the lane's ids in the order of commits.
  await wakeLane(db, { lane: row.lane, kind: 'messages', platform, realm }, row.not_before);
  const { numAffectedRows } = await insertRow(db, row);
  return numAffectedRows === 1n;
}

const deleteRow = prepared((db, v: { id: number }) => db.deleteFrom('outbox').where('id', '=', v.id));

/** What a thread hangs on may be what is gone. */
function isInThread(destination: string): boolean {
  return 'thread' in (JSON.parse(destination) as object);
}

/** The channels of labs that a notice says are lost. */
function lostIn(what: Reference): readonly number[] {
  if (what.kind === 'channel-lost') return [what.channel];
  return what.kind === 'workspace-lost' ? what.channels : [];
}

function rowOf({ to, lang, what, key, notBefore }: Saying, now: number) {
  return {
    lane: laneOf(to),
    destination: JSON.stringify(to),
    reference: JSON.stringify(what),
    lang,
    key,
    not_before: Math.max(now, notBefore ?? now),
    decision: 'decision' in what ? what.decision : null,
    shows: showsOf(what),
    created_at: now,
  };
}

/** What a posting of this reference shows and may have to show afresh. */
function showsOf(what: Reference): string | null {
  if (what.kind === 'card') return `card ${what.idea}`;
  return 'digest' in what ? `digest ${what.digest}` : null;
}

const insertRow = prepared((db, v: ReturnType<typeof rowOf>) =>
  db
    .insertInto('outbox')
    .values({
      lane: v.lane,
      destination: v.destination,
      reference: v.reference,
      lang: v.lang,
      key: v.key,
      not_before: v.not_before,
      state: 'waiting',
      attempts: 0,
      doubts: 0,
      looks: 0,
      decision: v.decision,
      shows: v.shows,
      stale: 0,
      created_at: v.created_at,
    })
    .onConflict((oc) => oc.column('key').doNothing()),
);

/** A posting that is on its way may have been rendered already: it is repainted once it exists. */
const markStale = prepared((db, v: { shows: string }) =>
  db
    .updateTable('outbox')
    .set({ stale: 1 })
    .where('shows', '=', v.shows)
    .where('state', 'in', ['waiting', 'sending', 'doubt']),
);

const cardsOf = prepared((db, v: { idea: number }) =>
  db
    .selectFrom('postings')
    .select(['id', 'platform', 'realm', 'team'])
    .where('idea', '=', v.idea)
    .where('kind', '=', 'card')
    .where('gone_at', 'is', null),
);
