import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Ddl } from '../dialects/dialect.ts';
import type { Database } from '../schema.ts';
import { initial } from './0001-initial.ts';
import { search } from './0002-search.ts';
import { imports } from './0003-imports.ts';
import { duplicates } from './0004-duplicates.ts';
import { proposals } from './0005-proposals.ts';
import { notifications } from './0006-notifications.ts';
import { accountCodes } from './0007-account-codes.ts';
import { adapterMemoryOwners } from './0008-adapter-memory.ts';
import { decisionMarks } from './0009-decision-marks.ts';
import { facilitatorsSince } from './0010-facilitators-since.ts';

/** Every migration in order, named by its file. Forward only: one that has been released never changes. */
function migrations(ddl: Ddl): Record<string, Migration> {
  return {
    '0001-initial': initial(ddl),
    '0002-search': search(ddl),
    '0003-imports': imports(ddl),
    '0004-duplicates': duplicates(ddl),
    '0005-proposals': proposals(ddl),
    '0006-notifications': notifications(ddl),
    '0007-account-codes': accountCodes(ddl),
    '0008-adapter-memory': adapterMemoryOwners(),
    '0009-decision-marks': decisionMarks(ddl),
    '0010-facilitators-since': facilitatorsSince(ddl),
  };
}

/** The file was written by a newer version of the box, whose migrations this one does not know. */
export class NewerDatabaseError extends Error {
  override readonly name = 'NewerDatabaseError';
  /** Names of the unknown migrations. */
  readonly unknown: readonly string[];
  constructor(unknown: readonly string[]) {
    super(
      `this database was used by a newer version of the box (it has ${unknown.join(', ')}): ` +
        'start that version, or restore the backup made before the update',
    );
    this.unknown = unknown;
  }
}

/**
 * Brings the tables up to date: all pending migrations in one transaction, so that a failing one leaves
 * everything as it was. Its write lock lets several processes start at once: one migrates, the others find it
 * done.
 */
export async function migrate(db: Kysely<Database>, ddl: Ddl): Promise<void> {
  const known = migrations(ddl);
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const unknown = (await applied(db)).filter((name) => !(name in known));
  if (unknown.length > 0) throw new NewerDatabaseError(unknown);
  const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
  throw new Error(failed ? `migration ${failed} failed` : 'the database could not be migrated', {
    cause: error,
  });
}

/** Names of the migrations the database has; none when it cannot tell. */
async function applied(db: Kysely<Database>): Promise<string[]> {
  try {
    const rows = await db
      .withTables<{ kysely_migration: { name: string } }>()
      .selectFrom('kysely_migration')
      .select('name')
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  } catch {
    return [];
  }
}
