import type { CommandView, WorldView } from '../wire.ts';
import type { Lang } from './texts.ts';

/** What the message box offers while a command is typed. Pure. */

export interface Suggestion {
  /** What the box holds once it is chosen. */
  text: string;
  /** The command with its arguments. */
  shown: string;
  help: string;
}

/** More would not fit beside the messages on a phone. */
const MOST = 8;

/** Commands that what is typed may become, the nearest first; none for anything but a command. */
export function suggestions(
  typed: string,
  { commandWord, grammar }: Pick<WorldView, 'commandWord' | 'grammar'>,
  lang: Lang,
  newIdea: string,
): Suggestion[] {
  if (typed !== '' && typed.length <= commandWord.length && commandWord.startsWith(typed.toLowerCase())) {
    return [{ text: `${commandWord} `, shown: commandWord, help: newIdea }];
  }
  const begun = afterWord(typed, commandWord);
  if (begun === null) return [];
  return grammar
    .filter((command) => begins(command, begun))
    .slice(0, MOST)
    .map((command) => suggestion(command, commandWord, lang));
}

/** The command that is being given its arguments, if any: what to type next. */
export function hint(
  typed: string,
  { commandWord, grammar }: Pick<WorldView, 'commandWord' | 'grammar'>,
  lang: Lang,
): Suggestion | null {
  const begun = afterWord(typed, commandWord);
  if (begun === null) return null;
  const found = grammar
    .filter(({ word, aliases }) =>
      [word, ...aliases].some((name) => `${begun} `.startsWith(`${plain(name)} `)),
    )
    .sort((a, b) => b.word.length - a.word.length)[0];
  return found ? suggestion(found, commandWord, lang) : null;
}

function suggestion({ word, usage, help }: CommandView, commandWord: string, lang: Lang): Suggestion {
  const args = usage[lang];
  return {
    text: `${commandWord} ${word}${args ? ' ' : ''}`,
    shown: `${commandWord} ${word}${args ? ` ${args}` : ''}`,
    help: help[lang],
  };
}

/** Whether a name of the command begins with what is typed and goes on. */
function begins({ word, aliases }: CommandView, begun: string): boolean {
  return [word, ...aliases].some((name) => plain(name).startsWith(begun) && plain(name) !== begun);
}

/** What follows "/idee ", without accents and capitals; null when that is not what is typed. */
function afterWord(typed: string, commandWord: string): string | null {
  const text = plain(typed);
  return text.startsWith(`${commandWord} `) ? text.slice(commandWord.length).trimStart() : null;
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
