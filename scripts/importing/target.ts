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
  /** Without an id: it is made when something comes into it. */
  lab: Lab | Omit<Lab, 'id'>;
  /** Also removes what was made for a dry run. */
  close(): Promise<void>;
}

/**
 * Opens the database, or a copy of it for a dry run, and finds the lab, or what it is to be made of.
 * @throws {UsageError} when the lab is missing and is not to be made; then no database is made either.
 */
export async function openTarget(
  config: Config,
  options: Pick<ImportOptions, 'lab' | 'createLab' | 'dryRun'>,
): Promise<Target> {
  const slug = slugIn(options.lab);
  const fresh = options.createLab === null ? null : newLab(slug, options.createLab, config);
  if (!databaseExists(config) && fresh === null) {
    throw new UsageError(`there is no database at ${databaseFile(config)}; ${howToMake(slug)} makes both`);
  }
  const place = options.dryRun ? await copyOf(config) : { url: config.databaseUrl, remove: () => {} };
  try {
    const database = await openDatabase(place.url, { clock: systemClock });
    const close = async () => {
      try {
        await database.close();
      } finally {
        place.remove();
      }
    };
    try {
      return { database, lab: await labIn(database, slug, fresh, config), close };
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
  throw new UsageError(
    `--lab must be a short name of 2 to 40 signs (a-z, 0-9 and -, not - at first) such as bretagne: ${lab}`,
  );
}

const howToMake = (slug: string): string => `--lab ${slug} --create-lab "NAME"`;

/** Beside the database, where a copy has room if anywhere; closed to other users as a temporary folder is. */
async function copyOf(config: Config): Promise<{ url: string; remove(): void }> {
  const there = databaseExists(config);
  const folder = mkdtempSync(join(there ? dirname(databaseFile(config)) : tmpdir(), 'dry-run-'));
  const file = join(folder, 'box.db');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    if (there) await copyDatabase(config.databaseUrl, file);
  } catch (error) {
    remove();
    throw error;
  }
  return { url: `sqlite:${file}`, remove };
}

async function labIn(
  { reads }: OpenDatabase,
  slug: string,
  fresh: Omit<Lab, 'id'> | null,
  config: Config,
): Promise<Target['lab']> {
  const found = (await reads.labs.bySlug(slug)) ?? fresh;
  if (found) return found;
  const labs = (await reads.labs.all()).map((lab) => lab.slug).join(', ') || 'none';
  throw new UsageError(
    `no lab ${slug} in ${databaseFile(config)} (its labs: ${labs}); ${howToMake(slug)} makes it`,
  );
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
