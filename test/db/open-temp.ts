import type { Kysely } from 'kysely';
import { type DatabaseContext, databaseOn, type OpenDatabase } from '../../db/open.ts';
import type { Database } from '../../db/schema.ts';
import { systemClock } from '../../src/clock.ts';
import { counted } from '../under-way.ts';
import { openTempEngine } from './open-temp-engine.ts';

export interface TempDatabase extends OpenDatabase {
  /** The tables over a connection of its own, for what a test sets up or looks at behind the stores' back. */
  tables: Kysely<Database>;
  /** Folder of its file. */
  dir: string;
  /** To open the same file again beside it. */
  url: string;
}

/** An empty database in a file of its own; `close` also removes it. */
export async function openTemp(context: DatabaseContext = { clock: systemClock }): Promise<TempDatabase> {
  const engine = await openTempEngine();
  const { unitOfWork, ...database } = databaseOn(engine, context);
  return {
    ...database,
    unitOfWork: { ...unitOfWork, run: (work) => counted(unitOfWork.run(work)) },
    ...{ tables: engine.tables, dir: engine.dir, url: engine.url },
  };
}
