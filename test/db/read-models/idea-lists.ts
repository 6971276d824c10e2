import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { ideaLists } from '../../../db/read-models/idea-lists.ts';
import type { Database } from '../../../db/schema.ts';
import { ideaStore } from '../../../db/stores/ideas.ts';
import { memberStore } from '../../../db/stores/members.ts';
import type { IdeaLine } from '../../../src/ideas/idea-lists.ts';
import { isListed, isOpen, STATUSES } from '../../../src/ideas/status.ts';
import { mayRead, type Reader } from '../../../src/members/reader.ts';
import { eachWith } from '../stores/each.ts';
import { AT, inTransaction, makeIdea, makeWorld, type Open, readerOf } from '../world.ts';
import { type RandomIdea, type RandomWorld, randomReader, randomWorld, settle } from './worlds.ts';

interface Numbered extends RandomIdea {
  number: number;
}

/** What a list must hold, said the slow way: every idea, filtered, sorted and cut. */
function expected(
  world: RandomWorld,
  reader: Reader,
  list: { keep(idea: Numbered): boolean; order(a: Numbered, b: Numbered): number; limit: number },
): number[] {
  return world.ideas
    .map((idea, i) => ({ ...idea, number: i + 1 }))
    .filter((idea) => reads(world, reader, idea) && list.keep(idea))
    .sort(list.order)
    .slice(0, list.limit)
    .map(({ number }) => number);
}

function reads(world: RandomWorld, reader: Reader, { lab, author }: RandomIdea): boolean {
  return mayRead(reader, { lab: { id: lab, access: world.labs[lab - 1]!.access }, author });
}

const numbers = (lines: readonly IdeaLine[]) => lines.map(({ number }) => number);
const listed = (idea: Numbered) => isListed(idea.status) && !idea.hidden;
const newest = (a: Numbered, b: Numbered) => b.createdAt - a.createdAt || b.number - a.number;

const voteOn = (idea: number) => (['for', 'for', 'against', 'none'] as const)[idea % 4]!;
/** Few instants, so that there are ties. */
const votedAt = (idea: number) => AT + ((idea * 7) % 5);

/** Two members vote on every idea alike; a third person's votes are nobody's business. */
async function vote(db: Kysely<Database>, { ideas }: RandomWorld): Promise<void> {
  const votes = ideas.flatMap((_, i) =>
    [
      { member: 2, source_identity: 2 },
      { member: 3, source_identity: 4 },
    ].map((voter) => ({ idea: i + 1, ...voter, value: voteOn(i + 1), at: votedAt(i + 1) })),
  );
  if (votes.length > 0) await db.insertInto('votes').values(votes).execute();
}

/** What the lists must hold, whatever the engine below. */
export function describeIdeaLists(dialect: string, open: Open): void {
  describe(`idea lists on ${dialect}`, () => {
    const engine = eachWith(open);

    const inRandomWorlds = (check: (world: RandomWorld, reader: Reader, limit: number) => Promise<void>) =>
      fc.assert(
        fc.asyncProperty(
          randomWorld,
          fc.array(randomReader, { minLength: 1, maxLength: 8 }),
          fc.integer({ min: 1, max: 6 }),
          async (world, readers, limit) => {
            await settle(engine().tables, world);
            for (const reader of readers) await check(world, reader, limit);
          },
        ),
        { numRuns: 40 },
      );

    test('one idea is there for whoever mayRead says, and for nobody else', async () => {
      await inRandomWorlds(async (world, reader) => {
        const found = await Promise.all(
          world.ideas.map((_, i) => ideaLists(engine().read).one(reader, i + 1)),
        );
        expect(found.map((idea) => idea !== null)).toEqual(
          world.ideas.map((idea) => reads(world, reader, idea)),
        );
      });
    });

    test('top: most for first, then the lower number', async () => {
      await inRandomWorlds(async (world, reader, limit) => {
        const top = await ideaLists(engine().read).top(reader, { limit });
        const order = (a: Numbered, b: Numbered) => b.votesFor - a.votesFor || a.number - b.number;
        expect(numbers(top)).toEqual(expected(world, reader, { keep: listed, order, limit }));
      });
    });

    test('top and newest of one lab', async () => {
      await inRandomWorlds(async (world, reader, limit) => {
        const lab = 2;
        const keep = (idea: Numbered) => listed(idea) && idea.lab === lab;
        const order = (a: Numbered, b: Numbered) => b.votesFor - a.votesFor || a.number - b.number;
        const lists = ideaLists(engine().read);
        expect(numbers(await lists.top(reader, { lab, limit }))).toEqual(
          expected(world, reader, { keep, order, limit }),
        );
        expect(numbers(await lists.newest(reader, { lab, limit }))).toEqual(
          expected(world, reader, { keep, order: newest, limit }),
        );
      });
    });

    test('newest first', async () => {
      await inRandomWorlds(async (world, reader, limit) => {
        const lines = await ideaLists(engine().read).newest(reader, { limit });
        expect(numbers(lines)).toEqual(expected(world, reader, { keep: listed, order: newest, limit }));
      });
    });

    test("the reader's own, of all their identities, whatever the status", async () => {
      await inRandomWorlds(async (world, reader, limit) => {
        const own = reader.member === 2 ? [2, 3] : [4];
        const keep = ({ author }: Numbered) =>
          reader.member !== null && author !== null && own.includes(author);
        const mine = await ideaLists(engine().read).mine(reader, { limit });
        expect(numbers(mine)).toEqual(expected(world, reader, { keep, order: newest, limit }));
      });
    });

    test("what the reader's vote stands for, of others, the newest vote first", async () => {
      await inRandomWorlds(async (world, reader, limit) => {
        const own = reader.member === 2 ? [2, 3] : [4];
        const keep = ({ number, author, status, hidden }: Numbered) =>
          reader.member !== null &&
          voteOn(number) === 'for' &&
          (author === null || !own.includes(author)) &&
          status !== 'withdrawn' &&
          !hidden;
        const order = (a: Numbered, b: Numbered) =>
          votedAt(b.number) - votedAt(a.number) || b.number - a.number;
        await engine().tables.deleteFrom('votes').execute();
        await vote(engine().tables, world);
        const supported = await ideaLists(engine().read).supported(reader, { limit });
        expect(numbers(supported)).toEqual(expected(world, reader, { keep, order, limit }));
        await engine().tables.deleteFrom('votes').execute();
      });
    });

    test('what waits for a decision in the labs the reader facilitates, oldest first', async () => {
      await inRandomWorlds(async (world, reader, limit) => {
        const keep = (idea: Numbered) =>
          isOpen(idea.status) && !idea.hidden && reader.facilitates.includes(idea.lab);
        const order = (a: Numbered, b: Numbered) => a.createdAt - b.createdAt || a.number - b.number;
        const waiting = await ideaLists(engine().read).waiting(reader, { limit });
        expect(numbers(waiting)).toEqual(expected(world, reader, { keep, order, limit }));
      });
    });

    test('no list ever shows a text that is withdrawn or hidden', async () => {
      await inRandomWorlds(async (world, reader) => {
        const lists = ideaLists(engine().read);
        const shown = [
          ...(await lists.top(reader, { limit: 50 })),
          ...(await lists.newest(reader, { limit: 50 })),
          ...(await lists.mine(reader, { limit: 50 })),
          ...(await lists.waiting(reader, { limit: 50 })),
          ...(await Promise.all(world.ideas.map((_, i) => lists.forLab(i + 1)))).filter(
            (idea) => idea !== null,
          ),
        ];
        for (const { number, title } of shown) {
          const { hidden, status } = world.ideas[number - 1]!;
          expect([number, title === '']).toEqual([number, hidden || status === 'withdrawn']);
        }
      });
    });

    test('one idea with the facts of its lab, its author and what was appended', async () => {
      const { lab, idea, author } = await inTransaction(engine(), async (tx) => {
        const world = await makeWorld(tx);
        await memberStore(tx).setName(world.author.id, 'Camille');
        await ideaStore(tx).append(1, 'et du pain', AT + 1);
        return world;
      });
      const view = {
        ...idea,
        labSlug: lab.slug,
        labName: lab.name,
        labZone: lab.zone,
        labAccess: lab.access,
        authorName: 'Camille',
        additions: [{ text: 'et du pain', at: AT + 1 }],
        elder: null,
        duplicates: { first: [], count: 0 },
      };
      const lists = ideaLists(engine().read);
      expect(await lists.forLab(1)).toEqual(view);
      expect(await lists.one(readerOf({ accounts: [author.id] }), 1)).toEqual(view);
      expect(await lists.forLab(9)).toBeNull();
    });

    test('a withdrawn idea keeps number and tallies, and no text leaves the database', async () => {
      await inTransaction(engine(), async (tx) => {
        await makeWorld(tx);
        await ideaStore(tx).append(1, 'et du pain', AT + 1);
        await ideaStore(tx).setStatus(1, 'withdrawn');
      });
      expect(await ideaLists(engine().read).forLab(1)).toMatchObject({
        number: 1,
        status: 'withdrawn',
        title: '',
        body: '',
        additions: [],
      });
    });

    test('a line has the name of its lab', async () => {
      const { lab } = await inTransaction(engine(), makeWorld);
      expect(await ideaLists(engine().read).top(readerOf(), { limit: 3 })).toEqual([
        {
          number: 1,
          lab: lab.id,
          labName: 'Mobilités',
          title: 'Une cantine bio',
          status: 'new',
          votesFor: 0,
          votesAgainst: 0,
          createdAt: AT,
          answeredAt: null,
        },
      ]);
    });

    test('every status is in some list or in none for a reason the status table gives', async () => {
      await inTransaction(engine(), async (tx) => {
        const { lab, author } = await makeWorld(tx);
        for (const status of STATUSES.slice(1)) {
          const { number } = await makeIdea(tx, { lab: lab.id, author: author.id });
          await ideaStore(tx).setStatus(number, status);
        }
      });
      const top = await ideaLists(engine().read).top(readerOf(), { limit: 50 });
      expect(top.map(({ status }) => status)).toEqual(STATUSES.filter(isListed));
    });
  });
}
