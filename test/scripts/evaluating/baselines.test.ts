import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { baseline } from '../../../scripts/evaluating/baseline.ts';
import { baselineWords } from '../../../scripts/evaluating/baseline-words.ts';
import { bm25 } from '../../../scripts/evaluating/bm25.ts';
import type { Corpus } from '../../../scripts/evaluating/folder.ts';
import { tfIdf } from '../../../scripts/evaluating/tf-idf.ts';
import { PROPOSALS } from './consultation.ts';

const VILLAGE: Corpus = { name: 'village', proposals: PROPOSALS, versions: [] };
const FORMULAS = [
  ['tf-idf', tfIdf],
  ['bm25', bm25],
] as const;

test('words are lower case, without accents, without stop words, and not stemmed', () => {
  expect(baselineWords("Les ÉCOLES à l'Hôtel : ce n'est qu’une idée, deux idées")).toEqual([
    'ecoles',
    'hotel',
    'idee',
    'deux',
    'idees',
  ]);
});

test('any text has words without capitals or accents', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      for (const word of baselineWords(text)) expect(word).toBe(word.toLowerCase().replace(/\p{M}/gu, ''));
    }),
  );
});

describe.each(FORMULAS)('%s', (name, formula) => {
  const system = baseline(name, formula, [VILLAGE]);
  const rank = (title: string, body = '', except: string | null = null, limit = 10) =>
    system.rank({ corpus: 'village', title, body, except }, limit);

  test('puts a proposal first when it is asked by its own text', async () => {
    for (const { id, title, body } of PROPOSALS) expect((await rank(title, body))[0]).toBe(id);
  });

  test('leaves out the proposal that asks, and what has no word in common', async () => {
    expect(await rank('Un local fermé pour les vélos', '', 'p1')).toEqual(['p2']);
    expect(await rank('Une piscine olympique')).toEqual([]);
    expect(await rank('pour les')).toEqual([]);
  });

  test('gives as many as are asked for, the closest', async () => {
    const all = await rank('cantine maraîchers vélos écrans');
    expect(all.length).toBeGreaterThan(3);
    expect(await rank('cantine maraîchers vélos écrans', '', null, 2)).toEqual(all.slice(0, 2));
  });

  test('knows only the corpus that is asked', async () => {
    const query = { title: 'vélos', body: '', except: null };
    expect(await system.rank({ ...query, corpus: 'elsewhere' }, 5)).toEqual([]);
  });
});

describe('the formulas, by hand', () => {
  // The words: a b b / a c / c.
  const bags = {
    proposals: ['x', 'y', 'z'].map((id) => ({ id, title: '', body: '' })),
    counts: [
      new Map([
        ['a', 1],
        ['b', 2],
      ]),
      new Map([
        ['a', 1],
        ['c', 1],
      ]),
      new Map([['c', 1]]),
    ],
    occurrences: new Map([
      [
        'a',
        [
          { place: 0, count: 1 },
          { place: 1, count: 1 },
        ],
      ],
      ['b', [{ place: 0, count: 2 }]],
      [
        'c',
        [
          { place: 1, count: 1 },
          { place: 2, count: 1 },
        ],
      ],
    ]),
  };

  test('tf-idf: the cosine of counts times ln((1 + N) / (1 + df)) + 1', () => {
    const [two, one] = [Math.log(4 / 3) + 1, Math.log(4 / 2) + 1];
    const first = (2 * one) / Math.hypot(two, 2 * one);
    const scores = tfIdf(bags)(new Map([['b', 1]]));
    expect([...scores]).toEqual([expect.closeTo(first, 10), 0, 0]);
    const same = tfIdf(bags)(
      new Map([
        ['a', 1],
        ['c', 1],
      ]),
    );
    expect(same[1]).toBeCloseTo(1, 10);
  });

  test('bm25: k1 = 1.2, b = 0.75, a repeated word of the query counts once', () => {
    const idf = Math.log(1 + (3 - 1 + 0.5) / (1 + 0.5));
    const long = 1 - 0.75 + (0.75 * 3) / 2;
    const first = idf * ((2 * 2.2) / (2 + 1.2 * long));
    expect([...bm25(bags)(new Map([['b', 4]]))]).toEqual([expect.closeTo(first, 10), 0, 0]);
  });
});
