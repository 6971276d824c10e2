import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { similarity } from '../../../db/search/similarity.ts';
import { ideaStore } from '../../../db/stores/ideas.ts';
import { closeIdeas } from '../../../src/ideas/similar-ideas.ts';
import type { Reader } from '../../../src/members/reader.ts';
import { openTempEngine, type TempEngine } from '../open-temp-engine.ts';
import { AT, inTransaction, makeLab, makePerson, readerOf } from '../world.ts';

const IDEAS: readonly [title: string, body: string][] = [
  ['Un local fermé pour les vélos', "Dans la cour, près de l'entrée, avec des arceaux et une prise."],
  ['Une cantine bio', 'Des légumes du coin, deux fois par semaine.'],
  ['Un abri pour les trottinettes', 'Dans la cour, avec des arceaux et une prise pour les batteries.'],
  ['Relire nos courriers', 'En langage clair, avec des usagers.'],
  ['Fermer le local à vélos', 'La porte ne ferme plus.'],
];

let engine: TempEngine;
beforeEach(async () => {
  engine = await openTempEngine();
  await inTransaction(engine, async (tx) => {
    const [lab, closed] = [await makeLab(tx), await makeLab(tx, { slug: 'secret', access: 'closed' })];
    const author = await makePerson(tx, 'camille');
    for (const [title, body] of IDEAS) {
      await ideaStore(tx).publish({ lab: lab.id, author: author.id, title, body, at: AT });
    }
    const hidden = { lab: closed.id, author: author.id, title: 'Un local à vélos caché', body: '', at: AT };
    await ideaStore(tx).publish(hidden);
  });
});
afterEach(() => engine.close());

const rank = (title: string, body = '', reader: Reader = readerOf(), except?: number) =>
  similarity(engine.read).rank(
    reader,
    { title, body },
    { limit: 10, ...(except !== undefined && { except }) },
  );
const numbers = (found: readonly { number: number }[]) => found.map(({ number }) => number);

describe('similar ideas', () => {
  test('come closest first, with what is needed to offer them', async () => {
    const found = await rank('Des locaux fermés pour vélos');
    expect(numbers(found).slice(0, 2).sort()).toEqual([1, 5]);
    expect(found[0]).toEqual({
      number: expect.any(Number),
      title: expect.stringContaining('local'),
      status: 'new',
      votesFor: 0,
      score: expect.any(Number),
      close: true,
      elder: null,
    });
    const scores = found.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(Math.min(...scores)).toBeGreaterThan(0);
    expect(Math.max(...scores)).toBeLessThanOrEqual(1);
  });

  test('the same text comes first, and is left out when it asks for itself', async () => {
    for (const [at, [title, body]] of IDEAS.entries()) {
      expect(numbers(await rank(title, body))[0]).toBe(at + 1);
      expect(numbers(await rank(title, body, readerOf(), at + 1))).not.toContain(at + 1);
    }
  });

  test('nothing is similar to nothing, nor to stop words', async () => {
    expect(await rank('')).toEqual([]);
    expect(await rank('de la et pour')).toEqual([]);
    expect(await rank('zèbre')).toEqual([]);
  });

  test('are only those the reader may read', async () => {
    expect(numbers(await rank('Un local à vélos caché'))).not.toContain(6);
    expect(numbers(await rank('Un local à vélos caché', '', readerOf({ facilitates: [2] })))[0]).toBe(6);
    expect(await rank('Un local à vélos caché', '', readerOf({ kind: 'guest' }))).toEqual([]);
  });
});

describe('ideas offered before publication', () => {
  const offered = async (title: string, body = '', reader: Reader = readerOf()) =>
    numbers(await closeIdeas(similarity(engine.read)).find(reader, { title, body }, 5));

  test('are close ones alone', async () => {
    expect(await offered('Un local fermé pour vélos')).toEqual(expect.arrayContaining([1]));
    expect(await offered('Un distributeur de fruits', 'Près de la cantine.')).toEqual([]);
  });

  test('are an elder idea and not its duplicate beside it', async () => {
    const [first, second] = await offered('Un local fermé pour les vélos');
    expect([first, second].sort()).toEqual([1, 5]);
    await engine.tables.insertInto('duplicates').values({ idea: 5, elder: 1, by: 2, at: AT }).execute();
    expect(await offered('Un local fermé pour les vélos')).toEqual([1]);
    await inTransaction(engine, async (tx) => ideaStore(tx).setStatus(1, 'in-service'));
    expect(await offered('Un local fermé pour les vélos')).toEqual([5]);
  });

  test('can still be voted on', async () => {
    await inTransaction(engine, async (tx) => ideaStore(tx).setStatus(2, 'in-service'));
    expect(await offered('Une cantine bio')).toEqual([]);
  });
});
