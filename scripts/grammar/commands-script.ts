import { Option } from 'commander';
import { COMMANDS } from '../../src/chat/commands/index.ts';
import { helpOf, usageOf } from '../../src/chat/grammar/help.ts';
import { LANGS, type Lang } from '../../src/i18n/lang.ts';
import { commandLine, EXIT, type Surroundings } from '../support/script.ts';
import { table } from '../support/table.ts';

const HELP = `
The list is the one the parser, /idee aide and completion read. It needs no configuration and no database.
Exit codes: 0; 2 wrong usage.`;

/** Prints the grammar: every command, how it is typed, who may use it. */
export async function commands(argv: readonly string[], around: Surroundings): Promise<number> {
  const { lang, json } = commandLine('commands', around)
    .description('Prints the command grammar.')
    .addOption(
      new Option('--lang <lang>', 'language of names, arguments and help').choices(LANGS).default('fr'),
    )
    .option('--json', 'print one JSON array, with both languages')
    .addHelpText('after', HELP)
    .parse(argv, { from: 'user' })
    .opts<{ lang: Lang; json?: true }>();
  around.out(json ? `${JSON.stringify(COMMANDS.map(facts), null, 2)}\n` : listing(lang));
  return EXIT.done;
}

/** What a program can know of a command. `waiting`: only as the answer to a question of the box. */
function facts(command: (typeof COMMANDS)[number]): object {
  const { word, names, who, waiting = false } = command;
  const { usage, help, example } = helpOf(command);
  return { word, names, usage, who, waiting, help, example };
}

function listing(lang: Lang): string {
  return table(
    COMMANDS.map((command) => [
      // Without a name its arguments are the command.
      command.spellings.length > 0 ? usageOf(command, lang) : helpOf(command).usage[lang],
      command.who + (command.waiting ? ' (asked)' : ''),
      helpOf(command).help[lang],
    ]),
  );
}
