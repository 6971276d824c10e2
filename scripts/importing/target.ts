import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { copyDatabase } from '../../db/copy.ts';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { systemClock } from '../../src/clock.ts';
import type { Config } from '../../src/config.ts';
import { DEFAULT_DIGEST_CRON, type Lab } from '../../src/labs/lab.ts';
import { checkSettings, isSlug } from '../../src/labs/settings.ts';
import { databaseExists, databaseFile } from '../support/database-file.ts';
import { UsageError } from '../support/script.ts';
import type { ImportOptions } from './options.ts';

/** Where an import goes. */
export interface Target {
  database: OpenDatabase;
  lab: Lab;
  /** Also removes what was made for a dry run. */
  close(): Promise<void>;
}

/**
 * Opens the database, or a copy of it for a dry run, and finds the lab or makes it.
 * @throws {UsageError} when the lab is missing and is not to be made; then no database is made either.
 */
export async function openTarget(
  config: Config,
  options: Pick<ImportOptions, 'lab' | 'createLab' | 'dryRun'>,
): Promise<Target> {
  const slug = slugIn(options.lab);
  if (!databaseExists(config) && options.createLab === null) {
    throw new UsageError(`there is no database at ${databaseFile(config)}; ${howToMake(slug)} makes both`);
  }
  const place = options.dryRun ? await copyOf(config) : { url: config.databaseUrl, remove: () => {} };
  try {
    const database = await openDatabase(place.url, { clock: systemClock });
    const close = async () => {
      await database.close();
      place.remove();
    };
    try {
      return { database, lab: await labIn(database, slug, options.createLab, config), close };
    } catch (error) {
      await database.close();
      throw error;
    }
  } catch (error) {
    place.remove();
    throw error;
  }
}

function slugIn(lab: string | null): string {
  if (lab === null) throw new UsageError('into which lab? --lab SLUG');
  if (isSlug(lab)) return lab;
  throw new UsageError(`--lab must be a short name such as bretagne (a-z, 0-9 and -): ${lab}`);
}

const howToMake = (slug: string): string => `--lab ${slug} --create-lab "NAME"`;

/** Beside the database, where a copy has room if anywhere; closed to other users as a temporary folder is. */
async function copyOf(config: Config): Promise<{ url: string; remove(): void }> {
  const there = databaseExists(config);
  const folder = mkdtempSync(join(there ? dirname(databaseFile(config)) : tmpdir(), 'dry-run-'));
  const file = join(folder, 'box.db');
  if (there) await copyDatabase(config.databaseUrl, file);
  return { url: `sqlite:${file}`, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

async function labIn(
  { reads, unitOfWork }: OpenDatabase,
  slug: string,
  name: string | null,
  config: Config,
): Promise<Lab> {
  const found = await reads.labs.bySlug(slug);
  if (found) return found;
  if (name === null) {
    const labs = (await reads.labs.all()).map((lab) => lab.slug).join(', ') || 'none';
    throw new UsageError(
      `no lab ${slug} in ${databaseFile(config)} (its labs: ${labs}); ${howToMake(slug)} makes it`,
    );
  }
  const made = await unitOfWork.run((tx) => tx.labs.create(newLab(slug, name, config), systemClock.now()));
  if (!made) throw new UsageError(`somebody else is making the lab ${slug}: try again`);
  return made;
}

/** As `/idee labo creer` makes one: open and French, with the box's zone. */
function newLab(slug: string, typed: string, { zone }: Config): Omit<Lab, 'id'> {
  const settings = checkSettings({ name: typed });
  if ('refused' in settings)
    throw new UsageError(`--create-lab must be a name of at most 60 signs: ${typed}`);
  const digestCron = DEFAULT_DIGEST_CRON;
  const bare = { slug, name: slug, field: '', region: '', zone, digestCron };
  return { ...bare, language: 'fr', access: 'open', ...settings };
}
