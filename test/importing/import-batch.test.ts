import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { prove } from '../../db/read-models/proof.ts';
import { systemChance } from '../../src/clock.ts';
import { decide } from '../../src/decisions/decide.ts';
import type { ImportOrder } from '../../src/importing/batch.ts';
import { importBatch } from '../../src/importing/import-batch.ts';
import type { ForeignIdea, ForeignRecord, ForeignVote, ReadLine } from '../../src/importing/record.ts';
import type { Lab } from '../../src/labs/lab.ts';
import { castVote } from '../../src/votes/cast-vote.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { AT, makeLab, makePerson, readerOf } from '../db/world.ts';

const DAY = 24 * 60 * 60 * 1000;

let db: TempDatabase;
let lab: Lab;

beforeEach(async () => {
  db = await openTemp();
  lab = await makeLab(db.tables);
});
afterEach(() => db.close());

const idea = (id: string, facts: Partial<ForeignIdea> = {}): ForeignIdea => ({
  kind: 'idea',
  id,
  title: `Un banc ${id}`,
  body: 'Devant.',
  author: { id: 'zoe', name: 'Zoé' },
  createdAt: AT - 30 * DAY,
  editedAt: null,
  status: 'new',
  totals: null,
  answer: null,
  ...facts,
});

const vote = (
  id: string,
  voter: string,
  value: ForeignVote['value'],
  day: number | null = 0,
): ForeignVote => ({
  kind: 'vote',
  idea: id,
  voter,
  value,
  at: day === null ? null : AT - 20 * DAY + day * DAY,
});

function bring(records: readonly ForeignRecord[], facts: Partial<ImportOrder> = {}) {
  const lines: ReadLine[] = records.map((record, at) => ({ line: at + 1, raw: `line ${at + 1}`, record }));
  const order = { lab, source: 'autre', now: AT, replay: false, totals: false, ...facts };
  return db.unitOfWork.run((tx) => importBatch(tx, lines, order, systemChance));
}

const rowOf = (number: number) =>
  db.tables.selectFrom('ideas').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
const tallyOf = async (number = 1) => {
  const { votes_for, votes_against } = await rowOf(number);
  return [votes_for, votes_against];
};
const changes = () =>
  db.tables.selectFrom('vote_changes').select(['from', 'to', 'at']).orderBy('id').execute();

/** Everything but the randomness of ids that were made up. */
async function everything() {
  const [ideas, votes, words, change, ids, identities] = await Promise.all([
    db.tables.selectFrom('ideas').selectAll().orderBy('number').execute(),
    db.tables.selectFrom('votes').selectAll().orderBy('idea').orderBy('member').execute(),
    db.tables.selectFrom('words').selectAll().orderBy('idea').orderBy('identity').execute(),
    changes(),
    db.tables.selectFrom('external_ids').selectAll().execute(),
    db.tables.selectFrom('identities').selectAll().execute(),
  ]);
  return { ideas, votes, words, change, ids, identities };
}

async function provenClean(): Promise<void> {
  for (const { claim, broken } of await prove(db.tables)) expect([claim, broken]).toEqual([claim, 0]);
}

describe('imported ideas', () => {
  test('get the next numbers in their order, their dates, author and status, and no vote', async () => {
    const { report } = await bring([idea('b', { status: 'declined' }), idea('a', { editedAt: AT - DAY })]);
    expect(report.imported).toEqual({ ideas: 2, votes: 0 });
    expect(await rowOf(1)).toMatchObject({ title: 'Un banc b', status: 'declined', listed: 0, votes_for: 0 });
    expect(await rowOf(2)).toMatchObject({
      created_at: AT - 30 * DAY,
      edited_at: AT - DAY,
      listed: 1,
      open: 1,
    });
    const author = await db.reads.members.find({ platform: 'import', realm: 'autre', user: 'zoe' });
    expect(author?.name).toBe('Zoé');
    expect((await rowOf(1)).author).toBe(author?.id);
    await provenClean();
  });

  test('are found by the search, unless they were withdrawn', async () => {
    await bring([
      idea('a', { title: 'Un vélo rouge' }),
      idea('b', { title: 'Un vélo bleu', status: 'withdrawn' }),
    ]);
    const found = await db.reads.search.find(readerOf(), 'vélos', { limit: 5 });
    expect(found.map(({ number }) => number)).toEqual([1]);
  });

  test('are said nowhere', async () => {
    const channel = { platform: 'local', realm: 'local', channel: 'general' };
    await db.unitOfWork.run((tx) => tx.labs.bind(lab.id, channel, { name: 'général', private: false }, AT));
    await bring([idea('a'), vote('a', 'u1', 'for')]);
    expect(await db.tables.selectFrom('outbox').selectAll().execute()).toEqual([]);
  });

  test('twice the same is there already; the same id with another content is refused', async () => {
    const { report, refused } = await bring([idea('a'), idea('a'), idea('a', { title: 'Autre chose' })]);
    expect(report).toMatchObject({ imported: { ideas: 1 }, already: { ideas: 1 }, refused: 1 });
    expect(refused).toEqual([
      { line: 3, reason: 'the id a is there already, with another content', raw: 'line 3' },
    ]);
    expect((await bring([idea('a')])).report).toMatchObject({
      imported: { ideas: 0 },
      already: { ideas: 1 },
    });
  });

  test('the same id of another source is another idea', async () => {
    await bring([idea('a')]);
    expect((await bring([idea('a')], { source: 'ailleurs' })).report.imported.ideas).toBe(1);
  });

  test('what is not as it should be is refused, and leaves no hole in the numbers', async () => {
    const { refused } = await bring([
      idea('a', { title: 'ab' }),
      idea('b', { createdAt: AT + DAY }),
      idea('c', { body: 'x'.repeat(20_001) }),
      idea('d', { title: 'mot '.repeat(60) }),
      idea('e', { createdAt: null, author: null }),
    ]);
    expect(refused.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '1 the title has fewer than 3 signs',
      '2 dated in the future',
      '3 the body has 1 signs more than the 20000 the box keeps',
    ]);
    expect((await rowOf(1)).body.startsWith('mot mot')).toBe(true);
    // Signed by nobody, as an erased author's.
    expect(await rowOf(2)).toMatchObject({ created_at: AT, author: 1 });
    await provenClean();
  });

  test('an unknown status is new, and told by its name', async () => {
    const { report } = await bring([idea('a', { status: { unknown: 'Pending' } })]);
    expect(report.unknownStatuses).toEqual({ Pending: 1 });
    expect((await rowOf(1)).status).toBe('new');
  });
});

test('an official answer comes with its idea: dated by the file, else as the idea; nobody decided it, nobody is told', async () => {
  const said = (text: string, at: number | null = null) => ({ answer: { text, at } });
  const { report, refused } = await bring([
    idea('a', said('Fait en mai.', AT - 3 * DAY)),
    idea('b', { ...said('À suivre.'), editedAt: AT - 5 * DAY }),
    idea('c', said('Non.')),
    idea('d', said(' \n')),
    idea('e', said('Demain.', AT + DAY)),
    idea('f', said('x'.repeat(3001))),
  ]);
  expect(report).toMatchObject({ imported: { ideas: 4 }, answers: 3 });
  expect(refused.map(({ reason }) => reason)).toEqual([
    'dated in the future',
    'the answer has 1 signs more than the 3000 the box keeps',
  ]);
  const rows = await db.tables
    .selectFrom('ideas')
    .select(['answer', 'answered_at as at'])
    .orderBy('number')
    .execute();
  expect(rows).toEqual([
    { answer: 'Fait en mai.', at: AT - 3 * DAY },
    { answer: 'À suivre.', at: AT - 5 * DAY },
    { answer: 'Non.', at: AT - 30 * DAY },
    { answer: null, at: null },
  ]);
  expect(await db.tables.selectFrom('decisions').selectAll().execute()).toEqual([]);
  expect(await db.tables.selectFrom('outbox').selectAll().execute()).toEqual([]);
  expect((await bring([idea('a', said('Fait en mai.', AT - 3 * DAY))])).report.already.ideas).toBe(1);
  expect((await bring([idea('a', said('Fait en juin.'))])).report.refused).toBe(1);
});

describe('a lab that is not there yet', () => {
  const fresh = () => {
    const { id: _, ...facts } = lab;
    return { ...facts, slug: 'neuf' };
  };
  const slugs = async () =>
    (await db.tables.selectFrom('labs').select('slug').orderBy('id').execute()).map((row) => row.slug);

  test('is made when the first idea comes into it, and not by ideas another lab has', async () => {
    await bring([idea('a')]);
    const { report } = await bring([idea('a')], { lab: fresh() });
    expect(report).toMatchObject({ already: { ideas: 1 }, elsewhere: { [lab.id]: 1 } });
    expect(await slugs()).toEqual([lab.slug]);
    for (const id of ['b', 'c']) await bring([idea(id)], { lab: fresh() });
    expect(await slugs()).toEqual([lab.slug, 'neuf']);
    expect((await rowOf(2)).lab).toBe((await rowOf(3)).lab);
    expect((await rowOf(2)).lab).not.toBe(lab.id);
  });
});

describe('imported votes', () => {
  test('count, and the later of two votes of one person counts, whatever the order of the lines', async () => {
    const votes = [
      vote('a', 'u1', 'for', 1),
      vote('a', 'u2', 'for', 1),
      vote('a', 'u2', 'against', 2),
      vote('a', 'u3', 'for', 1),
      vote('a', 'u3', { unknown: 'mixed' }, 2),
    ];
    await bring([idea('a')]);
    for (const one of votes.toReversed()) await bring([one]);
    expect(await tallyOf()).toEqual([1, 1]);
    await bring([idea('b'), ...votes.toReversed().map((one) => ({ ...one, idea: 'b' }))]);
    expect(await tallyOf(2)).toEqual([1, 1]);
    await provenClean();
  });

  test('a value that is no vote is told by its name, and takes the vote before it back', async () => {
    const { report } = await bring([
      idea('a'),
      vote('a', 'u1', 'for', 1),
      vote('a', 'u1', { unknown: 'mixed' }, 2),
    ]);
    expect(report.unknownValues).toEqual({ mixed: 1 });
    expect(await tallyOf()).toEqual([0, 0]);
    await provenClean();
  });

  test('are gained in no week, unless the history is to be replayed', async () => {
    const records = [idea('a'), vote('a', 'u1', 'for', 1)];
    await bring(records);
    const weeks = { start: 1, end: AT };
    expect(await db.reads.digests.gains(lab.id, weeks, 5)).toEqual([]);
    const before = { start: 1, end: 2 };
    expect((await db.reads.digests.figures(lab.id, weeks, before)).votes).toBe(0);

    await bring(records, { source: 'ailleurs', replay: true });
    expect(await db.reads.digests.gains(lab.id, weeks, 5)).toMatchObject([{ idea: 2, gained: 1 }]);
    expect((await db.reads.digests.figures(lab.id, weeks, before)).votes).toBe(1);
    expect((await changes()).map(({ at }) => at)).toEqual([0, AT - 19 * DAY]);
  });

  test('with a replay every change is dated, also one that was changed since', async () => {
    await bring([idea('a'), vote('a', 'u1', 'against', 2), vote('a', 'u1', 'for', 1)], { replay: true });
    expect(await changes()).toEqual([
      { from: 'none', to: 'for', at: AT - 19 * DAY },
      { from: 'for', to: 'against', at: AT - 18 * DAY },
    ]);
  });

  test('of one person at one instant that differ, the second is refused, also when it is read again', async () => {
    const both = [
      vote('a', 'u1', 'for', null),
      vote('a', 'u1', 'against', null),
      vote('a', 'u1', 'for', null),
    ];
    const first = await bring([idea('a'), ...both]);
    const again = await bring([idea('a'), ...both]);
    for (const { refused } of [first, again]) expect(refused.map(({ line }) => line)).toEqual([3]);
    expect(first.report.undated.votes).toBe(1);
    expect(await tallyOf()).toEqual([1, 0]);
  });

  test('on an idea nobody imported, or from the future, are refused and make nobody', async () => {
    const { refused } = await bring([
      idea('a', { author: null }),
      vote('z', 'u1', 'for'),
      vote('a', 'u2', 'for', 21),
    ]);
    expect(refused.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '2 no idea with the id z was imported before this vote (source autre)',
      '3 dated in the future',
    ]);
    const imported = db.tables.selectFrom('identities').select('id').where('platform', '=', 'import');
    expect(await imported.execute()).toEqual([]);
  });

  test('of another person close the idea to edits, by the first of them; the author’s own does not', async () => {
    await bring([idea('a'), vote('a', 'zoe', 'for', 0)]);
    expect((await rowOf(1)).supported_at).toBeNull();
    await bring([
      vote('a', 'u1', 'for', 3),
      vote('a', 'u2', 'against', 2),
      vote('a', 'u3', { unknown: '?' }, 1),
    ]);
    expect((await rowOf(1)).supported_at).toBe(AT - 18 * DAY);
  });

  test('stand beside those given here, which they do not touch', async () => {
    await bring([idea('a'), vote('a', 'u1', 'for')]);
    const anais = await makePerson(db.tables, 'anais');
    const reader = readerOf({ accounts: [anais.id], member: anais.member });
    await db.unitOfWork.run((tx) =>
      castVote(tx, { identity: anais, reader }, { number: 1, value: 'for', at: AT }),
    );
    await bring([idea('a'), vote('a', 'u1', 'for'), vote('a', 'u2', 'for')]);
    expect(await tallyOf()).toEqual([3, 0]);
    // Nobody a chat can reach but her.
    const told = await db.unitOfWork.run((tx) => tx.votes.supporters(1));
    expect(told.map(({ user }) => user)).toEqual(['anais']);
    await provenClean();
  });
});

test('a decision on an imported idea is told to nobody who is not there', async () => {
  await bring([idea('a'), vote('a', 'u1', 'for')]);
  const yann = await makePerson(db.tables, 'yann');
  const reader = readerOf({ accounts: [yann.id], member: yann.member, facilitates: [lab.id] });
  const order = { number: 1, to: 'accepted', answer: 'Oui.', at: AT } as const;
  const decided = await db.unitOfWork.run((tx) => decide(tx, { identity: yann, reader }, order));
  expect(decided).toMatchObject({ told: 0 });
  expect(await db.tables.selectFrom('outbox').selectAll().execute()).toEqual([]);
});

describe('votes known by their number alone', () => {
  const counted = [idea('a', { totals: { for: 70, against: 3 } })];

  test('are left out and told, unless they are asked for', async () => {
    const { report } = await bring(counted);
    expect(report.totals).toEqual({ brought: 0, leftOut: 73 });
    expect(await tallyOf()).toEqual([0, 0]);
  });

  test('become votes of persons made for one idea each, in no order that tells anything', async () => {
    const { report } = await bring([...counted, idea('b', { totals: { for: 2, against: 0 } })], {
      totals: true,
    });
    expect(report.totals).toEqual({ brought: 75, leftOut: 0 });
    expect([await tallyOf(1), await tallyOf(2)]).toEqual([
      [70, 3],
      [2, 0],
    ]);
    const voters = await db.tables.selectFrom('votes').select(['member', 'source_identity']).execute();
    expect(new Set(voters.map(({ member }) => member)).size).toBe(75);
    expect(voters.every(({ member, source_identity }) => member < 0 && source_identity < 0)).toBe(true);
    expect(await db.reads.digests.gains(lab.id, { start: 1, end: AT + 1 }, 5)).toEqual([]);
    expect(await db.unitOfWork.run((tx) => tx.votes.supporters(1))).toEqual([]);
    await provenClean();
    expect((await bring(counted, { totals: true })).report.already.ideas).toBe(1);
    expect(await tallyOf()).toEqual([70, 3]);
  });

  test('refuse single votes beside them, which would count twice', async () => {
    await bring(counted, { totals: true });
    const { refused } = await bring([vote('a', 'u1', 'for')]);
    expect(refused[0]?.reason).toBe('the votes on a were imported as totals: this one would count twice');
  });

  test('too many on one idea are a mistake', async () => {
    const { refused } = await bring([idea('a', { totals: { for: 100_001, against: 0 } })], { totals: true });
    expect(refused[0]?.reason).toBe('more than 100000 votes on one idea');
  });
});

test('any history in any order and any batches comes to the newest vote of each, and again to the same', async () => {
  const someVote = fc.record({
    idea: fc.constantFrom('a', 'b'),
    voter: fc.constantFrom('zoe', 'u1', 'u2', 'u3'),
    value: fc.constantFrom<ForeignVote['value']>('for', 'against', 'none', { unknown: 'mixed' }),
  });
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(someVote, { maxLength: 12 }),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 1, max: 5 }),
      async (history, order, size) => {
        run += 1;
        const source = `source-${run}`;
        const ideas = [idea('a'), idea('b')];
        const votes = history.map(({ idea: of, voter, value }, day) => vote(of, voter, value, day));
        const shuffled = votes.map((one, at) => ({ one, key: order[at] ?? 0 })).sort((a, b) => a.key - b.key);
        await bring(ideas, { source });
        const bringAll = async () => {
          for (let at = 0; at < shuffled.length; at += size) {
            const batch = shuffled.slice(at, at + size).map(({ one }) => one);
            expect((await bring(batch, { source })).refused).toEqual([]);
          }
        };
        await bringAll();
        const newest = new Map(votes.map((one) => [`${one.idea} ${one.voter}`, one]));
        const numbers = await db.tables
          .selectFrom('external_ids')
          .select(['id', 'idea'])
          .where('source', '=', source)
          .execute();
        for (const { id, idea: number } of numbers) {
          const count = (value: string) =>
            [...newest.values()].filter((one) => one.idea === id && one.value === value).length;
          expect(await tallyOf(number)).toEqual([count('for'), count('against')]);
          const others = votes.filter(
            ({ idea: of, voter, value }) =>
              of === id && voter !== 'zoe' && (value === 'for' || value === 'against'),
          );
          expect((await rowOf(number)).supported_at).toBe(others[0]?.at ?? null);
        }
        const before = await everything();
        await bringAll();
        expect(await everything()).toEqual(before);
      },
    ),
    { numRuns: 60 },
  );
  await provenClean();
}, 60_000);
