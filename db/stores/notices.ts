import type { Kysely } from 'kysely';
import type { Told } from '../../src/delivery/saying.ts';
import type { NoticeStore } from '../../src/notifying/notice-store.ts';
import { mustChange, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const keep = prepared((db, v: { member: number; decision: number; identity: number; as: Told['as'] }) =>
  db
    .insertInto('summary_notices')
    .values({ member: v.member, decision: v.decision, identity: v.identity, as: v.as })
    .onConflict((conflict) => conflict.columns(['member', 'decision']).doNothing()),
);

const kept = prepared((db, v: { member: number; until: number }) =>
  db
    .selectFrom('summary_notices')
    .innerJoin('decisions', 'decisions.id', 'summary_notices.decision')
    .innerJoin('ideas', 'ideas.number', 'decisions.idea')
    .innerJoin('labs', 'labs.id', 'ideas.lab')
    .select([
      'summary_notices.decision',
      'summary_notices.identity',
      'summary_notices.as',
      'decisions.at',
      'labs.language as lang',
    ])
    .where('summary_notices.member', '=', v.member)
    .where('decisions.at', '<=', v.until)
    .orderBy('summary_notices.decision'),
);

const drop = prepared((db, v: { member: number; until: number }) =>
  db
    .deleteFrom('summary_notices')
    .where('member', '=', v.member)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('decisions')
          .select('decisions.id')
          .whereRef('decisions.id', '=', 'summary_notices.decision')
          .where('decisions.at', '<=', v.until),
      ),
    ),
);

const due = prepared((db, v: { now: number }) =>
  db
    .selectFrom('members')
    .select(['id as member', 'summary_at as at'])
    .where('notices', '=', 'daily')
    .where('summary_at', '<=', v.now)
    .orderBy('summary_at')
    .orderBy('id'),
);

const claim = prepared((db, v: { member: number; at: number; next: number }) =>
  db
    .updateTable('members')
    .set({ summary_at: v.next })
    .where('id', '=', v.member)
    .where('notices', '=', 'daily')
    .where('summary_at', '=', v.at),
);

const waiting = prepared((db, v: { lab: number }) =>
  db
    .selectFrom('ideas')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('lab', '=', v.lab)
    .where('open', '=', 1),
);

/** An idea of the facilitator's own is no news to them; nobody knows whose an anonymous one is. */
const fresh = prepared((db, v: { lab: number; member: number; since: number; until: number }) =>
  db
    .selectFrom('ideas')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('lab', '=', v.lab)
    .where('open', '=', 1)
    .where('created_at', '>=', v.since)
    .where('created_at', '<', v.until)
    .where((eb) =>
      eb.or([
        eb('author', 'is', null),
        eb('author', 'not in', eb.selectFrom('identities').select('id').where('member', '=', v.member)),
      ]),
    ),
);

/** How people are told, and what waits for their summaries, over one transaction. */
export function noticeStore(db: Kysely<Database>): NoticeStore {
  return {
    async choose(member, notices, summaryAt) {
      const query = db
        .updateTable('members')
        .set({ notices, summary_at: summaryAt })
        .where('id', '=', member);
      mustChange(await db.executeQuery(query), `setting the notices of member ${member}`);
    },

    async keep(member, { decision, identity, as }) {
      await keep(db, { member, decision, identity, as });
    },

    async take(member, until) {
      const { rows } = await kept(db, { member, until });
      if (rows.length > 0) await drop(db, { member, until });
      return rows;
    },

    async handOver(from, to, identity) {
      const kept = db
        .selectFrom('summary_notices')
        .select(['decision', 'identity', 'as'])
        .where('member', '=', from);
      const rows = await (identity === undefined ? kept : kept.where('identity', '=', identity)).execute();
      for (const { decision, identity: by, as } of rows) {
        await keep(db, { member: to, decision, identity: by, as });
        await db
          .deleteFrom('summary_notices')
          .where('member', '=', from)
          .where('decision', '=', decision)
          .execute();
      }
    },

    async withhold(decision) {
      const { numDeletedRows } = await db
        .deleteFrom('summary_notices')
        .where('decision', '=', decision)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },

    async due(now) {
      return (await due(db, { now })).rows;
    },

    async claim({ member, at }, next) {
      return (await claim(db, { member, at, next })).numAffectedRows === 1n;
    },

    async awaiting({ lab, member, since, until }) {
      const [all] = (await waiting(db, { lab })).rows;
      const [recent] = (await fresh(db, { lab, member, since, until })).rows;
      return { fresh: recent?.count ?? 0, waiting: all?.count ?? 0 };
    },
  };
}
