import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CompiledQuery } from 'kysely';
import { digestReads } from '../../db/read-models/digest-reads.ts';
import { FEW_VOTES } from '../../src/digest/digest-reads.ts';
import type { Composed, Entry } from '../../src/digest/digest-store.ts';
import { isOpen, isVotable, type Status } from '../../src/ideas/status.ts';
import type { Word } from '../../src/votes/vote.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { openTempEngine } from '../db/open-temp-engine.ts';
import { at, BEFORE, DAY, HOUR, LabAtWork, WEEK } from './lab-at-work.ts';

let db: TempDatabase;
beforeAll(async () => {
  db = await openTemp();
});
afterAll(() => db.close());

const inWeek = WEEK.start + DAY;
const CREATED = { start: WEEK.end - 60 * DAY, end: WEEK.end - 7 * DAY };

describe('figures', () => {
  test('a week without anything', async () => {
    const { lab } = await LabAtWork.open(db);
    const none = { ideas: 0, votes: 0, votesBefore: 0, answers: 0 };
    expect(await db.reads.digests.figures(lab.id, WEEK, BEFORE)).toEqual(none);
  });

  test('the bounds: its first instant belongs to the week, its end to the next', async () => {
    const work = await LabAtWork.open(db);
    const idea = await work.file(WEEK.start);
    await work.file(WEEK.start - 1);
    await work.file(WEEK.end);
    await work.vote(idea, 'a', 'for', WEEK.start);
    await work.vote(idea, 'b', 'for', WEEK.end - 1);
    await work.vote(idea, 'c', 'for', WEEK.end);
    await work.vote(idea, 'd', 'against', WEEK.start - 1);
    await work.decide(idea, 'accepted', WEEK.end - 1);
    await work.decide(idea, 'prototype', WEEK.end);
    expect(await db.reads.digests.figures(work.lab.id, WEEK, BEFORE)).toEqual({
      ideas: 1,
      votes: 2,
      votesBefore: 1,
      answers: 1,
    });
  });

  test('a vote changed counts nothing, one taken back counts less; other labs do not count', async () => {
    const [work, other] = [await LabAtWork.open(db), await LabAtWork.open(db)];
    const idea = await work.file(BEFORE.start);
    await work.vote(idea, 'a', 'for', BEFORE.start);
    await work.vote(idea, 'b', 'for', BEFORE.start);
    await work.vote(idea, 'a', 'against', inWeek);
    await work.vote(idea, 'b', 'none', inWeek);
    await other.votes(await other.file(inWeek), 5, inWeek);
    expect(await db.reads.digests.figures(work.lab.id, WEEK, BEFORE)).toMatchObject({
      ideas: 0,
      votes: -1,
      votesBefore: 2,
    });
  });

  test('an idea decided twice is one answer; one undone, withdrawn or hidden is none', async () => {
    const work = await LabAtWork.open(db);
    const [twice, undone, withdrawn, hidden] = [
      await work.file(inWeek),
      await work.file(inWeek),
      await work.file(inWeek),
      await work.file(inWeek),
    ];
    await work.decide(undone, 'accepted', inWeek);
    const { id } = await work.decide(undone, 'declined', inWeek);
    await db.tables.updateTable('decisions').set({ undone_at: inWeek }).where('idea', '=', undone).execute();
    expect(id).toBeGreaterThan(0);
    await work.decide(twice, 'accepted', inWeek + 2 * HOUR);
    await work.decide(withdrawn, 'accepted', inWeek);
    await work.decide(twice, 'declined', inWeek + HOUR);
    await work.setStatus(withdrawn, 'withdrawn');
    await work.decide(hidden, 'accepted', inWeek);
    await work.hide(hidden, inWeek);
    expect(await db.reads.digests.figures(work.lab.id, WEEK, BEFORE)).toMatchObject({ ideas: 2, answers: 1 });
    expect(await db.reads.digests.answered(work.lab.id, WEEK)).toEqual([
      { idea: twice, status: 'declined', votesFor: 0 },
    ]);
  });
});

describe('gains', () => {
  test('ties: more for in all, then the lower number', async () => {
    const work = await LabAtWork.open(db);
    const ideas = [
      await work.file(BEFORE.start),
      await work.file(BEFORE.start),
      await work.file(BEFORE.start),
    ];
    const [first, second, third] = ideas as [number, number, number];
    await work.vote(third, 'x', 'for', BEFORE.start);
    for (const idea of ideas) await work.vote(idea, 'a', 'for', inWeek);
    const gains = await db.reads.digests.gains(work.lab.id, WEEK, 5);
    expect(gains.map(({ idea, gained, votesFor }) => [idea, gained, votesFor])).toEqual([
      [third, 1, 2],
      [first, 1, 1],
      [second, 1, 1],
    ]);
    expect(await db.reads.digests.gains(work.lab.id, WEEK, 1)).toHaveLength(1);
  });

  test('an idea that has moved to another lab is in neither week', async () => {
    const [from, to] = [await LabAtWork.open(db), await LabAtWork.open(db)];
    const idea = await from.file(inWeek);
    await from.vote(idea, 'anais', 'for', inWeek);
    await db.tables.updateTable('ideas').set({ lab: to.lab.id }).where('number', '=', idea).execute();
    expect(await db.reads.digests.gains(from.lab.id, WEEK, 5)).toEqual([]);
    expect(await db.reads.digests.gains(to.lab.id, WEEK, 5)).toEqual([]);
  });
});

describe('to discover', () => {
  test('not what was shown in the last published digests', async () => {
    const work = await LabAtWork.open(db);
    const channel = await work.bind('general');
    const created = at('2026-10-15T00:00Z');
    const ideas: number[] = [];
    for (let i = 0; i < 7; i++) ideas.push(await work.file(created + i));
    const weeks = ['2026-W41', '2026-W42', '2026-W43', '2026-W44', '2026-W45', '2026-W46'];
    for (const [index, week] of weeks.entries()) {
      const shown: Entry = {
        section: 'discover',
        position: 1,
        idea: ideas[index]!,
        gained: 0,
        votesFor: 0,
        status: 'new',
      };
      await db.unitOfWork.run(async (tx) => {
        const start = WEEK.start - (7 - index) * 7 * DAY;
        const composed: Composed = {
          lab: work.lab.id,
          zone: work.lab.zone,
          week,
          start,
          end: start + 7 * DAY,
          figures: { ideas: 0, votes: 0, votesBefore: 0, answers: 0 },
          // What only its thread said was not shown.
          entries: [shown, { ...shown, section: 'top', position: 6, idea: ideas[6]! }],
        };
        const digest = await tx.digests.archive(composed, start);
        // The last one was archived unposted: nobody has seen it.
        if (week !== '2026-W46') await tx.digests.claim(digest, { channel: channel.id, at: start });
      });
    }
    const found = await db.reads.digests.leastVoted(work.lab.id, CREATED, { skip: 4, limit: 10 });
    // The first was shown five published digests ago, the sixth in one nobody saw.
    expect(found.map(({ idea }) => idea)).toEqual([ideas[0], ideas[5], ideas[6]]);
    const two = await db.reads.digests.leastVoted(work.lab.id, CREATED, { skip: 4, limit: 2 });
    expect(two.map(({ idea }) => idea)).toEqual([ideas[0], ideas[5]]);
    expect(await db.reads.digests.leastVoted(work.lab.id, CREATED, { skip: 0, limit: 10 })).toHaveLength(7);
  });

  test('an idea with many votes needs no discovery', async () => {
    const work = await LabAtWork.open(db);
    const [few, many] = [await work.file(CREATED.start), await work.file(CREATED.start)];
    await work.votes(few, FEW_VOTES, inWeek, 'against');
    await work.votes(many, FEW_VOTES + 1, inWeek);
    const found = await db.reads.digests.leastVoted(work.lab.id, CREATED, { skip: 4, limit: 10 });
    expect(found).toEqual([{ idea: few, votes: FEW_VOTES, votesFor: 0, status: 'new' }]);
  });
});

/** What somebody does, at an instant of the three weeks around. */
interface Act {
  idea: number;
  voter: number;
  value: Word;
  at: number;
}

test('whatever happens, the reads agree with a recount', async () => {
  const VOTERS = 6;
  const status = fc.constantFrom<Status>(
    'new',
    'under-review',
    'accepted',
    'handed-over',
    'declined',
    'withdrawn',
  );
  const idea = fc.record({
    created: fc.integer({ min: CREATED.start - 5 * DAY, max: WEEK.end + DAY }),
    status,
    hidden: fc.constantFrom(false, false, false, true),
  });
  const act = fc.record({
    idea: fc.nat({ max: 7 }),
    voter: fc.nat({ max: VOTERS - 1 }),
    value: fc.constantFrom<Word>('for', 'against', 'none'),
    at: fc.oneof(
      fc.integer({ min: BEFORE.start - DAY, max: WEEK.end + DAY }),
      fc.constantFrom(BEFORE.start, WEEK.start - 1, WEEK.start, WEEK.end - 1, WEEK.end),
    ),
  });
  const world = fc.record({
    ideas: fc.array(idea, { minLength: 1, maxLength: 8 }),
    acts: fc.array(act, { maxLength: 40 }),
  });

  await fc.assert(
    fc.asyncProperty(world, async ({ ideas, acts }) => {
      const work = await LabAtWork.open(db);
      const numbers: number[] = [];
      for (const { created } of ideas) numbers.push(await work.file(created));
      const done: Act[] = acts.filter(({ idea }) => idea < ideas.length).sort((a, b) => a.at - b.at);
      for (const { idea, voter, value, at } of done) await work.vote(numbers[idea]!, `v${voter}`, value, at);
      for (const [index, { status, hidden }] of ideas.entries()) {
        await work.setStatus(numbers[index]!, status);
        if (hidden) await work.hide(numbers[index]!, WEEK.end);
      }

      /** Standing votes of an idea just before an instant, from the whole history. */
      const standing = (index: number, until: number, values: readonly Word[]) => {
        const last = new Map<number, Word>();
        for (const one of done) if (one.idea === index && one.at < until) last.set(one.voter, one.value);
        return [...last.values()].filter((value) => values.includes(value)).length;
      };
      const both: Word[] = ['for', 'against'];
      const ever = Number.POSITIVE_INFINITY;
      const all = ideas.map((facts, index) => ({
        ...facts,
        idea: numbers[index]!,
        shown: facts.status !== 'withdrawn' && !facts.hidden,
        gained: standing(index, WEEK.end, ['for']) - standing(index, WEEK.start, ['for']),
        votesFor: standing(index, ever, ['for']),
        votes: standing(index, ever, both),
        net: standing(index, WEEK.end, both) - standing(index, WEEK.start, both),
        netBefore: standing(index, BEFORE.end, both) - standing(index, BEFORE.start, both),
      }));
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

      expect(await db.reads.digests.figures(work.lab.id, WEEK, BEFORE)).toEqual({
        ideas: all.filter(({ created, shown }) => shown && created >= WEEK.start && created < WEEK.end)
          .length,
        votes: sum(all.map(({ net }) => net)),
        votesBefore: sum(all.map(({ netBefore }) => netBefore)),
        answers: 0,
      });
      expect(await db.reads.digests.gains(work.lab.id, WEEK, 5)).toEqual(
        all
          .filter((one) => one.gained >= 1 && isVotable(one.status) && !one.hidden)
          .sort((a, b) => b.gained - a.gained || b.votesFor - a.votesFor || a.idea - b.idea)
          .slice(0, 5)
          .map(({ idea, gained, votesFor, status }) => ({ idea, gained, votesFor, status })),
      );
      expect(await db.reads.digests.leastVoted(work.lab.id, CREATED, { skip: 4, limit: 5 })).toEqual(
        all
          .filter((one) => isOpen(one.status) && !one.hidden)
          .filter(({ created }) => created >= CREATED.start && created < CREATED.end)
          .sort((a, b) => a.votes - b.votes || a.created - b.created || a.idea - b.idea)
          .slice(0, 5)
          .map(({ idea, votes, votesFor, status }) => ({ idea, votes, votesFor, status })),
      );
    }),
    { numRuns: 40 },
  );
}, 60_000);

test('every read is a range of an index', async () => {
  const asked: CompiledQuery[] = [];
  const engine = await openTempEngine((event) => {
    asked.push(event.query);
  });
  try {
    asked.length = 0;
    const reads = digestReads(engine.read);
    await reads.byId(1);
    await reads.ofWeek(1, WEEK.week);
    await reads.latest(1);
    await reads.claims(1, WEEK.start);
    await reads.figures(1, WEEK, BEFORE);
    await reads.gains(1, WEEK, 5);
    await reads.answered(1, WEEK);
    await reads.leastVoted(1, CREATED, { skip: 4, limit: 5 });
    expect(asked.length).toBeGreaterThan(20);
    for (const { sql, parameters } of [...asked]) {
      const plan = await engine.read.executeQuery<{ detail: string }>(
        CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
      );
      // Never the whole table, nor all of a lab: by key, or from one instant to another.
      const wide = plan.rows.filter(
        ({ detail }) =>
          /^(SCAN|SEARCH) (ideas|votes|vote_changes|decisions)/.test(detail) &&
          !/PRIMARY KEY|at>\? AND .*at<\?/.test(detail),
      );
      expect({ sql, wide }).toEqual({ sql, wide: [] });
    }
  } finally {
    await engine.close();
  }
});
