import { sql } from 'kysely';
import { openSqlite } from './dialects/sqlite.ts';

/** Writes the database as it is committed into a file that does not exist yet; the running box need not be stopped. */
export async function copyDatabase(url: string, file: string): Promise<void> {
  const engine = await openSqlite(url);
  try {
    await sql`vacuum into ${file}`.execute(engine.write);
  } finally {
    await engine.close();
  }
}
