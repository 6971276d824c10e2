import type { Kysely } from 'kysely';
import type { ProposalStore } from '../../src/proposing/proposal-store.ts';
import type { Database } from '../schema.ts';

/** Questions to authors of messages, over one transaction or for reading alone. */
export function proposalStore(db: Kysely<Database>): ProposalStore {
  return {
    async wasAsked(message) {
      const row = await db
        .selectFrom('proposals')
        .select('at')
        .where('message', 'in', message)
        .executeTakeFirst();
      return row !== undefined;
    },

    async countAsked(person, since) {
      const { asked } = await db
        .selectFrom('proposals')
        .select((eb) => eb.fn.countAll<number>().as('asked'))
        .where('person', 'in', person)
        .where('at', '>=', since)
        .executeTakeFirstOrThrow();
      return Number(asked);
    },

    async record(asked) {
      await db.insertInto('proposals').values(asked).execute();
    },

    async forgetPersons(before) {
      const { numUpdatedRows } = await db
        .updateTable('proposals')
        .set({ person: null })
        .where('person', 'is not', null)
        .where('at', '<', before)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    },
  };
}
