import { stat } from 'node:fs/promises';
import { systemClock } from '../../src/clock.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { type Counts, mostlyUnknown } from '../../src/importing/import-report.ts';
import { isOwnExport } from '../restoring/own-export.ts';
import { restore } from '../restoring/restore-script.ts';
import { databaseFile } from '../support/database-file.ts';
import { exitCodeOf, type Interruption, listenForInterruption } from '../support/interruption.ts';
import { newDatabase } from '../support/new-database.ts';
import { progress } from '../support/progress.ts';
import { EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { countLines } from './count-lines.ts';
import { type Imported, importFiles } from './import-files.ts';
import { type ImportOptions, optionsOf } from './options.ts';
import { readFile } from './read-file.ts';
import { reportText } from './report-text.ts';
import { openTarget, type Target } from './target.ts';

/** Imports files of another tool into a lab, or hands an export of a box over to be restored. */
export async function importScript(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = optionsOf(argv, around);
  const own = await ownExportIn(options);
  if (own !== null) return restore(own, { json: options.json }, around);
  const config = loadConfig(around.env);
  for (const file of options.files) await requireReadable(file, options, config.zone);

  if (config.demo) around.err('the demo is on, and its database is used: DEMO=0 for your own\n');
  const made = options.dryRun ? null : newDatabase(config);
  const interruption = listenForInterruption();
  try {
    const target = await openTarget(config, options).catch((error: unknown) => {
      made?.remove();
      throw error;
    });
    if (made) around.err(`new database at ${databaseFile(config)}\n`);
    return await importInto(target, { options, config, interruption, around });
  } finally {
    interruption.end();
  }
}

interface Importing {
  options: ImportOptions;
  config: Config;
  interruption: Interruption;
  around: Surroundings;
}

/** Imports, tells what it came to, closes the target. */
async function importInto(target: Target, importing: Importing): Promise<number> {
  const { options, config, interruption, around } = importing;
  let cut = false;
  try {
    const imported = await importedFiles(target, importing);
    cut = imported.cut !== null;
    const told = {
      ...imported,
      report: { ...imported.report, elsewhere: await bySlug(target, imported.report.elsewhere) },
    };
    const { slug: lab } = target.lab;
    const facts = {
      database: databaseFile(config),
      lab,
      source: sourceOf(options, target),
      dryRun: options.dryRun,
    };
    if (mostlyUnknown(imported.report)) around.err(MOSTLY_UNKNOWN);
    around.out(options.json ? `${JSON.stringify(json(told, facts))}\n` : text(told, facts));
    if (interruption.signal) return exitCodeOf(interruption.signal);
    return imported.report.refused > 0 || cut ? EXIT.failed : EXIT.done;
  } finally {
    // On a full disk the log cannot be moved into the file; whoever opens it next does that.
    await target.close().catch((error: unknown) => {
      if (!cut) throw error;
    });
  }
}

async function importedFiles(target: Target, importing: Importing): Promise<Imported> {
  const { options, interruption, around } = importing;
  const { lab, database } = target;
  const order = {
    lab,
    source: sourceOf(options, target),
    now: systemClock.now(),
    replay: options.replay,
    totals: options.totals,
  };
  const bar = progress({ what: 'lines', total: await linesOf(options.files) }, around, systemClock);
  const onLines = (count: number) => bar.advance(count);
  const work = { order, mapping: options.mapping, onLines, interruption };
  return importFiles(options.files, database.unitOfWork, work).finally(bar.end);
}

const sourceOf = ({ source }: ImportOptions, { lab }: Target): string => source ?? lab.slug;

/** Counts by the labs' ids, by their short names. */
async function bySlug({ database }: Target, counts: Counts): Promise<Counts> {
  const slugs = new Map((await database.reads.labs.all()).map(({ id, slug }) => [String(id), slug]));
  return Object.fromEntries(Object.entries(counts).map(([id, count]) => [slugs.get(id) ?? id, count]));
}

const MOSTLY_UNKNOWN =
  'More than half of the votes say something that is no vote here, and do not count. If they are votes, say which: ' +
  '--map-value "VALUE=for", --map-value "VALUE=against". Try it first with --dry-run.\n';

/** The export of a box among the files; it goes alone. */
async function ownExportIn({ files, typed }: ImportOptions): Promise<string | null> {
  for (const file of files) {
    if (!(await isOwnExport(file))) continue;
    if (files.length > 1) throw new UsageError(`${file} is an export of a box: it is brought back alone`);
    const idle = typed.filter((name) => name !== '--json');
    if (idle.length > 0) {
      throw new UsageError(
        `${file} is an export of a box, which is brought back whole: there is no ${idle.join(', no ')} for it`,
      );
    }
    return file;
  }
  return null;
}

/** Looks at the beginning of a file before anything is written. A pipe can be read but once. */
async function requireReadable(file: string, { mapping }: ImportOptions, zone: string): Promise<void> {
  const facts = await stat(file).catch(() => null);
  if (facts && !facts.isFile() && !facts.isDirectory()) return;
  for await (const _ of readFile(file, { zone, mapping })) return;
}

async function linesOf(files: readonly string[]): Promise<number | null> {
  const counts = await Promise.all(files.map(countLines));
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}

interface Facts {
  database: string;
  lab: string;
  source: string;
  dryRun: boolean;
}

function json({ report, notRead, files, cut }: Imported, facts: Facts): object {
  return { ...facts, ...report, notRead, files, cut };
}

function text(imported: Imported, { database, lab, source, dryRun }: Facts): string {
  const where = `lab ${lab} of ${database}, source ${source}`;
  return `${dryRun ? `Nothing was written; into ${where} this would be` : `Into ${where}:`}\n${reportText(imported, { dryRun })}`;
}
