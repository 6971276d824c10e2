import type { Kysely, Migration } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/** Since when somebody facilitates a lab; of those named before this version, always. */
export function facilitatorsSince(ddl: Ddl): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      await schema
        .alterTable('lab_facilitators')
        .addColumn('since', ddl.instant, (c) => c.notNull().defaultTo(0))
        .execute();
    },
  };
}
