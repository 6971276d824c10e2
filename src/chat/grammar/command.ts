import type { Lang } from '../../i18n/lang.ts';
import type { PlainKey } from '../../i18n/texts.ts';
import type { Answer } from '../arrival.ts';
import type { Kind } from './args.ts';
import { fold } from './fold.ts';

/** Who may use a command; each includes those before it, but `author` is about the idea in question. */
export type Who = 'reader' | 'member' | 'author' | 'facilitator' | 'administrator';

/** Arguments by name, in the order they are typed. */
type Kinds = Readonly<Record<string, Kind<unknown>>>;

/** The values a command's `run` gets. */
export type ArgsOf<A extends Kinds> = {
  readonly [K in keyof A]: A[K] extends Kind<infer T> ? T : never;
};

/** A command as it is declared, once: parser, help, completion and documentation all read it here. */
interface Declared<Call, A extends Kinds> {
  /** Canonical name, without accents; two words for a sub-command ("labo creer"). */
  readonly word: string;
  /**
   * How it may be typed, the first one shown; all languages are understood from everybody. Accents and case
   * do not matter. Both empty: the arguments alone are the command (a bare number).
   */
  readonly names: Readonly<Record<Lang, readonly string[]>>;
  readonly args: A;
  readonly who: Who;
  readonly help: Extract<PlainKey, `help.${string}`>;
  /** Something that can be copied: "voir #2256". */
  readonly example: string;
  /** The same in English, where other words than the command's name have to change: statuses, keys, sample texts. */
  readonly exampleInEnglish?: string;
  /** Only while a question of the box waits for this person's answer. */
  readonly waiting?: boolean;
  /** Does it answer with a form, where there are forms? Known without the database. */
  readonly form?: boolean | ((args: ArgsOf<A>) => boolean);
  run(call: Call, args: ArgsOf<A>): Promise<Answer>;
}

/** A command among others: its arguments are only known to itself. */
export interface Command<Call> extends Omit<Declared<Call, Kinds>, 'form'> {
  /** Every way to type it, folded. */
  readonly spellings: readonly string[];
  opensForm(args: ArgsOf<Kinds>): boolean;
}

/**
 * Declares a command. The types of `run`'s arguments follow from `args`; those of its call from the function
 * given: `run: (call: Call, { idea }) => …`.
 */
export function command<Call, const A extends Kinds>(declared: Declared<Call, A>): Command<Call> {
  const { word, names, form = false } = declared;
  const typed = [...names.fr, ...names.en];
  return {
    ...declared,
    spellings: typed.length === 0 ? [] : [...new Set([word, ...typed].map(fold))],
    // The parser only ever gives a command what its own `args` read.
    run: (call, args) => declared.run(call, args as ArgsOf<A>),
    opensForm: (args) => (typeof form === 'function' ? form(args as ArgsOf<A>) : form),
  };
}
