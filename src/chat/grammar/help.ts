import { LANGS, type Lang } from '../../i18n/lang.ts';
import { speak } from '../../i18n/speak.ts';
import type { CommandHelp } from '../adapter.ts';
import type { Command } from './command.ts';

type Described = Pick<Command<never>, 'word' | 'names' | 'args' | 'help' | 'example'>;

/** A command as completion, set-up and documentation show it. */
export function helpOf(command: Described): CommandHelp {
  const { word, names, args, help, example } = command;
  const inEach = (say: (lang: Lang) => string) => ({ fr: say('fr'), en: say('en') });
  return {
    word,
    aliases: [...new Set(LANGS.flatMap((lang) => names[lang]))].filter((name) => name !== word),
    usage: inEach((lang) =>
      Object.values(args)
        .map((kind) => kind.usage[lang])
        .join(' '),
    ),
    help: inEach((lang) => speak(lang).t(help)),
    example,
  };
}

/** Every command that has a name, in the order of the list; answers to a question are not called by name. */
export function helpOfAll(commands: readonly (Described & { waiting?: boolean })[]): CommandHelp[] {
  return commands.filter(({ waiting }) => !waiting).map(helpOf);
}

/** How a command is typed, with its arguments: "voir #n"; in English "show #n". */
export function usageOf(command: Described, lang: Lang): string {
  const name = command.names[lang][0] ?? command.word;
  return [name, helpOf(command).usage[lang]].filter((part) => part !== '').join(' ');
}

/**
 * A command as somebody who speaks this language would type it: "neutre #12" is "neutral #12" in English. The
 * box's own words are French, and understood from everybody.
 */
export function inWordsOf(commands: readonly Described[], lang: Lang, typed: string): string {
  if (lang === 'fr') return typed;
  const said = commands
    .filter(({ word }) => typed === word || typed.startsWith(`${word} `))
    .sort((a, b) => b.word.length - a.word.length)[0];
  return said ? `${said.names[lang][0] ?? said.word}${typed.slice(said.word.length)}` : typed;
}

/** A command's example, as somebody who speaks this language would type it. */
export function exampleOf(command: Described & Pick<Command<never>, 'exampleInEnglish'>, lang: Lang): string {
  if (lang === 'en' && command.exampleInEnglish !== undefined) return command.exampleInEnglish;
  return inWordsOf([command], lang, command.example);
}

/** The commands of one word of help: that command, or all of a group ("labo"). Empty for an unknown word. */
export function commandsUnder<C extends Described>(commands: readonly C[], word: string): C[] {
  const exact = commands.filter((command) => command.word === word);
  return exact.length > 0 ? exact : commands.filter((command) => command.word.startsWith(`${word} `));
}
