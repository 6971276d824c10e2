import type { Kysely, Selectable } from 'kysely';
import { ARRIVAL_DRAFT, type Draft, type DraftStore } from '../../src/chat/drafts.ts';
import { one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const byId = prepared((db, v: { id: string }) => db.selectFrom('drafts').selectAll().where('id', '=', v.id));

const put = prepared((db, v: Selectable<Database['drafts']>) =>
  db
    .insertInto('drafts')
    .values({ id: v.id, owner: v.owner, asks: v.asks, sealed: v.sealed, at: v.at })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        owner: eb.ref('excluded.owner'),
        asks: eb.ref('excluded.asks'),
        sealed: eb.ref('excluded.sealed'),
        at: eb.ref('excluded.at'),
      })),
    ),
);

const drop = prepared((db, v: { id: string }) => db.deleteFrom('drafts').where('id', '=', v.id));

/** Drafts over one transaction: sealed texts under keyed hashes. */
export function draftStore(db: Kysely<Database>): DraftStore {
  return {
    async byId(id) {
      const row = one(await byId(db, { id }));
      return row ? toDraft(row) : null;
    },

    async asking(owner) {
      const row = await db
        .selectFrom('drafts')
        .selectAll()
        .where('owner', 'in', owner)
        .where('asks', '=', 1)
        .orderBy('at', 'desc')
        .executeTakeFirst();
      return row ? toDraft(row) : null;
    },

    async arrivals() {
      const rows = await db
        .selectFrom('drafts')
        .selectAll()
        .where('id', '>=', ARRIVAL_DRAFT)
        // What follows is base64url, all of it before "~".
        .where('id', '<', `${ARRIVAL_DRAFT}~`)
        .execute();
      return rows.map(toDraft);
    },

    async put({ id, owner, asks, sealed, at }) {
      if (asks) await db.deleteFrom('drafts').where('owner', '=', owner).where('asks', '=', 1).execute();
      await put(db, { id, owner, asks: Number(asks), sealed, at });
    },

    async drop(id) {
      await drop(db, { id });
    },

    async dropAllOf(owner) {
      await db.deleteFrom('drafts').where('owner', '=', owner).execute();
    },

    async forgetBefore(at) {
      const { numDeletedRows } = await db.deleteFrom('drafts').where('at', '<', at).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}

function toDraft({ asks, ...draft }: Selectable<Database['drafts']>): Draft {
  return { ...draft, asks: asks === 1 };
}
