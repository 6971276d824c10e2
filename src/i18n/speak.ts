import { createInstance } from 'i18next';
import { en } from './en/index.ts';
import { fr } from './fr/index.ts';
import type { Lang } from './lang.ts';
import type { Given, I18nKey } from './texts.ts';
import { setFrench } from './typography.ts';

/** Says the box's texts in one language. Values are never escaped here: whoever renders a message does. */
export interface Speak {
  readonly lang: Lang;
  /** The text for a key: `t('idea.recorded', { number: 2256, where: '~labo' })`. */
  t<K extends I18nKey>(key: K, ...values: Given<K>): string;
  /**
   * The same in pieces, for a sentence that holds more than text: a value may be any object (a mention, a
   * command to be typed, a list of such) and comes back in its place, between the strings around it.
   */
  runs<K extends I18nKey, V extends Given<K, object>>(key: K, ...values: V): (string | Held<V>)[];
}

/** The objects among the values of a sentence, those in lists included. */
type Held<V extends readonly unknown[]> = V extends readonly [infer Values]
  ? HeldIn<Values[keyof Values]>
  : never;
type HeldIn<T> = T extends readonly (infer E)[] ? Extract<E, object> : Extract<T, object>;

type Catalogue = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * A catalogue as i18next reads it: typeset, and with the plural categories its writers may leave out. French
 * has `many` for 1 000 000, which i18next would answer with the bare key; it reads like `other`.
 */
function prepared(lang: Lang, catalogue: Catalogue): Catalogue {
  const categories = new Intl.PluralRules(lang).resolvedOptions().pluralCategories;
  const set = lang === 'fr' ? setFrench : (text: string) => text;
  return Object.fromEntries(
    Object.entries(catalogue).map(([subject, texts]) => {
      const complete: Record<string, string> = {};
      for (const [key, text] of Object.entries(texts)) {
        complete[key] = set(text);
        if (!key.endsWith('_other')) continue;
        for (const category of categories) {
          const form = key.replace(/other$/, category);
          if (!(form in texts)) complete[form] = set(text);
        }
      }
      return [subject, complete];
    }),
  );
}

const i18n = createInstance({
  resources: {
    fr: { translation: prepared('fr', fr) },
    en: { translation: prepared('en', en) },
  },
  fallbackLng: 'fr',
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
  parseMissingKeyHandler: (key: string) => {
    throw new Error(`No text for the key ${key}`);
  },
});
// Synchronous, since the texts are given and `initAsync` is off.
void i18n.init();

/** Stands for an object while i18next builds the sentence. Typed texts hold no NUL: `tidy` removes it. */
const HOLE = /\0(\d+)\0/;

function speakerOf(lang: Lang): Speak {
  const translate = i18n.getFixedT(lang);

  /** `replace` keeps a value named like one of i18next's options from being taken for the option. */
  function say(key: string, values: Readonly<Record<string, unknown>> = {}): string {
    const { count } = values;
    return translate(key, { ...(typeof count === 'number' && { count }), replace: values, nest: false });
  }

  return {
    lang,
    t: (key, ...[values]) => say(key, values),
    // What comes back is what was given: the signature says so, the splitting below cannot.
    runs(key: string, ...[values = {}]: readonly Readonly<Record<string, unknown>>[]): never[] {
      const held: unknown[] = [];
      const hold = (value: unknown) => (typeof value === 'object' ? `\0${held.push(value) - 1}\0` : value);
      const sentence = say(
        key,
        Object.fromEntries(Object.entries(values).map(([name, value]) => [name, hold(value)])),
      );
      // Split by the hole's pattern: texts at even places, numbers of holes at odd ones.
      return sentence
        .split(HOLE)
        .flatMap((piece, place) => (place % 2 === 0 ? [piece] : [held[Number(piece)] ?? []].flat()))
        .filter((piece) => piece !== '') as never[];
    },
  };
}

const speakers: Readonly<Record<Lang, Speak>> = { fr: speakerOf('fr'), en: speakerOf('en') };

/** The box's voice in a language; always the same object for one language. */
export function speak(lang: Lang): Speak {
  return speakers[lang];
}
