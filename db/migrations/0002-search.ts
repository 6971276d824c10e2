import { type Kysely, type Migration, sql } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';
import type { Database } from '../schema.ts';
import { indexEverything } from '../search/idea-index.ts';

/** The index search reads, filled with the ideas there are. */
export function search(ddl: Ddl): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await ddl.ideaIndex(db);
      await ddl
        .keyed(
          db.schema
            .createTable('search_terms')
            .addColumn('term', 'text', (c) => c.notNull())
            .addColumn('lab', 'integer', (c) => c.notNull().references('labs.id'))
            .addColumn('ideas', 'integer', (c) => c.notNull())
            .addPrimaryKeyConstraint('search_terms_key', ['term', 'lab'])
            .addCheckConstraint('search_terms_ideas', sql`ideas >= 0`),
        )
        .execute();
      await ddl
        .rows(
          db.schema
            .createTable('search_totals')
            .addColumn('lab', 'integer', (c) => c.notNull().primaryKey().references('labs.id'))
            .addColumn('ideas', 'integer', (c) => c.notNull())
            .addColumn('terms', 'integer', (c) => c.notNull()),
        )
        .execute();
      await indexEverything(db as Kysely<Database>);
    },
  };
}
