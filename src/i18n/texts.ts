import type { fr } from './fr/index.ts';

/**
 * What TypeScript knows about the texts. French is the reference: its keys are the keys of the box, and the
 * placeholders in its sentences are the parameters a caller must give. Everything here is types; `speak.ts`
 * does the talking.
 */
type French = typeof fr;

/** Endings i18next chooses by `count`. A key without one of them is a plain sentence. */
type PluralForm = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';

/** Every key as written in the catalogues: `vote.for_one`. */
type Written = { [S in keyof French]: `${S}.${keyof French[S] & string}` }[keyof French];

/** A key as code says it: `vote.for`. */
type Said<K> = K extends `${infer Base}_${PluralForm}` ? Base : K;
/** Every key a text is asked for by; a plural one without its ending. */
export type I18nKey = Said<Written>;

type TextAt<K> = K extends `${infer S extends keyof French}.${infer N}`
  ? N extends keyof French[S]
    ? French[S][N]
    : never
  : never;

/** The written forms of a key: itself, or its plural forms. */
type Forms<K extends string> = K extends Written ? K : Extract<Written, `${K}_${PluralForm}`>;

/** What stands between the braces of a text: `name` of `{{name}}`, `count, number` of `{{count, number}}`. */
type Placeholder<T> = T extends `${string}{{${infer P}}}${infer Rest}` ? P | Placeholder<Rest> : never;

type NameOf<P> = P extends `${infer Name}, number` ? Name : P;

/** Placeholders of all forms of a key; `count` always belongs to a plural key, whether it is shown or not. */
type PlaceholderOf<K extends string> =
  | Placeholder<TextAt<Forms<K>>>
  | (K extends Written ? never : 'count, number');

/** `{{name, number}}` takes a number and shows it with separators; `{{name}}` is shown as given. */
export type Values<K extends I18nKey, Extra = never> = {
  readonly [P in PlaceholderOf<K> as NameOf<P> & string]: P extends `${string}, number`
    ? number
    : string | number | Extra;
};

/** The arguments after the key: none where the sentence has no placeholder. */
export type Given<K extends I18nKey, Extra = never> = [PlaceholderOf<K>] extends [never]
  ? []
  : [values: Values<K, Extra>];

/** Keys that need no values: commands' help, labels. */
export type PlainKey = { [K in I18nKey]: [PlaceholderOf<K>] extends [never] ? K : never }[I18nKey];

/** Names of the placeholders of a text, for comparing two languages; a plural form may leave `count` out. */
type Compared<T, K> = K extends `${string}_${PluralForm}`
  ? Exclude<Placeholder<T>, 'count, number'>
  : Placeholder<T>;

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;

/** What the type check says of a wrong sentence. An object, since two literal types would cancel out. */
interface Fault<Why> {
  readonly fault: Why;
}

type Checked<F, E> = {
  readonly [K in keyof F]: K extends keyof E
    ? Same<Compared<E[K], K>, Compared<F[K], K>> extends true
      ? string
      : Fault<['placeholders in French:', Compared<F[K], K>]>
    : string;
} & { readonly [K in Exclude<keyof E, keyof F>]: Fault<'French has no such key'> };

/**
 * Declares the texts of one subject in another language. The type check refuses a key French lacks, a key
 * that is missing, and a sentence with other placeholders than the French one.
 */
export function translationOf<F extends object>() {
  return <const E extends Readonly<Record<string, string>>>(texts: E & Checked<F, E>): E => texts;
}
