import type { Kysely, Migration } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';

/** Codes that link two accounts of one person, and the wrong ones somebody typed. Keyed hashes alone. */
export function accountCodes(ddl: Ddl): Migration {
  return {
    async up({ schema }: Kysely<unknown>) {
      await ddl
        .keyed(
          schema
            .createTable('account_codes')
            .addColumn('hash', 'text', (c) => c.notNull().primaryKey())
            .addColumn('identity', 'integer', (c) => c.notNull().references('identities.id'))
            .addColumn('expires_at', ddl.instant, (c) => c.notNull())
            .addColumn('taken_by', 'text')
            .addColumn('used_at', ddl.instant),
        )
        .execute();
      // The earlier code of an account, and erasing.
      await schema.createIndex('account_codes_of_identity').on('account_codes').column('identity').execute();

      await ddl
        .rows(
          schema
            .createTable('account_code_tries')
            .addColumn('id', 'integer', ddl.drawn)
            .addColumn('by', 'text', (c) => c.notNull())
            .addColumn('at', ddl.instant, (c) => c.notNull()),
        )
        .execute();
      await schema
        .createIndex('account_code_tries_by')
        .on('account_code_tries')
        .columns(['by', 'at'])
        .execute();
    },
  };
}
