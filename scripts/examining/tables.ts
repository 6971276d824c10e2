import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';
import { migrationsOf } from '../../db/read-models/proof.ts';
import { type Check, failure, ok, warning } from './check.ts';

/** Whether the tables are those of this version. The doctor changes nothing: the box migrates at its start. */
export function checkTables(has: readonly string[], known: readonly string[]): Check {
  const name = 'migrations';
  const newer = has.filter((migration) => !known.includes(migration));
  const pending = known.filter((migration) => !has.includes(migration));
  if (newer.length > 0) {
    const remedy = 'start that version, or restore the backup made before the update';
    return failure(name, `a newer version of the box used this database: ${newer.join(', ')}`, remedy);
  }
  if (pending.length > 0) {
    const remedy = 'start the box: it brings the tables up to date';
    return warning(name, `to be done: ${pending.join(', ')}`, remedy);
  }
  return ok(name, `all done, up to ${known.at(-1)}`);
}

/** The migrations of this version: what a fresh database has. */
export async function knownMigrations(): Promise<string[]> {
  const dir = await mkdtemp(join(tmpdir(), 'boite-'));
  try {
    const fresh = await openSqlite(`sqlite:${join(dir, 'fresh.db')}`);
    try {
      await migrate(fresh.write, fresh.ddl);
      return await migrationsOf(fresh.write);
    } finally {
      await fresh.close();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
