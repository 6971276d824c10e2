import type { Kysely } from 'kysely';
import type { ClaimStore, Outcome } from '../../src/chat/claims.ts';
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

const settle = prepared((db, v: { hash: string; idea: number | null }) =>
  db.updateTable('claims').set({ idea: v.idea }).where('hash', '=', v.hash),
);

/** What the first of these hashes that was claimed came to; null when none was. */
async function find(
  db: Kysely<Database>,
  hashes: readonly string[],
): Promise<{ outcome: Outcome | null } | null> {
  for (const hash of hashes) {
    const row = one(await claimed(db, { hash }));
    if (row) return { outcome: row.idea === null ? null : { idea: row.idea } };
  }
  return null;
}

/** Claims over one transaction; `insert … on conflict do nothing` settles who was first. */
export function claimStore(db: Kysely<Database>): ClaimStore {
  return {
    async outcome(hashes) {
      return (await find(db, hashes))?.outcome ?? null;
    },

    async claim([now, ...before], at) {
      const earlier = await find(db, before);
      if (earlier) return earlier;
      const { numAffectedRows } = await claim(db, { hash: now, at });
      return numAffectedRows === 1n ? null : find(db, [now]);
    },

    async settle(hash, { idea }) {
      mustChange(await settle(db, { hash, idea }), 'settling a claim');
    },

    async forgetBefore(at) {
      const { numDeletedRows } = await db.deleteFrom('claims').where('at', '<', at).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
