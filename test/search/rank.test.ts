import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isClose } from '../../src/search/closeness.ts';
import { bestOf, widened } from '../../src/search/feedback.ts';
import {
  type Corpus,
  type Document,
  documentOf,
  mostOf,
  queryOf,
  rank,
  rarityOf,
} from '../../src/search/rank.ts';

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
const idea = (number: number, title: string, body = ''): Document =>
  documentOf(number, words(title), words(body));

function corpusOf(documents: readonly Document[]): Corpus {
  const frequency = new Map<string, number>();
  let length = 0;
  for (const document of documents) {
    length += document.length / documents.length;
    for (const term of document.counts.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
  }
  return { ideas: documents.length, length, frequency };
}

const ranked = (query: string, documents: readonly Document[]): number[] =>
  rank(queryOf(words(query)), documents, corpusOf(documents)).map(({ document }) => document.number);

describe('ranking', () => {
  test('what holds more of the query comes first, what holds nothing of it is left out', () => {
    expect(ranked('velo local', [idea(1, 'velo'), idea(2, 'velo local'), idea(3, 'cantine bio')])).toEqual([
      2, 1,
    ]);
  });

  test('a word in the title counts more than in the text', () => {
    expect(ranked('velo', [idea(1, 'local', 'velo'), idea(2, 'velo', 'local')])).toEqual([2, 1]);
  });

  test('a rare word counts more than one that is everywhere', () => {
    const ideas = [
      idea(1, 'service velo'),
      idea(2, 'service cantine'),
      idea(3, 'service cantine'),
      idea(4, 'cantine'),
    ];
    expect(ranked('velo cantine', ideas)[0]).toBe(1);
  });

  test('two words that follow each other as in the query count more than apart', () => {
    const ideas = [idea(1, 'a', 'donnees b ouvertes'), idea(2, 'a', 'b donnees ouvertes')];
    expect(ranked('donnees ouvertes', ideas)).toEqual([2, 1]);
  });

  test('of two that are equal the older idea comes first', () => {
    expect(ranked('velo', [idea(7, 'velo'), idea(3, 'velo')])).toEqual([3, 7]);
  });

  test('any score is above 0 and below what an idea could reach, and more of the query is never worse', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 8 });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 8 }), text, (ideas, asked) => {
        const documents = ideas.map(([title, body], at) => documentOf(at, title, body));
        const corpus = corpusOf(documents);
        const query = { ...queryOf(asked), sequence: [] };
        for (const { document, score } of rank(query, documents, corpus)) {
          expect(score).toBeGreaterThan(0);
          expect(score).toBeLessThanOrEqual(mostOf(query, corpus));
          const [again] = rank(
            { ...query, weights: new Map([...query.weights, ['z', 1]]) },
            [document],
            corpus,
          );
          expect(again?.score).toBeCloseTo(score);
        }
      }),
    );
  });

  test('a word no idea holds is the rarest', () => {
    const corpus = corpusOf([idea(1, 'velo'), idea(2, 'velo cantine')]);
    expect(rarityOf(corpus, 'inconnu')).toBeGreaterThan(rarityOf(corpus, 'cantine'));
    expect(rarityOf(corpus, 'cantine')).toBeGreaterThan(rarityOf(corpus, 'velo'));
  });
});

describe('feedback', () => {
  const ideas = [
    idea(1, 'velo abri', 'cycle parking'),
    idea(2, 'velo', 'cycle parking'),
    idea(3, 'cycle parking'),
    idea(4, 'cantine', 'menu legumes'),
    idea(5, 'autre', 'chose encore'),
  ];
  const corpus = corpusOf(ideas);

  test('finds an idea that says the same in other words', () => {
    const query = queryOf(['velo']);
    const first = rank(query, ideas, corpus);
    expect(first.map(({ document }) => document.number)).not.toContain(3);
    const again = rank(widened(query, bestOf(first), corpus), ideas, corpus).map(
      ({ document }) => document.number,
    );
    expect(again.slice(0, 3)).toEqual([2, 1, 3]);
    expect(again).not.toContain(4);
  });

  test('adds less to a long query than to a short one, and nothing to one that found nothing', () => {
    const best = bestOf(rank(queryOf(['velo']), ideas, corpus));
    const added = (terms: string[]) => widened(queryOf(terms), best, corpus).weights.get('parking') ?? 0;
    const long = ['velo', ...Array.from({ length: 30 }, (_, at) => `w${at}`)];
    expect(added(['velo'])).toBeGreaterThan(2 * added(long));
    const nothing = queryOf(['inconnu']);
    expect(widened(nothing, [], corpus).weights).toEqual(nothing.weights);
  });
});

describe('what is offered before publication', () => {
  const ideas = [
    idea(1, 'local velo', 'a b c d e f g h i j k l m n o p'),
    idea(2, 'cantine bio', 'q r s t u v w x y z'),
    idea(3, 'velo electrique', 'louer essayer'),
  ];
  const corpus = corpusOf(ideas);
  const [first, second] = ideas as [Document, Document];
  const text = (title: string, body = '') => ({ title: words(title), body: words(body) });

  test('an idea with nearly the same title', () => {
    expect(isClose(text('local velo'), first, corpus)).toBe(true);
    expect(isClose(text('cantine velo nouvelle'), first, corpus)).toBe(false);
  });

  test('an idea that holds much of a text of some length, whatever its title', () => {
    expect(isClose(text('autre titre', 'a b c d e f g h i j k l'), first, corpus)).toBe(true);
    expect(isClose(text('autre titre', 'a b c d e f g h i j k l'), second, corpus)).toBe(false);
  });

  test('not one that merely holds the few words of a short text somewhere', () => {
    expect(isClose(text('a b'), first, corpus)).toBe(false);
  });
});
