import { randomBytes, randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';
import { inSnapshot } from '../../db/read-models/export-reads.ts';
import { systemClock } from '../../src/clock.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import type { Counts } from '../../src/exporting/header.ts';
import { keptSecret, Secrets } from '../../src/secrets.ts';
import { requireDatabase } from '../support/database-file.ts';
import { progress } from '../support/progress.ts';
import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { csvWriter } from './csv-writer.ts';
import { growing, requirePlace, type TextSink, textFile } from './destination.ts';
import { type Exporting, expected, writeExport } from './write-export.ts';
import { type ExportWriter, FORMATS, type Format, jsonWriter, ndjsonWriter } from './writers.ts';

const HELP = `
All labs are in it, also closed ones, and texts that were hidden or withdrawn. Without --with-persons nobody is
named: whoever signed or decided has a pseudonym that is another in each export, and votes are nobody's. What
people wrote stays as they wrote it.
"npm run import -- PATH" brings an export back into an empty box. The running box need not be stopped.

Exit codes: 0 exported; 1 failure: nothing is left at PATH; 2 wrong usage or configuration, no database there,
or PATH is there already.

Examples:
  npm run -s export -- --format csv --out ideas/
  npm run -s export -- --with-persons --out backup.ndjson`;

interface Options {
  format: Format;
  out?: string;
  withPersons?: true;
  force?: true;
  json?: true;
}

/** Writes all the box remembers, to a file or folder, or to standard output. */
export async function exportBox(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = commandOf(around).parse(argv, { from: 'user' }).opts<Options>();
  const { format, json } = options;
  const out = options.out === undefined ? null : resolve(options.out);
  if (out === null && format === 'csv')
    throw new UsageError('an export in CSV is a folder: say --out FOLDER');
  if (out === null && json) throw new UsageError('--json tells of the export: say where it goes, by --out');
  const config = loadConfig(around.env);
  requireDatabase(config);
  if (out !== null) await requirePlace(out, placing(options));
  around.err(options.withPersons ? WITH_PERSONS : WITHOUT_PERSONS);
  const counts =
    out === null ? await toOutput(config, options, around) : await toPlace(config, out, options, around);
  if (!counts) return EXIT.done;
  if (json)
    around.out(`${JSON.stringify({ exported: true, format, persons: personsOf(options), out, counts })}\n`);
  else around.err(`Exported${out === null ? '' : ` to ${out}`}: ${figures(counts)}.\n`);
  return EXIT.done;
}

function commandOf(around: Surroundings): Command {
  return commandLine('export', around)
    .description('Writes all the box remembers: labs, ideas, votes, decisions, digests.')
    .addOption(new Option('--format <format>', 'form of the export').choices(FORMATS).default('ndjson'))
    .option('--out <path>', 'file (CSV: folder) to write; default: standard output')
    .option('--with-persons', 'name persons: a full backup, who voted what sealed with the secret of the box')
    .option('--force', 'replace what is at PATH')
    .option('--json', 'print one JSON object on what was exported')
    .addHelpText('after', HELP);
}

const WITH_PERSONS =
  'This export names persons and holds closed labs and hidden texts: keep it as you keep the database. Who voted what is sealed; ' +
  "restoring it takes this box's secret (BOX_SECRET, or box.secret in the data folder).\n";
const WITHOUT_PERSONS =
  'Without persons: nobody is named but where a text names them. Closed labs and hidden texts are in it. A full backup takes ' +
  '--with-persons.\n';

const personsOf = ({ withPersons }: Options) => (withPersons ? 'sealed-voters' : 'pseudonyms');
const placing = ({ force, format }: Options) => ({ force: force === true, folder: format === 'csv' });
const figures = (counts: Counts): string =>
  `labs: ${counts.lab}, ideas: ${counts.idea}, votes: ${counts.vote}, digests: ${counts.digest}`;

function toOutput(config: Config, options: Options, around: Surroundings): Promise<Counts | null> {
  return writeAll(config, textWriter({ write: async (text) => around.out(text) }, options), options, around);
}

async function toPlace(
  config: Config,
  out: string,
  options: Options,
  around: Surroundings,
): Promise<Counts | null> {
  const grown = await growing(out, placing(options));
  try {
    const counts = await toFiles(config, grown.path, options, { ...around, isRead: () => true });
    await grown.place();
    return counts;
  } catch (error) {
    await grown.abandon();
    throw error;
  }
}

async function toFiles(
  config: Config,
  path: string,
  options: Options,
  around: Surroundings,
): Promise<Counts | null> {
  if (options.format === 'csv') {
    return writeAll(config, csvWriter(path, { persons: personsOf(options) }), options, around);
  }
  const file = await textFile(path);
  return writeAll(config, textWriter(file, options), options, around).finally(() => file.close());
}

const textWriter = (sink: TextSink, { format }: Options): ExportWriter =>
  format === 'json' ? jsonWriter(sink) : ndjsonWriter(sink);

async function writeAll(
  config: Config,
  writer: ExportWriter,
  options: Options,
  around: Surroundings,
): Promise<Counts | null> {
  const persons = personsOf(options);
  const secrets = options.withPersons ? await secretsOf(config) : NO_SECRETS;
  const engine = await openSqlite(config.databaseUrl);
  try {
    await migrate(engine.write, engine.ddl);
    return await inSnapshot(engine.read, async (reads) => {
      const bar = progress({ what: 'records', total: await expected(reads, persons) }, around, systemClock);
      const exporting: Exporting = {
        persons,
        secrets,
        chance: { key: randomBytes(32), below: randomInt },
        at: systemClock.now(),
        onRecords: (count) => bar.advance(count),
        isRead: around.isRead ?? (() => true),
      };
      return writeExport(reads, writer, exporting).finally(() => bar.end());
    });
  } finally {
    await engine.close();
  }
}

async function secretsOf(config: Config): Promise<Secrets> {
  return new Secrets(config.secret ?? (await keptSecret(config.dataDir)), config.previousSecret);
}

/** Pseudonyms are made from chance alone. */
const NO_SECRETS: Pick<Secrets, 'seal'> = {
  seal() {
    throw new Error('an export without persons seals nothing');
  },
};
