import type { KeptMemory } from '../src/chat/contexts.ts';
import type { Clock } from '../src/clock.ts';
import type { Reads } from '../src/reads.ts';
import type { UnitOfWork } from '../src/unit-of-work.ts';
import { adapterMemory } from './adapter-memory.ts';
import type { Engine } from './dialects/dialect.ts';
import { openSqlite } from './dialects/sqlite.ts';
import { migrate } from './migrations/index.ts';
import { reads } from './reads.ts';
import { unitOfWork } from './unit-of-work.ts';

/** What the stores need of the box. */
export interface DatabaseContext {
  /** Instants of what the use cases do not date themselves: when a row of the outbox may leave. */
  clock: Clock;
  /**
   * A power cut may break it: no commit waits for the disk. For a database that is made in one go, and thrown away when
   * that is cut short.
   */
  throwaway?: boolean;
}

/** The open database, as the bootstrap and the scripts use it. */
export interface OpenDatabase {
  unitOfWork: UnitOfWork;
  reads: Reads;
  memory(adapter: string): KeptMemory;
  /** Rejects when the tables cannot be read; for /readyz. */
  ping(): Promise<void>;
  /** Waits for the units of work in hand; nothing may be asked afterwards. */
  close(): Promise<void>;
}

/**
 * Opens the database of DATABASE_URL and brings its tables up to date. Rejects with NewerDatabaseError when a
 * newer version of the box has used it.
 */
export async function openDatabase(url: string, context: DatabaseContext): Promise<OpenDatabase> {
  const engine = await openSqlite(url, { throwaway: context.throwaway ?? false });
  try {
    await migrate(engine.write, engine.ddl);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return databaseOn(engine, context);
}

/** The database of an engine whose tables are up to date. */
export function databaseOn(engine: Engine, { clock }: DatabaseContext): OpenDatabase {
  const units = unitOfWork(engine.write, clock);
  return {
    unitOfWork: units,
    reads: reads(engine.read),
    memory: (adapter) => adapterMemory(engine, adapter),
    async ping() {
      await engine.read.selectFrom('counters').select('value').executeTakeFirstOrThrow();
    },
    async close() {
      await units.done();
      await engine.close();
    },
  };
}
