import { isBlank } from '../../text.ts';
import type { Span } from '../arrival.ts';
import type { ArgsOf, Command } from './command.ts';
import { fold, isOneEditAway } from './fold.ts';
import { groupOf } from './groups.ts';
import { commandsUnder } from './help.ts';
import { isLong, isMeant, isSigned } from './meant.ts';
import { read, type Typed } from './tokens.ts';

/** What somebody meant. `text` is what they typed, mentions as "@name". */
export type Parsed<Call> =
  | {
      readonly kind: 'command';
      readonly command: Command<Call>;
      readonly args: ArgsOf<Command<Call>['args']>;
    }
  /** Perhaps this command; to be treated as an idea, and asked. */
  | { readonly kind: 'near'; readonly command: Command<Call>; readonly text: string }
  /** This command beyond doubt, with arguments that are missing or do not fit. */
  | { readonly kind: 'misused'; readonly command: Command<Call> }
  /** A word that several commands begin with ("labo"), alone or with a word (`said`) that none of them has. */
  | { readonly kind: 'mistyped'; readonly group: string; readonly said: string | null }
  | { readonly kind: 'idea'; readonly text: string }
  | { readonly kind: 'empty' };

/** How many words of the text may name a command; one more than names have, for a slip of the space bar. */
const NAME_WORDS = 3;

/**
 * A slip before nothing but free text proves little: "fine herbes" is no search. Only names of this many
 * letters are asked about then.
 */
const LONG_NAME = 6;

/**
 * A text is a command when it begins with a command's name and the rest fits its arguments; anything else is
 * the text of an idea. What almost is a command (one slip in its name, an argument that a sentence may hold as
 * well, a name of two words before a sentence) is an idea too, about which the box asks. What is a command that
 * was misused is neither: its name, and arguments of which the last are missing, or words that no title has. Behind a
 * word that several commands begin with, nobody writes a title of one word: that is a command that was mistyped.
 */
export function parse<Call>(
  commands: readonly Command<Call>[],
  text: readonly Span[],
  { waiting }: { readonly waiting: boolean },
): Parsed<Call> {
  const typed = read(text);
  if (isBlank(typed.text)) return { kind: 'empty' };
  let near: Command<Call> | null = null;
  let misused: Command<Call> | null = null;
  for (const { command, words, slip } of named(commands, typed)) {
    if (command.waiting && !waiting) continue;
    const fit = fitted(commands, command, typed, words);
    if (slip) {
      const alone = words === typed.tokens.length;
      const telling = alone || (!fit?.doubtful && (!fit?.onlyOpen || slip.length >= LONG_NAME));
      if (fit && telling) near ??= command;
    } else if (fit?.complete && !fit.doubtful) return { kind: 'command', command, args: fit.args };
    else if (fit ? !fit.complete : isMeant(command, typed, words)) misused ??= command;
    else if (fit || isLong(command)) near ??= command;
  }
  if (misused) return { kind: 'misused', command: misused };
  const [first, second, ...more] = typed.tokens.map(({ text: word }) => word);
  const group = first === undefined ? undefined : groupOf(commands, first);
  if (group !== undefined && (more.length === 0 || isSigned(commandsUnder(commands, group), typed)))
    return { kind: 'mistyped', group, said: second ?? null };
  return near ? { kind: 'near', command: near, text: typed.text } : { kind: 'idea', text: typed.text };
}

interface NamedCommand<Call> {
  command: Command<Call>;
  /** How many words of the text are the name. */
  words: number;
  /** The name it is one slip away from; empty where it is that name. */
  slip: string;
}

/** Commands whose name the text begins with: the right names first, of these the longer ones. */
function named<Call>(commands: readonly Command<Call>[], typed: Typed): NamedCommand<Call>[] {
  const right: NamedCommand<Call>[] = [];
  const slips: NamedCommand<Call>[] = [];
  for (let words = Math.min(NAME_WORDS, typed.tokens.length); words > 0; words -= 1) {
    const name = nameOf(typed, words);
    for (const command of commands) {
      if (command.spellings.includes(name)) {
        right.push({ command, words, slip: '' });
        continue;
      }
      const slip = command.spellings.find((spelling) => isOneEditAway(name, spelling));
      if (slip) slips.push({ command, words, slip });
    }
  }
  for (const command of commands) {
    if (command.spellings.length === 0) right.push({ command, words: 0, slip: '' });
  }
  return [...right, ...slips];
}

function nameOf(typed: Typed, words: number): string {
  return fold(
    typed.tokens
      .slice(0, words)
      .map(({ text }) => text)
      .join(' '),
  );
}

interface Fit {
  args: Record<string, unknown>;
  /** Nothing is missing, and nothing wrong was read. */
  complete: boolean;
  /** A sentence may read the same. */
  doubtful: boolean;
  /** Nothing but free text was read. */
  onlyOpen: boolean;
}

/** Reads a command's arguments from the words after its name; null when they do not take all of them. */
function fitted<Call>(
  commands: readonly Command<Call>[],
  command: Command<Call>,
  typed: Typed,
  from: number,
): Fit | null {
  const args: Record<string, unknown> = {};
  const fit: Fit = { args, complete: true, doubtful: false, onlyOpen: false };
  let at = from;
  let bare = false;
  for (const [name, kind] of Object.entries(command.args)) {
    const left = at < typed.tokens.length;
    const canonical = (word: string) => canonicalOf(commands, word);
    const reading = left ? kind.read({ ...typed, at, canonical }) : null;
    if (!reading && !kind.optional) {
      if (left) return null;
      // The words are at an end and this one is missing.
      fit.complete = false;
    }
    args[name] = reading?.value;
    if (!reading) continue;
    if (reading.wrong) fit.complete = false;
    fit.doubtful ||= bare && kind.open;
    fit.onlyOpen = kind.open && (fit.onlyOpen || at === from);
    bare = reading.doubtfulBeforeText ?? false;
    at = reading.next;
  }
  return at === typed.tokens.length ? fit : null;
}

/** The canonical word of a command by any name; the first word of several ("labo") is one too. */
function canonicalOf<Call>(commands: readonly Command<Call>[], name: string): string | undefined {
  const folded = fold(name);
  const whole = commands.find(({ spellings }) => spellings.includes(folded));
  if (whole) return whole.word;
  const group = commands.find(({ spellings }) => spellings.some((one) => one.startsWith(`${folded} `)));
  return group?.word.split(' ')[0];
}
