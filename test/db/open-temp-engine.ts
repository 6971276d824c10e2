import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Kysely, type LogConfig, sql } from 'kysely';
import type { Engine } from '../../db/dialects/dialect.ts';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';
import type { Database } from '../../db/schema.ts';

/** A fresh folder under the system's, and how to be rid of it. */
export function tempDir(): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'boite-'));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

export interface TempEngine extends Engine {
  /** The tables over a connection of its own, for what a test sets up or looks at behind the stores' back. */
  tables: Kysely<Database>;
  /** Folder of its file. */
  dir: string;
  /** To open the same file again beside it. */
  url: string;
}

/** An engine on a file of its own with all tables, for tests of db/ itself; `close` also removes the file. */
export async function openTempEngine(log?: LogConfig): Promise<TempEngine> {
  const { dir, remove } = tempDir();
  const url = `sqlite:${join(dir, 'box.db')}`;
  const engine = await openSqlite(url, log ? { log } : {});
  await dontWaitForTheDisk(engine);
  await migrate(engine.write, engine.ddl);
  const beside = await openSqlite(url);
  await dontWaitForTheDisk(beside);
  return {
    ...engine,
    tables: beside.write,
    dir,
    url,
    async close() {
      await beside.close();
      await engine.close();
      remove();
    },
  };
}

/** No test cuts the power; waiting for the disk is most of the time they would take. */
async function dontWaitForTheDisk({ write }: Engine): Promise<void> {
  await sql`pragma synchronous = off`.execute(write);
}
