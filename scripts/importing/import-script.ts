import { stat } from 'node:fs/promises';
import { systemClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config.ts';
import { isOwnExport } from '../restoring/own-export.ts';
import { restore } from '../restoring/restore-script.ts';
import { databaseExists, databaseFile } from '../support/database-file.ts';
import { progress } from '../support/progress.ts';
import { EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { countLines } from './count-lines.ts';
import { type Imported, importFiles } from './import-files.ts';
import { type ImportOptions, optionsOf } from './options.ts';
import { readFile } from './read-file.ts';
import { reportText } from './report-text.ts';
import { openTarget } from './target.ts';

/** Imports files of another tool into a lab, or hands an export of a box over to be restored. */
export async function importScript(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = optionsOf(argv, around);
  const own = await ownExportIn(options);
  if (own !== null) return restore(own, { json: options.json }, around);
  const config = loadConfig(around.env);
  for (const file of options.files) await requireReadable(file, options, config.zone);

  if (config.demo) around.err('the demo is on, and its database is used: DEMO=0 for your own\n');
  const isNew = !databaseExists(config);
  const target = await openTarget(config, options);
  if (isNew && !options.dryRun) around.err(`new database at ${databaseFile(config)}\n`);
  const { lab } = target;
  const source = options.source ?? lab.slug;
  const order = { lab, source, now: systemClock.now(), replay: options.replay, totals: options.totals };
  const bar = progress({ what: 'lines', total: await linesOf(options.files) }, around, systemClock);
  const work = { order, mapping: options.mapping, onLines: (count: number) => bar.advance(count) };
  let cut = false;
  try {
    const imported = await importFiles(options.files, target.database.unitOfWork, work).finally(bar.end);
    cut = imported.cut !== null;
    const facts = { database: databaseFile(config), lab: lab.slug, source, dryRun: options.dryRun };
    around.out(options.json ? `${JSON.stringify(json(imported, facts))}\n` : text(imported, facts));
    return imported.report.refused > 0 || cut ? EXIT.failed : EXIT.done;
  } finally {
    // On a full disk the log cannot be moved into the file; whoever opens it next does that.
    await target.close().catch((error: unknown) => {
      if (!cut) throw error;
    });
  }
}

/** The export of a box among the files; it goes alone. */
async function ownExportIn({ files, dryRun }: ImportOptions): Promise<string | null> {
  for (const file of files) {
    if (!(await isOwnExport(file))) continue;
    if (files.length > 1) throw new UsageError(`${file} is an export of a box: it is brought back alone`);
    if (dryRun) throw new UsageError(`${file} is an export of a box, for which there is no --dry-run`);
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

function json({ report, files, cut }: Imported, facts: Facts): object {
  return { ...facts, ...report, files, cut };
}

function text(imported: Imported, { database, lab, source, dryRun }: Facts): string {
  const where = `lab ${lab} of ${database}, source ${source}`;
  return `${dryRun ? `Nothing was written; into ${where} this would be` : `Into ${where}:`}\n${reportText(imported)}`;
}
