import { type Command, InvalidArgumentError } from 'commander';
import { openDatabase } from '../../db/open.ts';
import { systemClock } from '../../src/clock.ts';
import { loadConfig } from '../../src/config.ts';
import { isBlank } from '../../src/text.ts';
import { requireDatabase } from '../support/database-file.ts';
import { commandLine, EXIT, type Surroundings, UsageError } from '../support/script.ts';
import { table } from '../support/table.ts';
import { type CloseIdea, type Comparison, closest } from './closest.ts';

const LIMIT = 5;
const LIMIT_MAX = 100;

const HELP = `
Compares a text with every idea of the database of DATABASE_URL, as the form does before it publishes, and changes
nothing. The score goes from 0 (nothing in common) towards 1 (every word in the title and all over the text). Titles of closed labs are shown with --all
only; --json prints numbers and scores alone.

Exit codes: 0, also when nothing is similar; 1 failure; 2 wrong usage or configuration, no database there, unknown lab.

Examples:
  npm run -s similar -- "Un local pour les vélos"
  npm run -s similar -- "Un local pour les vélos" --body "Fermé à clé, près de l'entrée." --lab bretagne --json`;

interface Options extends Pick<Comparison, 'lab' | 'limit'> {
  body: string;
  all?: true;
  json?: true;
}

/** Prints the ideas closest to a text. */
export async function similar(argv: readonly string[], around: Surroundings): Promise<number> {
  const command = commandOf(around).parse(argv, { from: 'user' });
  const { all, json, ...comparison } = command.opts<Options>();
  const title = command.args[0] ?? '';
  if (isBlank(title)) throw new UsageError('the text is empty; give the words of an idea, in quotes');
  const config = loadConfig(around.env);
  requireDatabase(config);
  const database = await openDatabase(config.databaseUrl, { clock: systemClock });
  try {
    const found = await closest(database.reads, { title, ...comparison });
    around.out(json ? asJson(found) : asText(found, all ?? false));
    return EXIT.done;
  } finally {
    await database.close();
  }
}

function commandOf(around: Surroundings): Command {
  return commandLine('similar', around)
    .description('Prints the ideas closest to a text.')
    .argument('<text>', 'title of an idea, or any sentence')
    .option('--body <text>', 'the rest of the idea', '')
    .option('--lab <slug>', 'only ideas of this lab')
    .option('--limit <count>', `how many at most, up to ${LIMIT_MAX}`, countOf, LIMIT)
    .option('--all', 'show the titles of closed labs as well')
    .option('--json', 'print a list of numbers and scores')
    .addHelpText('after', HELP);
}

function countOf(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= LIMIT_MAX) return count;
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${LIMIT_MAX}.`);
}

function asText(found: readonly CloseIdea[], all: boolean): string {
  if (found.length === 0) return 'nothing similar\n';
  return table(
    found.map(({ number, score, title, open }) => [
      `#${number}`,
      score.toFixed(2),
      open || all ? title : '(in a closed lab)',
    ]),
  );
}

/** Four places: more would be noise. */
function asJson(found: readonly CloseIdea[]): string {
  return `${JSON.stringify(found.map(({ number, score }) => ({ number, score: Number(score.toFixed(4)) })))}\n`;
}
