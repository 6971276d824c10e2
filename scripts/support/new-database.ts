import { existsSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Config } from '../../src/config.ts';
import { databaseFile } from './database-file.ts';

/** Takes a database away again that a script made and could not fill. */
export interface NewDatabase {
  remove(): void;
}

/**
 * To be called before the database is opened; null: there is one, which nobody removes. Folders that are made for it
 * go with it, unless something else has come to stand in them.
 */
export function newDatabase(config: Pick<Config, 'databaseUrl'>): NewDatabase | null {
  const file = resolve(databaseFile(config));
  if (existsSync(file)) return null;
  const folders = missingFolders(dirname(file));
  return {
    remove() {
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${file}${end}`, { force: true });
      folders.every(removeIfEmpty);
    },
  };
}

/** Those that are not there yet, the innermost first. */
function missingFolders(folder: string): string[] {
  return existsSync(folder) ? [] : [folder, ...missingFolders(dirname(folder))];
}

function removeIfEmpty(folder: string): boolean {
  try {
    rmdirSync(folder);
    return true;
  } catch {
    return !existsSync(folder);
  }
}
