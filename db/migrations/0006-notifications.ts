import { type Kysely, type Migration, sql } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/** When each person wants to be told of news, what waits for their summary, and what they support. */
export function notifications(ddl: Ddl): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      // SQLite adds one column at a time.
      await schema
        .alterTable('members')
        .addColumn('notices', 'text', (c) =>
          c.notNull().defaultTo('at-once').check(sql`notices in ('at-once', 'daily', 'never')`),
        )
        .execute();
      await schema
        .alterTable('members')
        .addColumn('summary_at', ddl.instant, (c) => c.notNull().defaultTo(0))
        .execute();
      // Whose summary is due: asked every minute.
      await schema
        .createIndex('members_of_summary')
        .on('members')
        .columns(['notices', 'summary_at'])
        .execute();

      await ddl
        .keyed(
          schema
            .createTable('summary_notices')
            .addColumn('member', 'integer', (c) => c.notNull().references('members.id'))
            .addColumn('decision', 'integer', (c) => c.notNull().references('decisions.id'))
            .addColumn('identity', 'integer', (c) => c.notNull().references('identities.id'))
            .addColumn('as', 'text', (c) => c.notNull())
            .addPrimaryKeyConstraint('summary_notices_key', ['member', 'decision'])
            .addCheckConstraint('summary_notices_as', sql`"as" in ('author', 'supporter')`),
        )
        .execute();
      // Withholding what an undone decision would tell.
      await schema
        .createIndex('summary_notices_of_decision')
        .on('summary_notices')
        .column('decision')
        .execute();

      // What a person supports, the newest first; all their votes still begin with the member.
      await schema.dropIndex('votes_of_member').execute();
      await schema
        .createIndex('votes_of_member')
        .on('votes')
        .columns(['member', 'value', 'at', 'idea'])
        .execute();
    },
  };
}
