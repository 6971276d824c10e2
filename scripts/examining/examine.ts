import { openSqlite } from '../../db/dialects/sqlite.ts';
import { latestInstant, migrationsOf, prove } from '../../db/read-models/proof.ts';
import { reads } from '../../db/reads.ts';
import type { Config } from '../../src/config.ts';
import { databaseExists, databaseFile } from '../support/database-file.ts';
import { type Check, failure, ok, warning } from './check.ts';
import { checkLabs } from './labs.ts';
import { checkClock, checkDisk } from './machine.ts';
import { checkOutbox } from './outbox.ts';
import { checkProofs } from './proofs.ts';
import { checkTables, knownMigrations } from './tables.ts';

/** Looks at everything the configuration names, in the order an operator would. Changes nothing. */
export async function examine(config: Config, now: number): Promise<Check[]> {
  const configured = ok(
    'configuration',
    `${config.adapters.join(', ')}; ${databaseFile(config)}${config.demo ? ' (the demo)' : ''}`,
  );
  if (!databaseExists(config)) {
    const remedy = 'start the box once, or set DATABASE_URL';
    return [configured, warning('database', 'not there yet', remedy), checkClock(now, null)];
  }
  return [configured, ...(await examineDatabase(config, now)), await checkDisk(config.dataDir)];
}

async function examineDatabase({ databaseUrl }: Config, now: number): Promise<Check[]> {
  const engine = await openSqlite(databaseUrl).catch(unreadable);
  if ('state' in engine) return [engine, checkClock(now, null)];
  try {
    const db = engine.read;
    const tables = checkTables(await migrationsOf(db), await knownMigrations());
    // Tables of another version would answer other questions.
    if (tables.state !== 'ok') return [ok('database', 'can be read'), tables, checkClock(now, null)];
    const { labs, delivery } = reads(db);
    return [
      ok('database', 'can be read'),
      tables,
      ...checkProofs(await prove(db)),
      ...(await checkOutbox(delivery, now)),
      ...(await checkLabs(labs, now)),
      checkClock(now, await latestInstant(db)),
    ];
  } catch (error) {
    return [unreadable(error), checkClock(now, null)];
  } finally {
    await engine.close();
  }
}

function unreadable(error: unknown): Check {
  const why = error instanceof Error ? error.message : String(error);
  return failure(
    'database',
    `cannot be read: ${why}`,
    'see its path and its rights; else restore the last backup',
  );
}
