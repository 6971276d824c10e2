import type { Command } from './command.ts';
import { fold } from './fold.ts';
import { commandsUnder } from './help.ts';

type Known = Pick<Command<never>, 'word' | 'names' | 'args' | 'help' | 'example' | 'spellings'>;

/** The canonical first word of several commands, by any of its names: "lab" is "labo". Undefined for any other word. */
export function groupOf(commands: readonly Known[], name: string): string | undefined {
  const folded = fold(name);
  if (commands.some(({ spellings }) => spellings.includes(folded))) return undefined;
  const one = commands.find(({ spellings }) => spellings.some((typed) => typed.startsWith(`${folded} `)));
  const group = one?.word.split(' ')[0];
  return group !== undefined && commandsUnder(commands, group).length > 1 ? group : undefined;
}
