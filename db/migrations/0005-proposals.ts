import type { Kysely, Migration } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/** Of which messages it was asked whether to make an idea of them, and for a day whom. Keyed hashes alone. */
export function proposals(ddl: Ddl): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      await ddl
        .keyed(
          schema
            .createTable('proposals')
            .addColumn('message', 'text', (c) => c.notNull().primaryKey())
            .addColumn('person', 'text')
            .addColumn('at', ddl.instant, (c) => c.notNull()),
        )
        .execute();
      await schema.createIndex('proposals_to_person').on('proposals').columns(['person', 'at']).execute();
    },
  };
}
