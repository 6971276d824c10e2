import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { speak } from '../../src/i18n/speak.ts';
import type { PlainKey } from '../../src/i18n/texts.ts';
import { setFrench } from '../../src/i18n/typography.ts';

const fr = speak('fr');
const en = speak('en');

test.each([
  [0, 'aucun vote', 'no votes'],
  [1, '1 vote', '1 vote'],
  [2, '2 votes', '2 votes'],
  [1_000_000, '1\u202F000\u202F000 votes', '1,000,000 votes'],
])('%i votes are counted in both languages', (count, french, english) => {
  expect(fr.t('vote.votes', { count })).toBe(french);
  expect(en.t('vote.votes', { count })).toBe(english);
});

test('a plural without a form for zero is right for zero', () => {
  expect(fr.t('idea.moreInList', { count: 0 })).toBe('Et 0 autre.');
  expect(en.t('error.tooLong', { max: 150, count: 0 })).toContain('0 too many');
});

test('a large limit has separators, the number of an idea has none', () => {
  expect(fr.t('error.tooLong', { max: 3000, count: 1200 })).toBe(
    "C'est un peu long\u00A0: 3\u202F000 signes au plus, il y en a 1\u202F200 de trop.",
  );
  expect(fr.t('vote.countedFor', { number: 12345 })).toContain('#12345');
});

const treacherous = '{{title}} $t(vote.votes) {{count, number}} $& <b>&amp; « x ! »';

test('what a person wrote passes through untouched', () => {
  const said = en.t('idea.cardTitle', { number: treacherous, title: treacherous });
  expect(said).toBe(`💡 #${treacherous} · ${treacherous}`);
});

test('any value passes through untouched', () => {
  const value = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[{}$t(), a-z]{0,20}$/));
  fc.assert(
    fc.property(value, value, (number, title) => {
      expect(fr.t('idea.cardTitle', { number, title })).toBe(`💡 #${number} · ${title}`);
    }),
  );
});

test('an object takes its place in the sentence, whatever the text beside it says', () => {
  const command = { kind: 'code', text: '/idee top' } as const;
  expect(fr.runs('error.notFound', { number: '\0{{command}}$t(x)', command })).toEqual([
    "Je ne trouve pas d'idée #\0{{command}}$t(x) que vous puissiez lire ici. Essayez ",
    command,
    '.',
  ]);
  expect(fr.runs('decision.askThem', { people: [command, ' ou ', command] })).toEqual([
    'Demandez à ',
    command,
    ' ou ',
    command,
    '.',
  ]);
});

test('French sentences are set with no-break spaces', () => {
  expect(setFrench('Quoi ? « Oui ! » : 5 %')).toBe('Quoi\u202F? «\u202FOui\u202F!\u202F»\u00A0: 5\u202F%');
});

test('one voice a language', () => {
  expect(speak('fr')).toBe(fr);
  expect([fr.lang, en.lang]).toEqual(['fr', 'en']);
});

test('a key that slipped past the type check fails loudly', () => {
  expect(() => fr.t('vote.unheardOf' as 'form.title')).toThrow('vote.unheardOf');
});

/** `npm run check:types` is the judge here: a line that stops being an error is an error. */
test('the type check refuses what cannot be said', () => {
  expect(refused).toBeInstanceOf(Function);
});

function refused(): void {
  fr.t('form.title');
  // @ts-expect-error no such key
  fr.t('form.titel');
  // @ts-expect-error the plural forms are not keys
  fr.t('vote.votes_one', { count: 1 });
  // @ts-expect-error a value is missing
  fr.t('vote.countedFor');
  // @ts-expect-error a value is misspelt
  fr.t('vote.countedFor', { nmber: 1 });
  // @ts-expect-error one of two values is missing
  fr.t('idea.cardTitle', { number: 1 });
  // @ts-expect-error a value nobody asked for
  fr.t('vote.countedFor', { number: 1, title: 'x' });
  // @ts-expect-error a plural needs its count
  fr.t('vote.votes', {});
  // @ts-expect-error a count is a number
  fr.t('vote.votes', { count: '3' });
  // @ts-expect-error a formatted value is a number
  fr.t('error.titleTooShort', { min: 'three' });
  // @ts-expect-error objects only in `runs`
  fr.t('decision.askThem', { people: [{ kind: 'code', text: 'x' }] });
  const plain: PlainKey = 'help.voir';
  // @ts-expect-error this one needs a value
  const parameterised: PlainKey = 'vote.countedFor';
  fr.t(plain);
  fr.t(parameterised as PlainKey);
}
