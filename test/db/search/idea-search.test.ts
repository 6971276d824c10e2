import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { askedFor } from '../../../db/search/asked-for.ts';
import { ideaSearch } from '../../../db/search/idea-search.ts';
import { wordCounts } from '../../../db/search/word-counts.ts';
import { ideaStore } from '../../../db/stores/ideas.ts';
import type { Lab } from '../../../src/labs/lab.ts';
import type { Identity } from '../../../src/members/member.ts';
import type { Reader } from '../../../src/members/reader.ts';
import { openTempEngine, type TempEngine } from '../open-temp-engine.ts';
import { AT, inTransaction, makeLab, makePerson, readerOf } from '../world.ts';

let engine: TempEngine;
let lab: Lab;
let author: Identity;

beforeEach(async () => {
  engine = await openTempEngine();
  lab = await inTransaction(engine, (tx) => makeLab(tx));
  author = await inTransaction(engine, (tx) => makePerson(tx, 'camille'));
});
afterEach(() => engine.close());

/** Publishes ideas, numbered from 1. */
async function file(...ideas: readonly (string | [title: string, body: string])[]): Promise<void> {
  await inTransaction(engine, async (tx) => {
    for (const idea of ideas) {
      const [title, body] = typeof idea === 'string' ? [idea, ''] : idea;
      await ideaStore(tx).publish({ lab: lab.id, author: author.id, title, body, at: AT });
    }
  });
}

const find = async (
  text: string,
  reader: Reader = readerOf(),
  options: { lab?: number; limit?: number } = {},
) =>
  (await ideaSearch(engine.read).find(reader, text, { limit: 10, ...options })).map(({ number }) => number);

describe('searching', () => {
  test.each([
    ['accents left out', 'velo electrique'],
    ['capitals', 'VÉLOS ÉLECTRIQUES'],
    ['an elision with a straight apostrophe', "l'électrique d'un vélo"],
    ['an elision with a typographic one', 'qu’un vélo'],
    ['a plural', 'vélos'],
    ['another form of the verb', 'partagés'],
    ['a letter missing', 'electriqe'],
    ['a letter too many', 'veelo'],
    ['a wrong letter', 'partagar'],
    ['two letters exchanged', 'eletcrique'],
    ['a beginning', 'électr'],
    ['a beginning that is no stem', 'partageabl'],
  ])('finds it with %s', async (_, typed) => {
    await file('Une cantine bio', 'Partager un vélo électrique', 'Relire nos courriers');
    expect(await find(typed)).toEqual([2]);
  });

  test('prefers the title to the text, and both words to one', async () => {
    await file(
      ['Un garage', 'avec des vélos et une pompe'],
      ['Des vélos', 'dans un garage'],
      'Des pompes à vélos',
    );
    expect(await find('vélos')).toEqual([2, 3, 1]);
    expect((await find('pompe vélo'))[0]).toBe(3);
  });

  test('finds what was appended, follows an edit, and forgets what is withdrawn', async () => {
    await file('Une cantine bio', 'Un jardin');
    await inTransaction(engine, async (tx) => {
      await ideaStore(tx).append(1, 'Avec des légumes du maraîcher.', AT);
      await ideaStore(tx).revise(2, { title: 'Un potager', body: '' }, AT);
    });
    expect(await find('maraîcher')).toEqual([1]);
    const [completed] = await ideaSearch(engine.read).find(readerOf(), 'maraîcher', { limit: 1 });
    expect(completed?.snippet).toBe('Avec des légumes du maraîcher.');
    expect(await find('jardin')).toEqual([]);
    expect(await find('potager')).toEqual([2]);
    await inTransaction(engine, (tx) => ideaStore(tx).setStatus(1, 'withdrawn'));
    expect(await find('cantine')).toEqual([]);
    const terms = await engine.tables
      .selectFrom('search_terms')
      .select('term')
      .where('ideas', '>', 0)
      .execute();
    expect(terms.map(({ term }) => term)).toEqual(['potag']);
    expect(await engine.tables.selectFrom('search_totals').selectAll().execute()).toEqual([
      { lab: lab.id, ideas: 1, terms: 1 },
    ]);
  });

  test('shows only what the reader may read', async () => {
    const closed = await inTransaction(engine, (tx) => makeLab(tx, { slug: 'secret', access: 'closed' }));
    await file('Un vélo pour tous');
    await inTransaction(engine, (tx) =>
      ideaStore(tx).publish({ lab: closed.id, author: author.id, title: 'Un vélo caché', body: '', at: AT }),
    );
    expect(await find('vélo')).toEqual([1]);
    expect(await find('vélo', readerOf({ accounts: [author.id] }))).toEqual([1, 2]);
    expect(await find('vélo', readerOf({ facilitates: [closed.id] }))).toEqual([1, 2]);
    expect(await find('vélo', readerOf({ here: closed.id }), { lab: closed.id })).toEqual([2]);
    expect(await find('vélo', readerOf({ kind: 'guest', here: lab.id }))).toEqual([1]);
    expect(await find('vélo', readerOf({ kind: 'guest' }))).toEqual([]);
    expect(await find('vélo', readerOf({ kind: 'bot' }))).toEqual([]);
    expect(await find('vélo', readerOf({ active: false }))).toEqual([]);
    expect(await find('caché', readerOf({ kind: 'guest', here: lab.id }), { lab: closed.id })).toEqual([]);
  });

  test('what stands in a closed lab changes nothing of what is found elsewhere', async () => {
    await file('Un banc devant la mairie', 'Covoiturage du personnel', 'Une cantine', 'Des vélos');
    const asked = ['banx', 'cov', 'cantine banc', 'velo'];
    const before = await Promise.all(asked.map((text) => find(text)));
    const closed = await inTransaction(engine, (tx) => makeLab(tx, { slug: 'secret', access: 'closed' }));
    await inTransaction(engine, async (tx) => {
      for (let n = 0; n < 5; n += 1) {
        const title = 'banx covariance covalent covert coven covid cantine cantine';
        await ideaStore(tx).publish({ lab: closed.id, author: author.id, title, body: 'banc', at: AT });
      }
    });
    expect(before).toEqual([[1], [2], [3, 1], [4]]);
    expect(await Promise.all(asked.map((text) => find(text)))).toEqual(before);
    expect(await find('covalent', readerOf({ accounts: [author.id] }))).toEqual([5, 6, 7, 8, 9]);
  });

  test('an idea that may be read is found behind any number of those that may not', async () => {
    const closed = await inTransaction(engine, (tx) => makeLab(tx, { slug: 'secret', access: 'closed' }));
    await file('Des vélos');
    await inTransaction(engine, async (tx) => {
      for (let n = 0; n < 250; n += 1) {
        await ideaStore(tx).publish({
          lab: closed.id,
          author: author.id,
          title: 'Vélo, vélo',
          body: '',
          at: AT,
        });
      }
    });
    expect(await find('vélo')).toEqual([1]);
  });

  test('says what surrounds the match', async () => {
    await file([
      'Au bureau',
      `${'On y pense depuis longtemps. '.repeat(20)}Une ruche sur le toit. ${'Et encore. '.repeat(30)}`,
    ]);
    const [found] = await ideaSearch(engine.read).find(readerOf(), 'ruches', { limit: 1 });
    expect(found?.snippet).toMatch(/^….*Une ruche sur le toit\..*…$/);
    expect([...(found?.snippet ?? '')].length).toBeLessThanOrEqual(160);
  });

  test('any text is a query and harms nothing', async () => {
    await file('Une cantine bio');
    const hostile = [
      '"',
      '" OR 1',
      'title:',
      'NEAR(a b)',
      '*',
      'a* OR b*',
      '-',
      '^cantine',
      "'; drop table ideas; --",
    ];
    for (const text of hostile) await find(text);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        expect(await find(text)).toEqual(expect.any(Array));
      }),
      { numRuns: 200 },
    );
    expect(await find('de la et pour')).toEqual([]);
    expect(await find('')).toEqual([]);
    expect(await find('{title} : cantine')).toEqual([1]);
  });

  test('words of any length cost little: they are cut, and the longest are not mended', async () => {
    await file('Une cantine bio', `Un mot ${'z'.repeat(60)}`);
    const words = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(50_000));
    const seen: string[] = [];
    const counts = wordCounts(engine.read, [lab.id]);
    await askedFor(
      {
        ...counts,
        of: (terms) => {
          const asked = [...terms];
          seen.push(...asked);
          return counts.of(asked);
        },
      },
      words.join(' '),
    );
    expect(seen.length).toBeLessThan(400);
    expect(Math.max(...seen.map((term) => term.length))).toBeLessThanOrEqual(40);
    expect(await find(`cantine ${words.join(' ')}`)).toEqual([1]);
    expect(await find('z'.repeat(90))).toEqual([2]);
  });

  test('a query of many thousand words is cut', async () => {
    await file('Une cantine bio');
    expect(await find(`cantine ${'zèbre girafe okapi '.repeat(5000)}`)).toEqual([1]);
  });
});
