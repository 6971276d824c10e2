import type { Kysely } from 'kysely';
import type { AccountCodeStore } from '../../src/members/account-code-store.ts';
import { mustChange } from '../prepared.ts';
import type { Database } from '../schema.ts';

/** Codes that link accounts, over one transaction. */
export function accountCodeStore(db: Kysely<Database>): AccountCodeStore {
  const change = (hash: string) => db.updateTable('account_codes').where('hash', '=', hash);
  return {
    async find(hash) {
      const row = await db
        .selectFrom('account_codes')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst();
      if (!row) return null;
      const { identity, expires_at: expiresAt, taken_by: takenBy, used_at: usedAt } = row;
      return { hash, identity, expiresAt, takenBy, usedAt };
    },

    async offer({ hash, identity, expiresAt }, at) {
      await db
        .updateTable('account_codes')
        .set({ expires_at: at })
        .where('identity', '=', identity)
        .where('expires_at', '>', at)
        .execute();
      await db.insertInto('account_codes').values({ hash, identity, expires_at: expiresAt }).execute();
    },

    async take(hash, by) {
      mustChange(await db.executeQuery(change(hash).set({ taken_by: by })), 'taking a code');
    },

    async use(hash, at) {
      mustChange(await db.executeQuery(change(hash).set({ used_at: at })), 'using a code');
    },

    async expire(hash, at) {
      await change(hash).set({ expires_at: at }).where('expires_at', '>', at).execute();
    },

    async recordTry(by, at) {
      await db.insertInto('account_code_tries').values({ by, at }).execute();
    },

    async countTries(by, since) {
      const { tries } = await db
        .selectFrom('account_code_tries')
        .select((eb) => eb.fn.countAll<number>().as('tries'))
        .where('by', '=', by)
        .where('at', '>=', since)
        .executeTakeFirstOrThrow();
      return Number(tries);
    },

    async forgetBefore(at) {
      const codes = await db
        .deleteFrom('account_codes')
        .where('expires_at', '<', at)
        .executeTakeFirstOrThrow();
      const tries = await db.deleteFrom('account_code_tries').where('at', '<', at).executeTakeFirstOrThrow();
      return Number(codes.numDeletedRows + tries.numDeletedRows);
    },
  };
}
