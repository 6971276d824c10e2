import { isBlank } from '../../text.ts';
import type { Span } from '../arrival.ts';
import type { ArgsOf, Command } from './command.ts';
import { fold, isOneEditAway } from './fold.ts';
import { groupOf } from './groups.ts';
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
  /**
   * A word that several commands begin with ("labo"), and not what may follow it: alone, with one word (`said`) that none
   * of them has, or as `command` with arguments that do not fit.
   */
  | {
      readonly kind: 'mistyped';
      readonly group: string;
      readonly said: string | null;
      readonly command: Command<Call> | null;
    }
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
 * the text of an idea. What almost is a command (one slip in its name, or an argument that a sentence may
 * hold as well, or one that is missing) is an idea too, about which the box asks. Behind a word that several
 * commands begin with, nobody writes a title of one word: that is a command that was mistyped.
 */
export function parse<Call>(
  commands: readonly Command<Call>[],
  text: readonly Span[],
  { waiting }: { readonly waiting: boolean },
): Parsed<Call> {
  const typed = read(text);
  if (isBlank(typed.text)) return { kind: 'empty' };
  let near: Command<Call> | null = null;
  let misread: Command<Call> | null = null;
  for (const { command, words, slip } of named(commands, typed)) {
    if (command.waiting && !waiting) continue;
    const fit = fitted(commands, command, typed, words);
    if (!fit) continue;
    if (!slip && !fit.doubtful) return { kind: 'command', command, args: fit.args };
    const alone = words === typed.tokens.length;
    const telling = alone || (!fit.doubtful && (!fit.onlyOpen || slip.length >= LONG_NAME));
    if (!slip) misread ??= command;
    if (!slip || telling) near ??= command;
  }
  const [first, second, ...more] = typed.tokens.map(({ text: word }) => word);
  const group = first === undefined ? undefined : groupOf(commands, first);
  const ofGroup = misread?.word.startsWith(`${group} `) ? misread : null;
  if (group !== undefined && (ofGroup || more.length === 0))
    return { kind: 'mistyped', group, said: second ?? null, command: ofGroup };
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
  /** A sentence may read the same, or the last arguments are missing. */
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
  const fit: Fit = { args, doubtful: false, onlyOpen: false };
  let at = from;
  let bare = false;
  for (const [name, kind] of Object.entries(command.args)) {
    const left = at < typed.tokens.length;
    const canonical = (word: string) => canonicalOf(commands, word);
    const reading = left ? kind.read({ ...typed, at, canonical }) : null;
    if (!reading && !kind.optional) {
      if (left) return null;
      // The words are at an end and this one is missing.
      fit.doubtful = true;
    }
    args[name] = reading?.value;
    if (!reading) continue;
    fit.doubtful ||= (reading.doubtful ?? false) || (bare && kind.open);
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
