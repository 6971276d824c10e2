import type { Kysely } from 'kysely';
import type { DecisionMark, DecisionMarkStore } from '../../src/decisions/decision-mark-store.ts';
import { prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const find = prepared((db, v: DecisionMark) =>
  db
    .insertInto('decision_marks')
    .values({ posting: v.posting, identity: v.identity, emoji: v.emoji, since: v.since })
    .onConflict((conflict) => conflict.columns(['posting', 'identity', 'emoji']).doNothing()),
);

const hear = prepared((db, v: DecisionMark & { now: number }) =>
  db
    .insertInto('decision_marks')
    .values({ posting: v.posting, identity: v.identity, emoji: v.emoji, since: v.since })
    .onConflict((conflict) =>
      conflict
        .columns(['posting', 'identity', 'emoji'])
        .doUpdateSet((eb) => ({ since: eb.ref('excluded.since') }))
        .where((eb) =>
          eb.or([
            eb('excluded.since', '>', eb.ref('decision_marks.since')),
            eb('decision_marks.since', '>', v.now),
          ]),
        ),
    ),
);

const drop = prepared((db, v: DecisionMark & { now: number }) =>
  db
    .deleteFrom('decision_marks')
    .where('posting', '=', v.posting)
    .where('identity', '=', v.identity)
    .where('emoji', '=', v.emoji)
    .where((eb) => eb.or([eb('since', '<=', v.since), eb('since', '>', v.now)])),
);

/** Reactions that decide, over one transaction; the key settles which of two that come at once speaks. */
export function decisionMarkStore(db: Kysely<Database>): DecisionMarkStore {
  return {
    async hear({ posting, identity, emoji, since }, { found, now = Number.MAX_SAFE_INTEGER }) {
      const mark = { posting, identity, emoji, since };
      const { numAffectedRows } = await (found ? find(db, mark) : hear(db, { ...mark, now }));
      return numAffectedRows === 1n;
    },

    async drop({ posting, identity, emoji, since }, now = Number.MAX_SAFE_INTEGER) {
      await drop(db, { posting, identity, emoji, since, now });
    },

    async forgetBefore(at) {
      const { numDeletedRows } = await db
        .deleteFrom('decision_marks')
        .where('since', '<', at)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
