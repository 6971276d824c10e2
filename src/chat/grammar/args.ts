import type { Lang } from '../../i18n/lang.ts';
import { readCode as codeIn } from '../../members/account-code.ts';
import type { Person } from '../place.ts';
import { fold } from './fold.ts';
import type { Token, Typed } from './tokens.ts';

/** What an argument kind may look at: the words from `at` on, and enough around them to decide. */
export interface Input extends Typed {
  /** Index of the next word; there is one. */
  readonly at: number;
  /** The canonical word of a command by any of its names, or the first word of several commands ("labo"). */
  canonical(name: string): string | undefined;
}

/** What a kind read. */
export interface Reading<T> {
  readonly value: T;
  /** Index of the first word it left. */
  readonly next: number;
  /** Something in it is none of what the command knows. */
  readonly wrong?: boolean;
  /** If free text follows at once it may as well be a sentence: the box asks instead of obeying. */
  readonly doubtfulBeforeText?: boolean;
}

/** A kind of argument. `read` returns null when the words do not fit. */
export interface Kind<T> {
  /** As help shows it: "#n", "[TEXTE]". */
  readonly usage: Readonly<Record<Lang, string>>;
  readonly optional: boolean;
  /** Takes whatever comes, so that fitting proves little. */
  readonly open: boolean;
  /** The words it knows, where there are few. */
  readonly words?: Readonly<Record<Lang, readonly string[]>>;
  /** Whether it is a word that no title has, wherever it stands: "nom=Bretagne". */
  sign?(word: Token): boolean;
  /** Whether no title has that word behind the name of the command: "#12". */
  telling?(word: Token): boolean;
  read(input: Input): Reading<T> | null;
}

/** With `optional`, a command may leave the argument out and its value is then `undefined`. */
interface Options {
  readonly optional?: true;
}

/** Several ways to say one thing: a status and its names, a setting and its names. */
export interface Named<T extends string> {
  readonly value: T;
  readonly names: readonly string[];
}

type ValueOf<T, O> = O extends { optional: true } ? T | undefined : T;

/** A kind as help shows it in French and English. */
function kind<T, O extends Options>(
  [fr, en]: readonly [string, string],
  read: (input: Input) => Reading<T> | null,
  options: O | undefined,
  open = false,
): Kind<ValueOf<T, O>> {
  const optional = options?.optional ?? false;
  const usage = optional ? { fr: `[${fr}]`, en: `[${en}]` } : { fr, en };
  // What is read is never undefined; the parser adds that for what is left out.
  return { usage, optional, open, read: read as Kind<ValueOf<T, O>>['read'] };
}

const wordAt = (input: Input, at = input.at): string => input.tokens[at]?.text ?? '';

/** One word that fits a pattern or a list. */
const single = <T>(input: Input, value: T | null | undefined): Reading<T> | null =>
  value === null || value === undefined ? null : { value, next: input.at + 1 };

/** "#12", "n°12", "12", with a comma or colon after it or without. */
const NUMBER = /^(#|n[°º])?(\d+)[,;:]?$/iu;

/**
 * "compléter 3 fois par an le stock" is an idea, "completer #3 aussi le samedi" is a command: before a free
 * text only a number with its sign is a number of an idea beyond doubt.
 */
function readIdea(input: Input): Reading<number> | null {
  const apart = /^(#|n[°º])$/iu.test(wordAt(input));
  const found = NUMBER.exec(apart ? wordAt(input) + wordAt(input, input.at + 1) : wordAt(input));
  if (!found) return null;
  // A number no idea ever has is answered like any unknown one.
  const value = Math.min(Number(found[2]), Number.MAX_SAFE_INTEGER);
  return { value, next: input.at + (apart ? 2 : 1), doubtfulBeforeText: !found[1] };
}

/** Everything that is left, as typed; a colon between the number and the text belongs to neither. */
function readText(input: Input): Reading<string> | null {
  const start = input.tokens[input.at]?.start ?? input.text.length;
  const value = input.text.slice(start).replace(/^:\s+/u, '').trimEnd();
  return value === '' ? null : { value, next: input.tokens.length };
}

/** "voir #12 svp", and what was to become a number: "voir #", "voir #abc" */
const isNumbered = ({ text }: Token): boolean => text.startsWith('#');

/** "K7Q2-M4X9", in one word or two; a full stop after it belongs to the sentence. */
function readCode(input: Input): Reading<string> | null {
  for (const length of [1, 2]) {
    const words = input.tokens.slice(input.at, input.at + length).map(({ text }) => text);
    const value = codeIn(words.join(' ').replace(/[.,;:]$/, ''));
    if (value !== null) return { value, next: input.at + length };
  }
  return null;
}

/** Letters and figures together: a code with a slip in it. */
const isLikeCode = ({ text }: Token): boolean => /^(?=\D*\d)(?=\P{L}*\p{L})[\p{L}\d-]+$/u.test(text);

const SLUG = /^[a-z0-9][a-z0-9-]{1,39}$/;

/** "Île-de-France" is understood as "ile-de-france". */
function readSlug(input: Input): Reading<string> | null {
  const slug = fold(wordAt(input));
  return single(input, SLUG.test(slug) ? slug : null);
}

/** A resolved mention, or "platform:realm:user" as in ADMINS; only the user part may hold a colon. */
function readPerson(input: Input): Reading<Person> | null {
  const mentioned = input.tokens[input.at]?.person;
  if (mentioned) return single(input, mentioned);
  const typed = /^([a-z][a-z0-9-]*):([^:]+):(.+)$/u.exec(wordAt(input));
  const [, platform, realm, user] = typed ?? [];
  return platform && realm && user ? single(input, { platform, realm, user }) : null;
}

/** "@yann", whom the platform does not know by that name. */
const isMention = ({ text, person }: Token): boolean => person !== undefined || /^@./u.test(text);

const LANGUAGES: readonly Named<Lang>[] = [
  { value: 'fr', names: ['fr', 'français', 'french'] },
  { value: 'en', names: ['en', 'anglais', 'english'] },
];

function readLanguage(input: Input): Reading<Lang> | null {
  return single(input, LANGUAGES.find(({ names }) => names.map(fold).includes(fold(wordAt(input))))?.value);
}

/** A command's word, of one word or two, or the first word of several commands ("labo"). */
function readWord(input: Input): Reading<string> | null {
  for (const length of [2, 1]) {
    if (input.at + length > input.tokens.length) continue;
    const words = input.tokens.slice(input.at, input.at + length).map(({ text }) => text);
    const value = input.canonical(words.join(' '));
    if (value) return { value, next: input.at + length };
  }
  return null;
}

function readDigit(input: Input): Reading<number> | null {
  const word = wordAt(input);
  return single(input, /^[1-9]$/.test(word) ? Number(word) : null);
}

/** For names of several words: hyphens, apostrophes and spaces are all one space. */
const spaced = (text: string): string =>
  fold(text)
    .replace(/[\s'-]+/gu, ' ')
    .replace(/[,;:]$/, '')
    .trim();

/** One of some names, which may have several words ("à l'étude"); of two that fit, the longer one. */
function oneOf<T extends string>(choices: readonly Named<T>[]): (input: Input) => Reading<T> | null {
  const known = new Map(choices.flatMap(({ value, names }) => names.map((name) => [spaced(name), value])));
  const longest = Math.max(...[...known.keys()].map((name) => name.split(' ').length));
  return (input) => {
    for (let next = Math.min(input.at + longest, input.tokens.length); next > input.at; next -= 1) {
      const words = input.tokens.slice(input.at, next).map(({ text }) => text);
      const value = known.get(spaced(words.join(' ')));
      if (value) return { value, next };
    }
    return null;
  };
}

/** `key=value`, the value quoted in any of the ways keyboards and phones write quotes. */
const PAIR = /\s*([\p{L}-]+)=(?:"([^"]*)"|“([^”]*)”|«([^»]*)»|'([^']*)'|([^\s"“«']\S*))(?=\s|$)/uy;

/**
 * `nom="Labo Bretagne" zone=Europe/Paris` to the end of the text; of a key said twice the last counts. A key
 * that is not in the list makes it wrong rather than a sentence.
 */
function readSettings<K extends string>(known: ReadonlyMap<string, K>) {
  return (input: Input): Reading<Partial<Record<K, string>>> | null => {
    const text = input.text.slice(input.tokens[input.at]?.start).trimEnd();
    const value: Partial<Record<K, string>> = {};
    let wrong = false;
    let end = 0;
    while (end < text.length) {
      PAIR.lastIndex = end;
      const pair = PAIR.exec(text);
      if (!pair) return null;
      const key = known.get(fold(pair[1] ?? ''));
      if (key) value[key] = (pair.slice(2).find((quoted) => quoted !== undefined) ?? '').trim();
      else wrong = true;
      end = PAIR.lastIndex;
    }
    return { value, next: input.tokens.length, wrong };
  };
}

/** The kinds a command declares its arguments with. */
export const arg = {
  /** The number of an idea: `#12`, `n°12`, `12`. */
  idea: <O extends Options = Options>(options?: O) => ({
    ...kind(['#n', '#n'], readIdea, options),
    telling: isNumbered,
  }),

  /** All the rest, as typed, mentions as "@name". Comes last. */
  text: <O extends Options = Options>(options?: O) => kind(['TEXTE', 'TEXT'], readText, options, true),

  /** The same for a command that takes any text, and says itself what to do where there is none. */
  query: () => ({
    ...kind(['TEXTE', 'TEXT'], readText, { optional: true }, true),
    usage: { fr: 'TEXTE', en: 'TEXT' },
  }),

  /** A status by one of its names. */
  status: <S extends string, O extends Options = Options>(statuses: readonly Named<S>[], options?: O) =>
    kind(['STATUT', 'STATUS'], oneOf(statuses), options),

  /** Short name of a lab: `[a-z0-9][a-z0-9-]{1,39}`. */
  slug: <O extends Options = Options>(options?: O) => kind(['nom-court', 'short-name'], readSlug, options),

  /** `key=value` pairs to the end, values as typed; at least one. Comes last. */
  settings: <K extends string, O extends Options = Options>(keys: readonly Named<K>[], options?: O) => {
    const known = new Map(keys.flatMap(({ value, names }) => names.map((name) => [fold(name), value])));
    return {
      ...kind(['clé=valeur', 'key=value'], readSettings(known), options),
      words: { fr: keys.map(({ names }) => names[0] ?? ''), en: keys.map(({ names }) => names.at(-1) ?? '') },
      sign: ({ text }: Token) => known.has(fold(/^([\p{L}-]+)=/u.exec(text)?.[1] ?? '')),
      telling: ({ text }: Token) => known.has(fold(text)),
    };
  },

  person: <O extends Options = Options>(options?: O) => ({
    ...kind(['@personne', '@person'], readPerson, options),
    telling: isMention,
  }),

  language: <O extends Options = Options>(options?: O) => kind(['fr|en', 'fr|en'], readLanguage, options),

  /** Another command, as its canonical word; or the first word of several. */
  word: <O extends Options = Options>(options?: O) => kind(['MOT', 'WORD'], readWord, options),

  /** A code that links accounts. */
  code: <O extends Options = Options>(options?: O) => ({
    ...kind(['CODE', 'CODE'], readCode, options),
    telling: isLikeCode,
  }),

  /** A choice in a numbered list, 1 to 9. */
  digit: <O extends Options = Options>(options?: O) => kind(['1–9', '1–9'], readDigit, options),
} as const;
