import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { excerpt, isBlank, lengthOf, tidy } from '../src/text.ts';

const text = fc.string({ unit: 'binary', maxLength: 200 });

describe('tidy', () => {
  test('is done once: doing it again changes nothing', () => {
    fc.assert(fc.property(text, (raw) => expect(tidy(tidy(raw))).toBe(tidy(raw))));
    // An accent that was kept from its letter by something invisible.
    expect(tidy('e\u200B\u0301')).toBe('é');
  });

  test('leaves no control, no change of direction, no half of an emoji, no third line feed', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const tidied = tidy(raw);
        expect(tidied).not.toMatch(/[^\P{Cc}\n\t]/u);
        expect(tidied).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u2028\u2029]/u);
        expect(tidied).not.toMatch(/\n{3}/);
        expect(tidied.isWellFormed()).toBe(true);
        expect(tidied).toBe(tidied.trim());
        expect(tidied).toBe(tidied.normalize('NFC'));
      }),
    );
  });

  test.each([
    ['a\r\nb\rc\u2028d\u2029e', 'a\nb\nc\nd\ne'],
    ['a\n\n\n\nb', 'a\n\nb'],
    ['\u0000a\u0007\u009Fb', 'ab'],
    ['a\tb', 'a\tb'],
    ['soft\u00ADhyphen', 'softhyphen'],
    ['\u202Eabc', 'abc'],
    ['👩🏽‍🚒 🏳️‍🌈', '👩🏽‍🚒 🏳️‍🌈'],
    ['שלום عربي', 'שלום عربي'],
    ['\uD83D', '\uFFFD'],
    ['  a  b  ', 'a  b'],
    ['', ''],
  ])('%j becomes %j', (raw, tidied) => expect(tidy(raw)).toBe(tidied));
});

describe('isBlank', () => {
  test.each([
    '',
    ' ',
    '\n\t\u00A0\u3000',
    '\u200B\u200D\uFE0F\u2060',
    '\u0301',
    '\u3164\u115F\u1160\uFFA0\u2800',
  ])('%j shows nothing', (blank) => expect(isBlank(blank)).toBe(true));

  test.each(['a', '.', '💡', '漢', 'ش', '1', '\u200Ba'])('%j shows something', (seen) =>
    expect(isBlank(seen)).toBe(false),
  );

  test('anything with a letter is not blank', () => {
    fc.assert(fc.property(text, text, (a, b) => expect(isBlank(`${a}x${b}`)).toBe(false)));
  });
});

test('lengthOf counts code points', () => {
  fc.assert(fc.property(text, (raw) => expect(lengthOf(raw)).toBe([...raw].length)));
  expect(lengthOf('💡é')).toBe(2);
});

describe('excerpt', () => {
  test('is the text where it fits, else its beginning with an ellipsis, never too long', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (raw, max) => {
        const short = excerpt(raw, max);
        if (lengthOf(raw) <= max) return expect(short).toBe(raw);
        expect(lengthOf(short)).toBeLessThanOrEqual(max);
        expect(short.endsWith('…')).toBe(true);
        expect(raw.startsWith(short.slice(0, -1))).toBe(true);
      }),
    );
  });

  test.each([
    ['Prêter les outils du labo', 20, 'Prêter les outils…'],
    ['Anticonstitutionnellement', 10, 'Anticonst…'],
    ['💡💡💡', 2, '💡…'],
    ['a', 1, 'a'],
  ])('%j in %i is %j', (raw, max, short) => expect(excerpt(raw, max)).toBe(short));

  test('without a bound it is the whole', () => {
    expect(excerpt('x'.repeat(10_000), Number.POSITIVE_INFINITY)).toHaveLength(10_000);
  });
});
