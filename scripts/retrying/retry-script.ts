import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { systemClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config.ts';
import type { ParkedRow, Retried } from '../../src/delivery/delivery-store.ts';
import { age } from '../examining/check.ts';
import { requireDatabase } from '../support/database-file.ts';
import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';

/** A way to end of this script alone: all went well, and nothing was to be tried again. */
const NOTHING = 3;
/** Rows listed at most. */
const LISTED = 100;

const HELP = `
Without rows it lists them and changes nothing. What was refused is sent anew. What may stand there all the same (its
answer got lost) is looked for first, and sent only where it is missing; where the box may not look, it is given up
again: look yourself, and say --absent. The script only writes to the outbox: the running box sends, within ten seconds,
or the next one. The database is the one of DATABASE_URL.

Exit codes: 0 listed, or tried again; 1 failure; 2 wrong usage or configuration, no database there; 3 nothing is given
up, or none of these rows.

Examples:
  npm run -s retry
  npm run -s retry -- 12 15
  npm run -s retry -- --all
  npm run -s retry -- 12 --absent`;

interface Options {
  all?: true;
  absent?: true;
  json?: true;
}

/** Tries messages again that the box gave up, or lists them. */
export async function retry(argv: readonly string[], around: Surroundings): Promise<number> {
  const command = commandLine('retry', around)
    .description('Tries messages again that were given up (parked).')
    .argument('[rows...]', 'numbers of rows, as the list and the doctor show them')
    .option('--all', 'every row that is given up')
    .option('--absent', 'you looked, and these rows do not stand there: they are sent without another look')
    .option('--json', 'print one JSON object')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' });
  const { all = false, absent = false, json = false } = command.opts<Options>();
  const rows = command.args.map(rowNumber);
  if (all && rows.length > 0) throw new UsageError('either rows or --all, not both');
  if (absent && rows.length === 0) throw new UsageError('--absent needs the rows that you looked for');

  const config = loadConfig(around.env);
  requireDatabase(config);
  const database = await openDatabase(config.databaseUrl, { clock: systemClock });
  try {
    const wanted = all ? 'all' : [...new Set(rows)];
    const { code, text, result } =
      wanted.length === 0 ? await listed(database) : await tried(database, wanted, absent);
    around.out(json ? `${JSON.stringify(result)}\n` : text);
    return code;
  } finally {
    await database.close();
  }
}

interface Outcome {
  code: number;
  text: string;
  result: object;
}

async function listed({ reads }: OpenDatabase): Promise<Outcome> {
  const now = systemClock.now();
  const parked = await reads.delivery.parked(LISTED);
  const more = (await reads.delivery.figures(now)).parked - parked.length;
  const lines = parked.map(
    (row) =>
      `row ${row.id}: ${whatOf(row)}, ${row.failure}, for ${age(row.createdAt, now)}; ${standing(row)}`,
  );
  return {
    code: parked.length === 0 ? NOTHING : EXIT.done,
    text: textOf([
      ...(parked.length === 0 ? ['nothing is given up'] : lines),
      ...(more > 0 ? [`${more} more`] : []),
    ]),
    result: { parked: parked.map(({ what, ...row }) => ({ ...row, what: what.kind })), more },
  };
}

const whatOf = ({ what, platform, realm }: ParkedRow) => `${what.kind} for ${platform}:${realm}`;
const standing = (row: ParkedRow) => (row.mayStand ? 'it may stand there' : 'nobody was told');

async function tried(
  { unitOfWork }: OpenDatabase,
  rows: readonly number[] | 'all',
  absent: boolean,
): Promise<Outcome> {
  const retried = await unitOfWork.run((tx) => tx.delivery.retry(rows, { now: systemClock.now(), absent }));
  const missed = rows === 'all' ? [] : rows.filter((row) => retried.every(({ id }) => id !== row));
  const nothing = rows === 'all' && retried.length === 0 ? ['nothing is given up'] : [];
  return {
    code: retried.length === 0 ? NOTHING : EXIT.done,
    text: textOf([
      ...retried.map(lineOf),
      ...missed.map((row) => `row ${row}: not given up (sent, waiting, or no such row)`),
      ...nothing,
    ]),
    result: { retried, notGivenUp: missed },
  };
}

const lineOf = ({ id, lookedFor }: Retried) =>
  `row ${id}: ${lookedFor ? 'looked for first, sent where it is missing' : 'sent anew'}`;

const textOf = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');

function rowNumber(text: string): number {
  const row = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (row === 0) throw new UsageError(`not the number of a row: ${text}`);
  return row;
}
