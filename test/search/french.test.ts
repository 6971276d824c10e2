import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold, termOf, termsOf, wordsOf } from '../../src/search/french.ts';

describe('the French analyser', () => {
  test.each([
    ['plurals and feminines', ['communale', 'communales', 'communaux', 'communal']],
    ['verb forms and their noun', ['améliorer', 'améliorera', 'améliorations', 'amélioré']],
    ['words typed without accents', ['bibliothèques', 'bibliotheque', 'BIBLIOTHÈQUE']],
    ['participles typed without accents', ['proposée', 'proposee', 'proposées', 'proposer']],
    ['plurals the stemmer leaves', ['vélo', 'vélos', 'VELOS']],
    ['plurals in x', ['lieu', 'lieux']],
    ['adjectives in x', ['heureux', 'heureuse']],
    ['masculines and feminines', ['actif', 'active', 'actives']],
    ['neuf and neuve', ['neuf', 'neuve', 'neuves']],
    ['ligatures', ['œuvre', 'oeuvres', 'ŒUVRES']],
    ['composed and decomposed accents', ['école', 'e\u0301cole', 'ecoles']],
  ])('gives %s one term', (_, words) => {
    expect(new Set(words.map(termOf)).size).toBe(1);
    expect(termOf(words[0] ?? '')).not.toBeNull();
  });

  test.each([
    ["l'atelier d'aujourd'hui", ['atel', 'aujourd', 'hui']],
    ['l’atelier qu’on ouvre', ['atel', 'ouvr']],
    ["Jusqu'à l'école", ['ecol']],
    ['un vélo, des vélos : le vélo-partage !', ['velo', 'velo', 'velo', 'partag']],
    ['la 5G en 2026', ['5g', '2026']],
    ['que de la pour et du', []],
    ['', []],
  ])('of %j makes %j', (text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  test('keeps different words apart', () => {
    expect(termOf('cantine')).not.toBe(termOf('cantonnier'));
    expect(termOf('policier')).not.toBe(termOf('politique'));
  });

  test('any text gives terms of letters and digits alone, of a bounded length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const term of termsOf(text)) {
          expect(term).toMatch(/^[\p{L}\p{N}]+$/u);
          expect(term.length).toBeLessThanOrEqual(400);
        }
      }),
    );
  });

  test('is the same for a text with and without its accents, in any case and with either apostrophe', () => {
    const words = fc.constantFrom(
      'l’école',
      "d'été",
      'préau',
      'rénovée',
      'goûter',
      'où',
      'forêts',
      'gérer',
      'maïs',
      'façade',
      'sûreté',
      'âgées',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (sentence) => {
        const text = sentence.join(' ');
        const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/gu, "'").toUpperCase();
        expect(termsOf(plain)).toEqual(termsOf(text));
      }),
    );
  });

  test('tells where each word stands in the text', () => {
    const text = "L'atelier, l'été";
    expect([...wordsOf(text)].map(({ start, end }) => text.slice(start, end))).toEqual([
      'L',
      'atelier',
      'l',
      'été',
    ]);
    expect(fold('Été')).toBe('ete');
  });
});
