import type { Kysely } from 'kysely';
import type { ClaimStore } from '../../src/chat/claims.ts';
import { mustChange, one, prepared } from '../prepared.ts';
import type { Database } from '../schema.ts';

const claim = prepared((db, v: { hash: string; at: number }) =>
  db
    .insertInto('claims')
    .values({ hash: v.hash, at: v.at })
    .onConflict((conflict) => conflict.column('hash').doNothing()),
);

const claimed = prepared((db, v: { hash: string }) =>
  db.selectFrom('claims').select('idea').where('hash', '=', v.hash),
);

/** Claims over one transaction; `insert … on conflict do nothing` settles who was first. */
export function claimStore(db: Kysely<Database>): ClaimStore {
  const outcome: ClaimStore['outcome'] = async (hash) => {
    const idea = one(await claimed(db, { hash }))?.idea ?? null;
    return idea === null ? null : { idea };
  };

  return {
    outcome,

    async claim(hash, at) {
      const { numAffectedRows } = await claim(db, { hash, at });
      return numAffectedRows === 1n ? null : { outcome: await outcome(hash) };
    },

    async settle(hash, { idea }) {
      const query = db.updateTable('claims').set({ idea }).where('hash', '=', hash);
      mustChange(await db.executeQuery(query), 'settling a claim');
    },

    async forgetBefore(at) {
      const { numDeletedRows } = await db.deleteFrom('claims').where('at', '<', at).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
