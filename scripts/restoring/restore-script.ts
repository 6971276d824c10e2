import { existsSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';
import { type Claim, type Proof, prove } from '../../db/read-models/proof.ts';
import { restoreStore } from '../../db/stores/restoring.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { type Counts, type Header, opens } from '../../src/exporting/header.ts';
import { KINDS } from '../../src/exporting/records.ts';
import { BrokenExportError, restoreEverything } from '../../src/exporting/restore-everything.ts';
import type { RestoreStore } from '../../src/exporting/restore-store.ts';
import { keptSecret, Secrets } from '../../src/secrets.ts';
import { databaseFile } from '../support/database-file.ts';
import { machineFault } from '../support/machine-fault.ts';
import { newDatabase } from '../support/new-database.ts';
import { progress } from '../support/progress.ts';
import { EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { readExport } from './read-export.ts';
import type { ReadExport } from './reading.ts';

/**
 * Brings an export of a box back into an empty one, in one transaction: all of it or nothing. Exit codes: 0
 * restored; 1 the export is broken or cut short; 2 the box is not empty, or has another secret. The folder or
 * file is one that isOwnExport said yes to.
 */
export async function restore(
  path: string,
  { json }: { json?: boolean | undefined },
  around: Surroundings,
): Promise<number> {
  const config = loadConfig(around.env);
  if (config.demo) {
    throw new UsageError('the demo is on, and an export is not restored into it: set DEMO=0');
  }
  const made = newDatabase(config);
  const bar = progress({ what: 'KB', total: Math.ceil((await sizeOf(path)) / KB) }, around, systemClock);
  try {
    const read = await readExport(path, (bytes) => bar.advance(bytes / KB));
    const secrets = await secretsFor(read.header, config, path);
    const counts = await restoreInto(config, read, secrets);
    bar.end();
    if (made) around.err(`new database at ${databaseFile(config)}\n`);
    around.out(json ? `${JSON.stringify({ restored: true, counts })}\n` : told(read.header, counts));
    return EXIT.done;
  } catch (error) {
    bar.end();
    // Another process made it meanwhile, if it is not empty.
    if (!(error instanceof UsageError)) made?.remove();
    const reason = error instanceof BrokenExportError ? error.message : faultOf(error);
    if (reason === null) throw error;
    around.err(`${reason}\nNothing was restored.\n`);
    return EXIT.failed;
  }
}

function faultOf(error: unknown): string | null {
  const fault = machineFault(error);
  return fault && `${fault.reason}: ${fault.todo}, and run the command again`;
}

const KB = 1024;

/** In bytes; of a folder, its files together. */
async function sizeOf(path: string): Promise<number> {
  const facts = await stat(path);
  if (!facts.isDirectory()) return facts.size;
  const files = await Promise.all((await readdir(path)).map((name) => stat(join(path, name))));
  return files.reduce((sum, { size }) => sum + size, 0);
}

/** The keys of this box, if they open this export. None is made up: the right one is still to be put there. */
async function secretsFor(header: Header, config: Config, path: string): Promise<Pick<Secrets, 'open'>> {
  const file = join(config.dataDir, 'box.secret');
  const secret = config.secret ?? (existsSync(file) ? await keptSecret(config.dataDir) : null);
  const secrets = secret === null ? { open: () => null } : new Secrets(secret, config.previousSecret);
  if (opens(header, secrets)) return secrets;
  throw new UsageError(
    `who voted what in ${path} is sealed with the secret of the box it comes from, and this box has another: ` +
      `set BOX_SECRET to that box's, or copy its data/box.secret to ${file}. Nothing was restored.`,
  );
}

/** Holds the right to write all the while: an empty box has nothing else to do. */
async function restoreInto(
  config: Config,
  { header, entries }: ReadExport,
  secrets: Pick<Secrets, 'open'>,
): Promise<Counts> {
  const engine = await openSqlite(config.databaseUrl);
  try {
    await migrate(engine.write, engine.ddl);
    return await engine.write.transaction().execute(async (tx) => {
      const store = restoreStore(tx);
      await requireEmpty(store, config);
      const counts = await restoreEverything(store, entries, { header, secrets });
      await requireTrueTallies(tx);
      return counts;
    });
  } finally {
    await engine.close();
  }
}

/** What an import or a vote keeps beside the votes: an export that contradicts itself was changed by somebody. */
const OF_VOTES: readonly Claim[] = ['tallies', 'changes', 'sources', 'spoken'];

async function requireTrueTallies(tx: Parameters<typeof prove>[0]): Promise<void> {
  const wrong = (await prove(tx, OF_VOTES)).filter(({ broken }) => broken > 0);
  if (wrong.length === 0) return;
  const ideas = [...new Set(wrong.flatMap(({ first }) => first))].map((number) => `#${number}`);
  throw new BrokenExportError(
    `the export contradicts itself: the votes of ${ideas.join(', ')}${wrong.some(more) ? ' and more' : ''} do not ` +
      'add up to their tallies (or to their history). It was changed since it was written; use another.',
  );
}

const more = ({ broken, first }: Proof): boolean => broken > first.length;

async function requireEmpty(store: RestoreStore, config: Config): Promise<void> {
  const present = await store.present();
  const there = KINDS.filter((kind) => present[kind] > 0).map((kind) => `${kind}: ${present[kind]}`);
  if (there.length === 0) return;
  throw new UsageError(
    `the box at ${databaseFile(config)} is not empty (${there.join(', ')}): an export is restored into a new ` +
      'one only. Name another file in DATABASE_URL. Nothing was restored.',
  );
}

function told({ persons, at }: Header, { lab, idea, vote }: Counts): string {
  const who = persons === 'pseudonyms' ? ', without persons' : '';
  return (
    `Restored the export of ${at}${who}: labs: ${lab}, ideas: ${idea}, votes: ${vote}.\n` +
    '"npm run doctor" examines the box.\n'
  );
}
