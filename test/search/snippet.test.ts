import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { termOf, wordsOf } from '../../src/search/french.ts';
import { snippetOf } from '../../src/search/snippet.ts';
import { lengthOf } from '../../src/text.ts';

/** A word of a search matches whatever has the same term. */
const looking =
  (...words: string[]) =>
  (word: string) =>
    words.map(termOf).includes(termOf(word) ?? '');

/** "a1 a2 a3 …": words that match nothing. */
const filler = (count: number, letter = 'a') =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`).join(' ');

test('a short text is shown whole, on one line', () => {
  expect(snippetOf('Un abri.\n\nPour les vélos,\tet le reste. ', looking('vélo'), 160)).toBe(
    'Un abri. Pour les vélos, et le reste.',
  );
});

test.each(['', '   ', 'Un abri pour la pluie.', 'Le vélodrome est fermé.'])('%j holds no match', (body) => {
  expect(snippetOf(body, looking('vélo'), 160)).toBe('');
});

test.each([
  ['de l’accueil du soir', 'accueil'],
  ["de l'accueil du soir", 'accueil'],
  ['un rendez-vous au marché', 'marchés'],
  ['LES VÉLOS DE SERVICE', 'velo'],
  ['les ve\u0301los de service', 'vélo'],
])('%s is found by %s', (body, word) => {
  expect(snippetOf(body, looking(word), 160)).toBe(body);
});

describe('of a long text', () => {
  test('as much before the match as after, with an ellipsis at both ends', () => {
    const shown = snippetOf(`${filler(50)} vélo ${filler(50, 'b')}`, looking('vélo'), 30);
    expect(shown).toBe('…a48 a49 a50 vélo b1 b2 b3 b4…');
  });

  test('no ellipsis where nothing was cut', () => {
    expect(snippetOf(`Vélo ${filler(50)}`, looking('vélo'), 16)).toBe('Vélo a1 a2 a3…');
    expect(snippetOf(`${filler(50)} vélo.`, looking('vélo'), 16)).toBe('…a49 a50 vélo.');
  });

  test('the place with the most different words wins, not the one that repeats one', () => {
    const body = `vélo vélos vélo ${filler(40)} une piste pour le vélo ${filler(40, 'b')} piste`;
    expect(snippetOf(body, looking('vélo', 'piste'), 40)).toContain('une piste pour le vélo');
  });

  test('of two such places the first', () => {
    const body = `${filler(40)} vélo ${filler(40, 'b')} vélo ${filler(40, 'c')}`;
    expect(snippetOf(body, looking('vélo'), 30)).toMatch(/a40 vélo b1/);
  });

  test('nothing but an ellipsis ends a cut sentence', () => {
    expect(snippetOf(`Vélo. ${filler(50)}`, looking('vélo'), 8)).toBe('Vélo…');
  });

  test('signs of two halves count once and stay whole', () => {
    expect(snippetOf(`🚲🚲 vélo 🚲🚲 ${'🚲🚲 '.repeat(20)}`, looking('vélo'), 12)).toBe('🚲🚲 vélo 🚲🚲…');
  });

  test('a word longer than the whole is cut', () => {
    const long = `vélo${'o'.repeat(100)}`;
    expect(snippetOf(`Un ${long} bleu`, (word) => word === long, 12)).toBe(`…${long.slice(0, 10)}…`);
  });
});

/** What the snippet is a part of: the same text on one line. */
const lined = (body: string) => body.toWellFormed().replace(/\s+/gu, ' ').trim();

const bodies = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('vélo', 'vélos', "l'été", 'piste.', '🚲', '\n\n', 'rendez-vous', '…', '\uD83D'),
        fc.stringMatching(/^[a-zéœ]{1,12}$/u),
        fc.string({ unit: 'grapheme', maxLength: 60 }),
      ),
      { maxLength: 60 },
    )
    .map((words) => words.join(' ')),
);
/** Any rule by which words match: those of some lengths. */
const rules = fc
  .uniqueArray(fc.integer({ min: 1, max: 12 }))
  .map((lengths) => (word: string) => lengths.includes(lengthOf(word)));
const maxima = fc.integer({ min: 3, max: 200 });

describe('whatever the text, the words and the bound', () => {
  const holds = (check: (body: string, isMatch: (word: string) => boolean, max: number) => void) =>
    fc.assert(fc.property(bodies, rules, maxima, check), { numRuns: 1500 });

  test('it is never longer than asked, and one line of valid Unicode', () => {
    holds((body, isMatch, max) => {
      const shown = snippetOf(body, isMatch, max);
      expect(lengthOf(shown)).toBeLessThanOrEqual(max);
      expect(shown.isWellFormed()).toBe(true);
      expect(shown).not.toMatch(/[\r\n\t]/);
    });
  });

  test('it is a part of the text, apart from the ellipses and spaces', () => {
    holds((body, isMatch, max) => {
      expect(lined(body)).toContain(snippetOf(body, isMatch, max).replace(/^…|…$/gu, ''));
    });
  });

  test('it is empty exactly when nothing matches, and holds the beginning of a match else', () => {
    holds((body, isMatch, max) => {
      const shown = snippetOf(body, isMatch, max);
      const matches = [...wordsOf(lined(body))].map(({ word }) => word).filter(isMatch);
      expect(shown !== '').toBe(matches.length > 0);
      expect(shown === '' || matches.some(([first = '']) => shown.includes(first))).toBe(true);
    });
  });

  test('words no longer than the whole are not cut', () => {
    holds((body, isMatch, max) => {
      const text = lined(body);
      fc.pre(text.split(' ').every((run) => lengthOf(run) <= max - 2));
      const words = new Set([...wordsOf(text)].map(({ word }) => word));
      for (const { word } of wordsOf(snippetOf(body, isMatch, max))) expect(words).toContain(word);
    });
  });
});

test('a text of twenty thousand signs in which every word matches takes no time', () => {
  const body = 'vélo piste '.repeat(2000);
  const started = performance.now();
  for (let time = 0; time < 10; time += 1) snippetOf(body, () => true, 160);
  expect(performance.now() - started).toBeLessThan(1000);
});
