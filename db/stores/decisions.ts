import type { Kysely, Selectable } from 'kysely';
import type { Decision } from '../../src/decisions/decision.ts';
import type { DecisionStore } from '../../src/decisions/decision-store.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const byId = prepared((db, v: { id: number }) =>
  db.selectFrom('decisions').selectAll().where('id', '=', v.id),
);

/** Few decisions are undone, so the newest that stands is among the last few of the index. */
const latestOf = prepared((db, v: { idea: number }) =>
  db
    .selectFrom('decisions')
    .selectAll()
    .where('idea', '=', v.idea)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1),
);

const latestBy = prepared((db, v: { by: number }) =>
  db
    .selectFrom('decisions')
    .selectAll()
    .where('by', '=', v.by)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1),
);

/** Decisions over one transaction. */
export function decisionStore(db: Kysely<Database>): DecisionStore {
  const found = (row: Selectable<Database['decisions']> | null) => row && toDecision(row);
  return {
    async record({ idea, from, to, answer, previousAnswer, previousAnsweredAt, by, at }) {
      const row = await db
        .insertInto('decisions')
        .values({
          idea,
          from_status: from,
          to_status: to,
          answer,
          previous_answer: previousAnswer,
          previous_answered_at: previousAnsweredAt,
          by,
          at,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toDecision(row);
    },

    async byId(id) {
      return found(one(await byId(db, { id })));
    },

    async latestOf(idea) {
      return found(one(await latestOf(db, { idea })));
    },

    async latestBy(identity) {
      return found(one(await latestBy(db, { by: identity })));
    },

    /** Throws when it is undone already: the first undo has brought everything back. */
    async markUndone(id, at) {
      const query = db
        .updateTable('decisions')
        .set({ undone_at: at })
        .where('id', '=', id)
        .where('undone_at', 'is', null);
      mustChange(await db.executeQuery(query), `undoing decision ${id}`);
    },
  };
}

function toDecision(row: Selectable<Database['decisions']>): Decision {
  return {
    id: row.id,
    idea: row.idea,
    from: row.from_status,
    to: row.to_status,
    answer: row.answer,
    previousAnswer: row.previous_answer,
    previousAnsweredAt: row.previous_answered_at,
    by: row.by,
    at: row.at,
    undoneAt: row.undone_at,
  };
}
