import Sqlite from 'better-sqlite3';
import { openDatabase } from '../../db/open.ts';
import { systemClock } from '../../src/clock.ts';

/** Opens a file of the box, made when it is not there. */
export const openBox = (file: string) => openDatabase(`sqlite:${file}`, { clock: systemClock });

/**
 * Makes a file of the box and fills it by plain SQL, without waiting for the disk: what is measured comes later.
 */
export async function makeBoxFile(file: string, fill: (db: Sqlite.Database) => void): Promise<void> {
  await (await openBox(file)).close();
  const db = new Sqlite(file);
  try {
    db.pragma('synchronous = off');
    db.pragma('cache_size = -200000');
    db.transaction(() => fill(db))();
    db.pragma('wal_checkpoint(truncate)');
  } finally {
    db.close();
  }
}
