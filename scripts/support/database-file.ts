import { existsSync } from 'node:fs';
import type { Config } from '../../src/config.ts';
import { UsageError } from './script.ts';

/** The file of the configured database. */
export const databaseFile = ({ databaseUrl }: Pick<Config, 'databaseUrl'>): string =>
  databaseUrl.replace(/^sqlite:/, '');

export const databaseExists = (config: Pick<Config, 'databaseUrl'>): boolean =>
  existsSync(databaseFile(config));

/** Only the box makes a database: to a script, a path where there is none is a mistyped one. */
export function requireDatabase(config: Pick<Config, 'databaseUrl'>): void {
  if (databaseExists(config)) return;
  throw new UsageError(
    `there is no database at ${databaseFile(config)}; start the box once, or check DATABASE_URL`,
  );
}
