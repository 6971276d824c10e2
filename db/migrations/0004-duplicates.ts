import { type Kysely, type Migration, sql } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/** Which idea is the duplicate of which, as a facilitator said. */
export function duplicates(ddl: Ddl): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      await ddl
        .keyed(
          schema
            .createTable('duplicates')
            .addColumn('idea', 'integer', (c) => c.notNull().primaryKey().references('ideas.number'))
            .addColumn('elder', 'integer', (c) => c.notNull().references('ideas.number'))
            .addColumn('by', 'integer', (c) => c.notNull().references('identities.id'))
            .addColumn('at', ddl.instant, (c) => c.notNull())
            .addCheckConstraint('duplicates_apart', sql`idea <> elder`),
        )
        .execute();
      // What an elder's card names.
      await schema.createIndex('duplicates_of_elder').on('duplicates').columns(['elder', 'idea']).execute();
    },
  };
}
