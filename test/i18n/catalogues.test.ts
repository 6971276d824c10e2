import { Buffer } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { LABEL_BYTES } from '../../src/chat/message.ts';
import { en } from '../../src/i18n/en/index.ts';
import { fr } from '../../src/i18n/fr/index.ts';
import { labels } from '../../src/i18n/labels.ts';
import { LANGS } from '../../src/i18n/lang.ts';
import { speak } from '../../src/i18n/speak.ts';
import { translationOf } from '../../src/i18n/texts.ts';

const PLURAL = /_(zero|one|two|few|many|other)$/;

/** [key as written, text] of a catalogue. */
function entries(catalogue: Record<string, Record<string, string>>): [string, string][] {
  return Object.entries(catalogue).flatMap(([subject, texts]) =>
    Object.entries(texts).map(([key, text]): [string, string] => [`${subject}.${key}`, text]),
  );
}

/** Keys as code says them. */
const said = (written: string) => written.replace(PLURAL, '');
const keys = [...new Set(entries(fr).map(([key]) => said(key)))];
const plurals = new Set(
  entries(fr)
    .filter(([key]) => PLURAL.test(key))
    .map(([key]) => said(key)),
);

/** Any key with every placeholder given: what no caller can do by type, only a test. */
function sayAnything(lang: (typeof LANGS)[number], key: string, value: string, count: number): string {
  const names = entries(fr)
    .filter(([written]) => said(written) === key)
    .flatMap(([, text]) => [...text.matchAll(/\{\{(\w+)(, number)?\}\}/g)])
    .map(([, name, isNumber]): [string, unknown] => [name ?? '', isNumber ? count : value]);
  const t = speak(lang).t as unknown as (key: string, values: unknown) => string;
  return t(key, { ...Object.fromEntries(names), ...(plurals.has(key) && { count }) });
}

describe.each(LANGS)('%s', (lang) => {
  test('every text is said whole, for 0, 1, 2 and a million', () => {
    for (const key of keys) {
      for (const count of [0, 1, 2, 1_000_000]) {
        const text = sayAnything(lang, key, 'valeur', count);
        expect(text).not.toMatch(/\{\{|\}\}|undefined|NaN/);
        expect(text).not.toBe(key);
        expect(text).not.toBe('');
      }
    }
  });

  test('labels and titles fit the narrowest platform', () => {
    const tooLong = labels
      .map((key) => sayAnything(lang, key, '9999999', 9_999_999))
      .filter((text) => Buffer.byteLength(text) > LABEL_BYTES);
    expect(tooLong).toEqual([]);
  });
});

test.each([
  ['fr', entries(fr)],
  ['en', entries(en)],
] as const)('%s is written as the others are', (_, texts) => {
  for (const [key, text] of texts) {
    // Placeholders are {{name}} or {{name, number}}: anything else i18next may read in its own way.
    expect(text.replace(/\{\{[a-zA-Z]+(, number)?\}\}/g, '')).not.toMatch(/[{}]|\$t/);
    // A count is shown as a number with separators, and only by a key with plural forms.
    expect([key, text.includes('{{count}}')]).toEqual([key, false]);
    expect([key, text.includes('{{count, number}}') && !PLURAL.test(key)]).toEqual([key, false]);
    // Typed with ordinary spaces and apostrophes; speak.ts sets them.
    expect([key, /[\u00A0\u202F\u2019]/.test(text)]).toEqual([key, false]);
    expect([key, /!.*!/.test(text)]).toEqual([key, false]);
  }
});

test('French has a space before double punctuation and inside its quotes', () => {
  for (const [key, text] of entries(fr)) {
    expect([key, text.match(/[^\s\d{}][;!?](?=\s|$)|\w:(?=\s|$)|«\S|\S»/)?.[0]]).toEqual([key, undefined]);
  }
});

test('plural keys have at least the forms one and other', () => {
  const written = new Set(entries(fr).map(([key]) => key));
  for (const key of plurals) {
    expect([...written]).toEqual(expect.arrayContaining([`${key}_one`, `${key}_other`]));
  }
});

/** Sources that may say a text, without the catalogues themselves. */
function sources(folder: string): string[] {
  const root = join(import.meta.dirname, '../..', folder);
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !path.includes(join('src', 'i18n')))
    .map((path) => readFileSync(path, 'utf8'));
}

test('every key is used', () => {
  const code = ['src', 'adapters', 'db', 'scripts'].flatMap(sources).join('\n');
  // A key is named in quotes, or made from a beginning: `idea.status-${status}`.
  const named = new Set([...code.matchAll(/['"`]([a-z]+\.[\w-]+)['"`]/g)].map((match) => match[1]));
  const begun = [...code.matchAll(/`([a-z]+\.[\w-]*)\$\{/g)].map((match) => match[1] ?? '');
  const unused = keys.filter((key) => !named.has(key) && !begun.some((start) => key.startsWith(start)));
  expect(unused).toEqual([]);
});

/** `npm run check:types` is the judge here: a line that stops being an error is an error. */
test('the type check refuses a translation that differs', () => {
  expect(refused).toBeInstanceOf(Function);
});

function refused(): void {
  type French = {
    plain: 'Bonjour';
    named: 'Bonjour {{name}}';
    votes_one: '1 vote';
    votes_other: '{{count, number}} votes';
  };
  const right = {
    plain: 'Hello',
    named: 'Hello {{name}}',
    votes_one: '{{count, number}} vote',
    votes_other: '{{count, number}} votes',
  } as const;
  const translation = translationOf<French>();
  translation(right);
  // @ts-expect-error another placeholder than French
  translation({ ...right, named: 'Hello {{nom}}' });
  // @ts-expect-error a placeholder less
  translation({ ...right, named: 'Hello' });
  // @ts-expect-error a placeholder more
  translation({ ...right, plain: 'Hello {{name}}' });
  // @ts-expect-error a number where French has a text
  translation({ ...right, named: 'Hello {{name, number}}' });
  // @ts-expect-error an unknown key
  translation({ ...right, other: 'x' });
  // @ts-expect-error a missing key
  translation({ plain: 'Hello', named: 'Hello {{name}}', votes_one: '1 vote' });
}
