import { type Kysely, type Migration, sql } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/** Which ideas came from where, so that importing again brings nothing twice. */
export function imports(ddl: Ddl): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await ddl
        .keyed(
          db.schema
            .createTable('external_ids')
            .addColumn('source', 'text', (c) => c.notNull())
            .addColumn('id', 'text', (c) => c.notNull())
            .addColumn('idea', 'integer', (c) => c.notNull().references('ideas.number'))
            .addColumn('hash', 'text', (c) => c.notNull())
            .addColumn('totals', 'integer', (c) => c.notNull())
            .addPrimaryKeyConstraint('external_ids_key', ['source', 'id'])
            .addCheckConstraint('external_ids_totals', sql`totals in (0, 1)`),
        )
        .execute();
    },
  };
}
