import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Check } from '../../scripts/examining/check.ts';
import { age } from '../../scripts/examining/check.ts';
import { doctor } from '../../scripts/examining/doctor-script.ts';
import { checkClock, checkDisk } from '../../scripts/examining/machine.ts';
import { checkTables } from '../../scripts/examining/tables.ts';
import { systemClock } from '../../src/clock.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { castVote } from '../../src/votes/cast-vote.ts';
import { recordMark } from '../../src/votes/record-mark.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { AT, makeCard, makeIdea, makeLab, makeWorld, readerOf } from '../db/world.ts';
import { runScript } from './surroundings.ts';

const HOUR = 3_600_000;

let db: TempDatabase;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  db = await openTemp();
  env = { DATABASE_URL: db.url, DEMO: '0' };
});

afterEach(() => db.close());

async function examined(): Promise<{ code: number; well: boolean; checks: Check[] }> {
  const { code, out } = await runScript(doctor, ['--json'], { env });
  return { code, ...(JSON.parse(out) as { well: boolean; checks: Check[] }) };
}

const bad = (checks: readonly Check[]) =>
  checks.filter(({ state }) => state !== 'ok').map(({ name }) => name);

/** A lab whose one idea has two words and a mark. */
async function small(): Promise<number> {
  const { tables } = db;
  const { idea, author, anais, bilal } = await makeWorld(tables);
  const card = await makeCard(tables, idea.number, 'm');
  await db.unitOfWork.run(async (tx) => {
    for (const identity of [author, anais]) {
      const reader = readerOf({ accounts: [identity.id], member: identity.member });
      await castVote(tx, { identity, reader }, { number: idea.number, value: 'for', at: AT });
    }
    const reader = readerOf({ accounts: [bilal.id], member: bilal.member });
    const posting = { id: card, kind: 'card' as const, idea: idea.number };
    await recordMark(tx, { identity: bilal, reader }, { posting, emoji: '👎', added: true, at: AT });
  });
  return idea.number;
}

describe('the doctor', () => {
  test('finds nothing wrong in the demo', async () => {
    await seedDemo({ ...db, clock: systemClock, platform: 'local' });
    const { code, well, checks } = await examined();
    expect(bad(checks).filter((name) => name !== 'disk')).toEqual([]);
    expect({ code, well }).toEqual({ code: 0, well: true });
  });

  test('says what to do in a line under each finding', async () => {
    const { code, out } = await runScript(doctor, [], { env });
    expect(code).toBe(0);
    expect(out).toMatch(/^warning +labs +there is no lab yet\n +-> an administrator creates one/m);
  });

  const breaks: Record<string, (idea: number) => Promise<unknown>> = {
    tallies: (idea) =>
      sql`update ideas set votes_for = votes_for + 1 where number = ${idea}`.execute(db.tables),
    changes: (idea) =>
      sql`delete from vote_changes where id = (select max(id) from vote_changes where idea = ${idea})`.execute(
        db.tables,
      ),
    sources: (idea) => sql`delete from words where idea = ${idea}`.execute(db.tables),
    spoken: (idea) => sql`delete from votes where idea = ${idea}`.execute(db.tables),
    flags: (idea) => sql`update ideas set listed = 0 where number = ${idea}`.execute(db.tables),
    index: (idea) => sql`delete from idea_index where rowid = ${idea}`.execute(db.tables),
    duplicates: async (idea) => {
      const { number } = await makeIdea(db.tables, { lab: 1, author: 1, at: AT + 1 });
      const link = { idea, elder: number, by: 1, at: AT };
      await db.tables.insertInto('duplicates').values(link).execute();
    },
    counter: () => sql`update counters set value = value - 1`.execute(db.tables),
  };

  test.each(Object.keys(breaks))('names what was broken by hand: %s', async (claim) => {
    const idea = await small();
    expect((await examined()).code).toBe(0);
    await breaks[claim]?.(idea);
    const { code, checks } = await examined();
    expect(code).toBe(1);
    const found = checks.find(({ name }) => name === claim);
    expect(found).toMatchObject({ state: 'failure', remedy: expect.any(String) });
    expect(found?.says).toMatch(/#\d+/);
    if (claim !== 'counter') expect(found?.says).toContain(`#${idea}`);
  });

  test('tells what is parked, why and since when', async () => {
    const now = Date.now();
    const to = { platform: 'local', realm: 'local', channel: 'general' };
    await db.unitOfWork.run(async (tx) => {
      await tx.outbox.say({ to, lang: 'fr', what: { kind: 'card', idea: 1 }, key: 'k' });
    });
    await db.tables
      .updateTable('outbox')
      .set({ state: 'parked', failure: 'unreachable', created_at: now - 5 * HOUR })
      .where('key', '=', 'k')
      .execute();
    const { code, checks } = await examined();
    expect(code).toBe(0);
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: 'parked',
        state: 'warning',
        says: expect.stringMatching(/card for local:local: unreachable, for 5 hours$/),
      }),
    );
  });

  test('tells a message that should have left long ago', async () => {
    await db.unitOfWork.run(async (tx) => {
      const to = { platform: 'local', realm: 'local', user: 'anais' };
      await tx.outbox.say({ to, lang: 'fr', what: { kind: 'channel-lost', channel: 1 }, key: 'k' });
    });
    await db.tables
      .updateTable('outbox')
      .set({ not_before: Date.now() - HOUR })
      .execute();
    const { checks } = await examined();
    expect(checks.find(({ name }) => name === 'outbox')).toMatchObject({
      state: 'warning',
      says: expect.stringContaining('1 waiting'),
    });
  });

  test('tells lost channels, labs without a channel and labs without a facilitator', async () => {
    const lab = await makeLab(db.tables);
    await db.unitOfWork.run(async (tx) => {
      const place = { platform: 'local', realm: 'local', channel: 'general' };
      const { id } = await tx.labs.bind(lab.id, place, { name: 'general', private: false }, AT);
      await tx.labs.markLost(id, Date.now() - 3 * HOUR);
    });
    const { code, checks } = await examined();
    expect(code).toBe(0);
    const says = checks.filter(({ state }) => state === 'warning').map((check) => check.says);
    expect(says).toContainEqual(expect.stringMatching(/^mobilites lost local:local:\S+ for 3 hours$/));
    expect(says).toContain('mobilites has no channel that works');
    expect(says).toContain('mobilites has nobody who can answer its ideas');
  });

  test('names everything that is wrong in the configuration, and ends with 2', async () => {
    env = { PORT: 'many', TZ_DEFAULT: 'Mars/Olympus' };
    const { code, checks } = await examined();
    expect(code).toBe(2);
    expect(checks.map(({ says }) => says.split(' ')[0])).toEqual(['PORT', 'TZ_DEFAULT']);
    expect(checks.every(({ remedy }) => remedy?.startsWith('for example'))).toBe(true);
  });

  test('tells a file that is no database', async () => {
    const folder = join(db.dir, 'other');
    mkdirSync(folder);
    writeFileSync(join(folder, 'box.db'), 'This is a letter, and no database at all. '.repeat(50));
    env = { DATABASE_URL: `sqlite:${join(folder, 'box.db')}`, DEMO: '0' };
    const { code, checks } = await examined();
    expect(code).toBe(1);
    expect(bad(checks)).toContain('database');
  });

  test('does not make the database it does not find', async () => {
    env = { DATABASE_URL: `sqlite:${join(db.dir, 'nowhere', 'box.db')}`, DEMO: '0' };
    expect((await examined()).code).toBe(0);
    expect(bad((await examined()).checks)).toEqual(['database']);
  });
});

describe('migrations', () => {
  test('one that is to be done is the box’s own work; one that is unknown is a newer box', () => {
    expect(checkTables(['1'], ['1', '2']).state).toBe('warning');
    expect(checkTables(['1', '2'], ['1']).state).toBe('failure');
    expect(checkTables(['1'], ['1']).state).toBe('ok');
  });
});

describe('the machine', () => {
  test('a clock that went back, or was never set, is a failure', () => {
    const now = Date.UTC(2026, 10, 25);
    expect(checkClock(now, now - HOUR).state).toBe('ok');
    expect(checkClock(now, null).state).toBe('ok');
    expect(checkClock(now, now + HOUR).state).toBe('failure');
    expect(checkClock(0, null).state).toBe('failure');
  });

  test('a disk is well, tight or full', async () => {
    const on = (bytes: number) => checkDisk('/data', async () => bytes).then(({ state }) => state);
    expect([await on(5e9), await on(5e8), await on(5e7)]).toEqual(['ok', 'warning', 'failure']);
  });

  test('an age is told in the unit that says something', () => {
    expect([1, 90, 60 * 50, 60 * 24 * 9].map((minutes) => age(0, minutes * 60_000))).toEqual([
      '1 minute',
      '1 hour',
      '2 days',
      '9 days',
    ]);
  });
});
