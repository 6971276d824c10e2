import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { prove } from '../../db/read-models/proof.ts';
import { submitIdea } from '../../src/ideas/submit-idea.ts';
import type { Acting } from '../../src/members/acting.ts';
import { isRefusal } from '../../src/refusal.ts';
import type { Transaction } from '../../src/unit-of-work.ts';
import { castVote } from '../../src/votes/cast-vote.ts';
import { joinVotes } from '../../src/votes/join-votes.ts';
import { partVotes } from '../../src/votes/part-votes.ts';
import { KEYCAPS, recordMark } from '../../src/votes/record-mark.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { type Event, ModelVotes } from './model.ts';

let db: TempDatabase;
beforeAll(async () => {
  db = await openTemp();
});
afterAll(() => db.close());

/** The emoji under the three postings: two cards and a digest whose second entry is the idea. */
const MARKS = [
  { posting: 0, emoji: '👍', value: 'for' },
  { posting: 0, emoji: '👎', value: 'against' },
  { posting: 1, emoji: '👍', value: 'for' },
  { posting: 1, emoji: '👎', value: 'against' },
  { posting: 2, emoji: KEYCAPS[1], value: 'for' },
] as const;

const who = fc.integer({ min: 0, max: 1 });
const instant = fc.integer({ min: 1, max: 1000 });
const step = fc.oneof(
  fc.record({
    kind: fc.constant('word' as const),
    value: fc.constantFrom('for', 'against', 'none'),
    at: instant,
    who,
  }),
  ...(['add', 'remove'] as const).map((kind) =>
    fc.record({ kind: fc.constant(kind), mark: fc.nat(MARKS.length - 1), at: instant, who }),
  ),
  ...(['link', 'unlink'] as const).map((kind) => fc.record({ kind: fc.constant(kind), at: instant, who })),
);
/** No two events at one instant: a person has two hands, but one mouse. */
const history = fc.uniqueArray(step, { maxLength: 25, selector: ({ at }) => at });
const inOrder = history.map((steps) => [...steps].sort((a, b) => a.at - b.at));
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Marks that both took back: nothing stands when the accounts are linked. */
const TAKEN_BACK: Step[] = [
  { kind: 'add', mark: 0, at: 10, who: 0 },
  { kind: 'add', mark: 2, at: 20, who: 1 },
  { kind: 'remove', mark: 0, at: 30, who: 0 },
  { kind: 'remove', mark: 2, at: 40, who: 1 },
  { kind: 'link', at: 50, who: 0 },
];

/** Two identities: of two members, or linked from the beginning. */
const PEOPLE = [
  ['two persons', false],
  ['two accounts of one person', true],
] as const;

test.each(PEOPLE)(
  'votes of %s are what the model says as they are linked and unlinked, and the kept tallies with them',
  async (_name, linked) => {
    await fc.assert(
      fc.asyncProperty(inOrder, async (steps) => {
        const world = await aFreshIdea(db, linked);
        const model = new ModelVotes(linked);
        for (const one of steps) {
          await db.unitOfWork.run((tx) => play(tx, world, one));
          model.apply(eventOf(one));
          expect(await votesByAccount(world)).toEqual([model.of(0), model.of(1)]);
        }
        await expectTallies(world.idea);
        await expectProven(world.idea);
      }),
      { numRuns: 60, examples: [[TAKEN_BACK]] },
    );
  },
);

test.each(PEOPLE)(
  'votes of %s follow from marks and words alone, in whatever order events arrive',
  async (_name, linked) => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const world = await aFreshIdea(db, linked);
        for (const one of steps) await db.unitOfWork.run((tx) => play(tx, world, one));
        await expectTallies(world.idea);
        await expectProven(world.idea);
        await expectRebuilt(world.idea, await votesOn(world.idea));
      }),
      { numRuns: 60 },
    );
  },
);

test('linking and unlinking change the tallies now, not in the week the votes were given', async () => {
  const world = await aFreshIdea(db, false);
  const word = { kind: 'word', value: 'for' } as const;
  const steps: Step[] = [
    { ...word, at: 10, who: 0 },
    { ...word, at: 20, who: 1 },
    { kind: 'link', at: 500, who: 0 },
    { kind: 'unlink', at: 600, who: 1 },
  ];
  for (const one of steps) await db.unitOfWork.run((tx) => play(tx, world, one));
  const changes = await db.tables
    .selectFrom('vote_changes')
    .select(['from', 'to', 'at'])
    .where('idea', '=', world.idea)
    .orderBy('id')
    .execute();
  const [filed, gave, added] = [0, 10, 20].map((at) => ({ from: 'none', to: 'for', at }));
  const [joined, parted] = [
    { from: 'for', to: 'none', at: 500 },
    { from: 'none', to: 'for', at: 600 },
  ];
  expect(changes).toEqual([filed, gave, added, joined, parted]);
});

/** What `doctor` proves. */
async function expectProven(idea: number): Promise<void> {
  for (const { claim, first } of await prove(db.tables, ['tallies', 'changes', 'sources', 'spoken']))
    expect([claim, first.includes(idea)]).toEqual([claim, false]);
}

/** The vote of each account's member. */
async function votesByAccount({ idea, voters }: World): Promise<string[]> {
  const votes = await votesOn(idea);
  return voters.map(
    ({ identity }) => votes.find(({ member }) => member === identity.member)?.value ?? 'none',
  );
}

const votesOn = (idea: number) =>
  db.tables.selectFrom('votes').selectAll().where('idea', '=', idea).execute();

interface World {
  idea: number;
  postings: { id: number; kind: 'card' | 'digest'; idea: number | null }[];
  voters: Acting[];
}

let people = 0;

async function aFreshIdea({ unitOfWork, tables }: TempDatabase, linked: boolean): Promise<World> {
  return unitOfWork
    .run(async (tx) => {
      people += 1;
      const lab =
        (await tx.labs.bySlug('labo')) ??
        (await tx.labs.create(
          {
            slug: 'labo',
            name: 'Labo',
            field: '',
            region: '',
            zone: 'Europe/Paris',
            language: 'fr',
            access: 'open',
            digestCron: '0 9 * * 1',
          },
          0,
        ));
      if (!lab) throw new Error('no lab');
      const [author, ...voters] = await Promise.all(
        ['author', 'a', 'b'].map((name) => acting(tx, `${name}${people}`)),
      );
      const idea = await submitIdea(tx, author as Acting, {
        lab: lab.id,
        title: 'Prêter les outils',
        body: '',
        authorName: 'Anaïs',
        at: 0,
      });
      if (isRefusal(idea)) throw new Error(idea.why);
      const place = { platform: 'local', realm: 'local', channel: 'c', at: 0 };
      const rows = ['card', 'card', 'digest'].map((kind, i) => ({
        ...place,
        kind: kind as 'card' | 'digest',
        idea: kind === 'card' ? idea.number : null,
        digest: null,
        message: `${idea.number}-${i}`,
      }));
      return { idea: idea.number, rows, voters };
    })
    .then(async ({ idea, rows, voters }) => {
      const digest = await tables
        .insertInto('digests')
        .values({
          lab: 1,
          period_start: idea * 10,
          period_end: idea * 10 + 9,
          week: `week ${idea}`,
          zone: 'Europe/Paris',
          ideas: 0,
          votes: 0,
          votes_before: 0,
          answers: 0,
          at: 0,
        })
        .returning('id')
        .executeTakeFirstOrThrow();
      await tables
        .insertInto('digest_entries')
        .values({
          digest: digest.id,
          section: 'top',
          position: 2,
          idea,
          gained: 1,
          votes_for: 1,
          status: 'new',
        })
        .execute();
      const postings = await tables
        .insertInto('postings')
        .values(rows.map((row) => ({ ...row, digest: row.kind === 'digest' ? digest.id : null })))
        .returning(['id', 'kind', 'idea'])
        .execute();
      if (linked) {
        const [first, second] = voters;
        await tables
          .updateTable('identities')
          .set({ member: first?.identity.member ?? 0 })
          .where('id', '=', second?.identity.id ?? 0)
          .execute();
        if (first && second) second.identity.member = first.identity.member;
      }
      return { idea, postings: postings as World['postings'], voters };
    });
}

async function acting(tx: Transaction, user: string): Promise<Acting> {
  const identity = await tx.members.identify({ platform: 'local', realm: 'local', user }, 0);
  const { id, member } = identity;
  return {
    identity,
    reader: {
      kind: 'member',
      active: true,
      accounts: [id],
      member,
      administrator: false,
      facilitates: [],
      here: null,
    },
  };
}

async function play(tx: Transaction, { idea, postings, voters }: World, one: Step): Promise<void> {
  const voter = voters[one.who] as Acting;
  if (one.kind === 'word') {
    await castVote(tx, voter, { number: idea, value: one.value as 'for', at: one.at });
    return;
  }
  if (!('mark' in one)) return linking(tx, voters, one);
  const mark = MARKS[one.mark] as (typeof MARKS)[number];
  const posting = postings[mark.posting] as World['postings'][number];
  await recordMark(tx, voter, { posting, emoji: mark.emoji, added: one.kind === 'add', at: one.at });
}

/** What linking and unlinking accounts do to their rows; the account of the step is the one that moves. */
async function linking(tx: Transaction, voters: readonly Acting[], { kind, at, who }: Step): Promise<void> {
  const [moves, stays] = [voters[who] as Acting, voters[1 - who] as Acting];
  const from = moves.identity.member;
  if ((from === stays.identity.member) === (kind === 'link')) return;
  const { id } = moves.identity;
  const to = kind === 'link' ? stays.identity.member : await tx.members.likeness(from);
  await tx.members.moveAccounts(from, to, id);
  await (kind === 'link' ? joinVotes(tx, { from, to, at }) : partVotes(tx, { identity: id, from, to, at }));
  moves.identity.member = to;
}

/** Each account has marks of its own, even where the person is one. */
function eventOf(one: Step): Event {
  const { at, who: by } = one;
  if (one.kind === 'word') return { kind: 'word', by, value: one.value as 'for', at };
  if (!('mark' in one)) return { kind: one.kind };
  const { value } = MARKS[one.mark] as (typeof MARKS)[number];
  const mark = `${by} ${one.mark}`;
  return one.kind === 'remove' ? { kind: 'remove', mark } : { kind: 'add', by, mark, value, at };
}

async function expectTallies(idea: number): Promise<void> {
  const kept = await db.tables
    .selectFrom('ideas')
    .selectAll()
    .where('number', '=', idea)
    .executeTakeFirstOrThrow();
  const votes = await db.tables.selectFrom('votes').select('value').where('idea', '=', idea).execute();
  const changes = await db.tables.selectFrom('vote_changes').selectAll().where('idea', '=', idea).execute();
  for (const value of ['for', 'against'] as const) {
    const counted = votes.filter((vote) => vote.value === value).length;
    const changed = changes.reduce(
      (sum, { from, to }) => sum + Number(to === value) - Number(from === value),
      0,
    );
    expect([value, kept[`votes_${value}`], changed]).toEqual([value, counted, counted]);
  }
}

/** Votes made anew from marks and words alone are the votes that stand. */
async function expectRebuilt(
  idea: number,
  votes: { member: number; value: string; at: number }[],
): Promise<void> {
  const from = (table: 'marks' | 'words') =>
    db.tables
      .selectFrom(table)
      .innerJoin('identities', 'identities.id', `${table}.identity`)
      .where(`${table}.idea`, '=', idea);
  const marks = await from('marks').select(['member', 'value', 'since as at']).execute();
  const words = await from('words').select(['member', 'value', 'at']).execute();
  for (const vote of votes) {
    const events = [...words, ...marks].filter(({ member }) => member === vote.member);
    const newest = Math.max(...events.map(({ at }) => at), -1);
    const said = events.filter(({ at }) => at === newest).map(({ value }) => value as string);
    expect(events.length === 0 ? ['none'] : said).toContain(vote.value);
  }
}
