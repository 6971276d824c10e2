import type { Kysely, Selectable } from 'kysely';
import type { Draft, DraftStore } from '../../src/chat/drafts.ts';
import type { Database } from '../schema.ts';

/** Drafts over one transaction: sealed texts under keyed hashes. */
export function draftStore(db: Kysely<Database>): DraftStore {
  return {
    async byId(id) {
      const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst();
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

    async put({ id, owner, asks, sealed, at }) {
      if (asks) await db.deleteFrom('drafts').where('owner', '=', owner).where('asks', '=', 1).execute();
      await db
        .insertInto('drafts')
        .values({ id, owner, asks: Number(asks), sealed, at })
        .onConflict((conflict) =>
          conflict.column('id').doUpdateSet((eb) => ({
            owner: eb.ref('excluded.owner'),
            asks: eb.ref('excluded.asks'),
            sealed: eb.ref('excluded.sealed'),
            at: eb.ref('excluded.at'),
          })),
        )
        .execute();
    },

    async drop(id) {
      await db.deleteFrom('drafts').where('id', '=', id).execute();
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
