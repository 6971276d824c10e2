import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { openDatabase } from '../../db/open.ts';
import { systemClock } from '../../src/clock.ts';
import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { inTempDir } from '../support/temp-dir.ts';
import { baseline } from './baseline.ts';
import { bm25 } from './bm25.ts';
import { boxSystem, fileAll } from './box.ts';
import { caseSets } from './cases.ts';
import { type Folder, readFolder } from './folder.ts';
import { goals } from './goals.ts';
import { measure, type Progress } from './measure.ts';
import { asJson, asText, type Evaluation } from './report.ts';
import type { System } from './system.ts';
import { tfIdf } from './tf-idf.ts';
import { checkYardstick } from './yardstick.ts';

const BOX = 'box';
/** Between two lines of progress. */
const PROGRESS_MS = 2000;

const HELP = `
DIR holds proposals and versions (*.ndjson), pairs of proposals (*-duplicates.csv) and pairs labelled by experts
(expert-pairs.csv); docs/similar-ideas.md says what is measured and how. It goes into a database of its own, which
is removed afterwards. Nothing that is printed holds a text.

Exit codes: 0; 1 the yardstick is broken (or, with --strict, a goal was missed), or a failure; 2 wrong usage, or no
such folder or files.`;

interface Options {
  database?: string;
  strict?: true;
  json?: true;
}

/** Measures how well the box finds similar ideas, beside two baselines. */
export async function evalSimilar(argv: readonly string[], around: Surroundings): Promise<number> {
  const command = commandOf(around).parse(argv, { from: 'user' });
  const options = command.opts<Options>();
  const folder = readFolder(command.args[0] ?? '');
  const evaluation = await withDatabase(options.database, (file) => evaluate(folder, file, around));
  around.out(options.json ? `${JSON.stringify(asJson(evaluation))}\n` : asText(evaluation));
  return verdict(evaluation, options, around);
}

function commandOf(around: Surroundings): Command {
  return commandLine('eval:similar', around)
    .description('Measures how well similar ideas are found, on a folder of real consultations.')
    .argument('<dir>', 'folder of the consultations')
    .option('--database <file>', 'make the database there, and keep it')
    .option('--strict', 'end with 1 when a goal was missed')
    .option('--json', 'print one JSON object, with the ids of what was not put first')
    .addHelpText('after', HELP);
}

async function withDatabase<T>(kept: string | undefined, work: (file: string) => Promise<T>): Promise<T> {
  if (kept === undefined) return inTempDir((dir) => work(join(dir, 'box.db')));
  if (existsSync(kept)) throw new UsageError(`${kept} is there already; name a file that is not`);
  return work(kept);
}

async function evaluate(folder: Folder, file: string, around: Surroundings): Promise<Evaluation> {
  const database = await openDatabase(`sqlite:${file}`, { clock: systemClock });
  try {
    const filed = await fileAll(database, folder.corpora, systemClock.now());
    const baselines = [baseline('tf-idf', tfIdf, folder.corpora), baseline('bm25', bm25, folder.corpora)];
    const box = boxSystem(BOX, database.reads.similarity, filed);
    return await compare(folder, [box, ...baselines], around);
  } finally {
    await database.close();
  }
}

async function compare(
  folder: Folder,
  systems: readonly System[],
  around: Surroundings,
): Promise<Evaluation> {
  const measured = await measure(systems, caseSets(folder), progressOn(around));
  const names = systems.map(({ name }) => name);
  const baselines = names.filter((name) => name !== BOX);
  return {
    folder,
    systems: names,
    measured,
    yardstick: checkYardstick(measured, baselines),
    goals: goals(measured, BOX, baselines),
  };
}

/** A line now and then, and one when a system is through. */
function progressOn({ err }: Surroundings): Progress {
  let told = systemClock.now();
  return (system, done, all) => {
    const now = systemClock.now();
    if (done < all && now - told < PROGRESS_MS) return;
    told = now;
    err(`${system}: ${done} of ${all} queries\n`);
  };
}

function verdict({ yardstick, goals }: Evaluation, { strict }: Options, { err }: Surroundings): number {
  if (!yardstick.sound) {
    err(`The yardstick is broken, these figures mean nothing: ${yardstick.remarks.join('; ')}\n`);
    return EXIT.failed;
  }
  return strict && goals.some(({ met }) => met === false) ? EXIT.failed : EXIT.done;
}
