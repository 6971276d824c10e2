import type { Kysely, Migration } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/** Which reactions that decide have spoken: found standing after a restart, they do not speak again. */
export function decisionMarks(ddl: Ddl): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      await ddl
        .keyed(
          schema
            .createTable('decision_marks')
            .addColumn('posting', 'integer', (c) => c.notNull().references('postings.id'))
            .addColumn('identity', 'integer', (c) => c.notNull().references('identities.id'))
            .addColumn('emoji', 'text', (c) => c.notNull())
            .addColumn('since', ddl.instant, (c) => c.notNull())
            .addPrimaryKeyConstraint('decision_marks_key', ['posting', 'identity', 'emoji']),
        )
        .execute();
      // Erasing, and forgetting.
      await schema
        .createIndex('decision_marks_of_identity')
        .on('decision_marks')
        .column('identity')
        .execute();
      await schema.createIndex('decision_marks_since').on('decision_marks').column('since').execute();
    },
  };
}
