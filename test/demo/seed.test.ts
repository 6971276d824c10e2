import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { PERSONAS as LOCAL_PERSONAS, REALM, ROOMS } from '../../adapters/local/world.ts';
import { ANSWER_MAX } from '../../src/decisions/decision.ts';
import { IDEAS } from '../../src/demo/ideas.ts';
import { CHANNELS, LABS } from '../../src/demo/labs.ts';
import { PERSONAS, VOTERS } from '../../src/demo/people.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { digestsDue } from '../../src/digest/due.ts';
import { weekBefore, weekContaining } from '../../src/digest/period.ts';
import { prepareLastWeek } from '../../src/digest/prepare-digest.ts';
import { checkBody, checkTitle } from '../../src/ideas/idea.ts';
import type { Reader } from '../../src/members/reader.ts';
import { lengthOf } from '../../src/text.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';

const HOUR = 3_600_000;
const WEDNESDAY = Date.parse('2026-11-25T14:20:00+01:00');
const STARTS = {
  'a Monday before work': '2026-11-23T07:05:00+01:00',
  'the first minute of a Monday': '2026-11-23T00:00:30+01:00',
  'a Wednesday': '2026-11-25T14:20:00+01:00',
  'a Friday evening': '2026-11-27T19:00:00+01:00',
  'a Sunday night': '2026-11-29T23:59:00+01:00',
  'the day the clocks go back': '2026-10-25T02:30:00+01:00',
  'New Year': '2027-01-01T00:10:00+01:00',
};

let db: TempDatabase | undefined;

afterEach(async () => {
  await db?.close();
  db = undefined;
});

async function seeded(now = WEDNESDAY, platform = 'local'): Promise<TempDatabase> {
  db = await openTemp();
  await seed(db, now, platform);
  return db;
}

const seed = ({ unitOfWork, reads }: TempDatabase, now = WEDNESDAY, platform = 'local') =>
  seedDemo({ unitOfWork, reads, clock: { now: () => now }, platform });

/** A seeded box for all tests of a group, which only read it. */
function sharedBox(now: number): () => TempDatabase {
  let shared: TempDatabase | undefined;
  beforeAll(async () => {
    shared = await openTemp();
    await seed(shared, now);
  });
  afterAll(() => shared?.close());
  return () => shared!;
}

async function lab({ reads }: TempDatabase, slug: string) {
  const found = await reads.labs.bySlug(slug);
  if (!found) throw new Error(`no lab ${slug}`);
  return found;
}

async function readerOf({ reads }: TempDatabase, user: string, here: number | null = null): Promise<Reader> {
  const identity = await reads.members.find({ platform: 'local', realm: 'local', user });
  return {
    kind: 'member',
    active: true,
    accounts: identity ? [identity.id] : [],
    member: identity?.member ?? null,
    administrator: false,
    facilitates: identity ? await reads.labs.facilitatedBy(identity.id) : [],
    here,
  };
}

async function everything({ tables }: TempDatabase): Promise<unknown> {
  const all = [];
  for (const table of [
    'labs',
    'lab_channels',
    'lab_facilitators',
    'identities',
    'ideas',
    'additions',
    'decisions',
    'votes',
    'vote_changes',
  ] as const) {
    all.push(await tables.selectFrom(table).selectAll().execute());
  }
  all.push(await tables.selectFrom('outbox').select(['id', 'reference', 'key']).execute());
  return all;
}

describe('the texts of the demo', () => {
  test('are some thirty ideas, each said once and as people may type them', () => {
    expect(IDEAS.length).toBeGreaterThanOrEqual(28);
    expect(new Set(IDEAS.map(({ title }) => title)).size).toBe(IDEAS.length);
    for (const { title, body, next = [] } of IDEAS) {
      expect(checkTitle(title)).toEqual({ title });
      expect(checkBody(body)).toEqual({ body });
      for (const step of next) {
        if ('to' in step) expect(lengthOf(step.answer)).toBeLessThan(ANSWER_MAX);
      }
    }
  });

  test('ask for no more votes than there are voters, and none on a day off', () => {
    for (const { for: support, against = [], age, next = [] } of IDEAS) {
      const votes = [...support, ...against].reduce((sum, count) => sum + count, 0);
      expect(votes).toBeLessThan(VOTERS.length);
      for (const days of [age, ...next.map((step) => step.age)].filter((one) => one > 0)) {
        expect([0, 3, 4, 5, 6]).toContain(days % 7);
      }
    }
  });

  test('know the people and rooms of the local chat', () => {
    expect(PERSONAS).toEqual(Object.fromEntries(LOCAL_PERSONAS.map(({ user, name }) => [user, name])));
    for (const channel of CHANNELS.filter(({ platform }) => platform === 'local')) {
      const room = ROOMS.find(({ id }) => id === channel.channel);
      expect({ realm: channel.realm, name: channel.name }).toEqual({ realm: REALM, name: room?.name });
      expect(channel.private).toBe(room?.members !== 'everyone');
    }
  });
});

describe('an empty box', () => {
  const box = sharedBox(WEDNESDAY);

  test('gets three labs, one of them closed, with their channels and facilitators', async () => {
    const labs = await box().reads.labs.all();
    expect(labs.map(({ slug, access }) => [slug, access])).toEqual([
      ['bretagne', 'open'],
      ['numerique', 'open'],
      ['rh', 'closed'],
    ]);
    for (const { slug, facilitator } of LABS) {
      const { id } = await lab(box(), slug);
      const [channel] = await box().reads.labs.channels(id);
      expect(channel).toMatchObject({ platform: 'local', channel: `labo-${slug}`, boundAt: WEDNESDAY });
      expect((await readerOf(box(), facilitator)).facilitates).toContain(id);
    }
  });

  test('gets the ideas, numbered without gaps in the order they were filed', async () => {
    const rows = await box().tables.selectFrom('ideas').selectAll().orderBy('number').execute();
    expect(rows.map(({ number }) => number)).toEqual(IDEAS.map((_, index) => index + 1));
    const instants = rows.map(({ created_at }) => created_at);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    const statuses = new Set(rows.map(({ status }) => status));
    expect(statuses.size).toBeGreaterThanOrEqual(8);
  });

  test('keeps tallies that are those of its votes', async () => {
    for (const idea of await box().tables.selectFrom('ideas').selectAll().execute()) {
      const votes = await box()
        .tables.selectFrom('votes')
        .selectAll()
        .where('idea', '=', idea.number)
        .execute();
      const written = IDEAS.find(({ title }) => title === idea.title);
      expect(votes.filter(({ value }) => value === 'for')).toHaveLength(idea.votes_for);
      expect(votes.filter(({ value }) => value === 'against')).toHaveLength(idea.votes_against);
      // All but the running week's, and the author's own.
      const past = written!.for.slice(0, -1).reduce((sum, count) => sum + count, 1);
      expect(idea.votes_for).toBeGreaterThanOrEqual(past);
    }
  });

  test('asks for one card an idea and channel, in the order of numbers, and for nothing else', async () => {
    const rows = await box().tables.selectFrom('outbox').selectAll().orderBy('id').execute();
    const said = rows.map(({ reference }) => JSON.parse(reference) as { kind: string; idea: number });
    expect(said).toEqual(IDEAS.map((_, index) => ({ kind: 'card', idea: index + 1 })));
    expect(rows.every(({ stale }) => stale === 0)).toBe(true);
    const realms = await box().tables.selectFrom('outbox_realms').select('platform').execute();
    expect(realms).toEqual([{ platform: 'local' }]);
  });

  test('leaves the votes of the personas to whoever tries it', async () => {
    for (const user of ['camille', 'yann', 'jo']) {
      const identity = await box().reads.members.find({ platform: 'local', realm: 'local', user });
      const votes = box()
        .tables.selectFrom('votes')
        .where('source_identity', '=', identity?.id ?? 0);
      expect(await votes.selectAll().execute()).toEqual([]);
    }
  });

  test('keeps what the closed lab was told from people of other labs', async () => {
    const rh = await lab(box(), 'rh');
    const title = IDEAS.find((idea) => idea.lab === 'rh' && idea.author === 'malika')!.title;
    const { number } = await box()
      .tables.selectFrom('ideas')
      .select('number')
      .where('title', '=', title)
      .executeTakeFirstOrThrow();
    expect(await box().reads.ideas.one(await readerOf(box(), 'anais'), number)).toBeNull();
    expect(await box().reads.ideas.one(await readerOf(box(), 'anais', rh.id), number)).not.toBeNull();
    expect(await box().reads.ideas.one(await readerOf(box(), 'malika'), number)).not.toBeNull();
  });

  test('is seeded once: a second start changes nothing', async () => {
    const before = await everything(box());
    expect(await seed(box(), WEDNESDAY + HOUR)).toBe(false);
    expect(await everything(box())).toEqual(before);
  });

  test('is the same demo at each first start', async () => {
    expect(await everything(await seeded())).toEqual(await everything(box()));
  });
});

test('a box with a lab of its own is left alone', async () => {
  const box = await openTemp();
  db = box;
  await box.unitOfWork.run((tx) =>
    tx.labs.create(
      {
        slug: 'autre',
        name: 'Autre',
        field: '',
        region: '',
        zone: 'Europe/Paris',
        language: 'fr',
        access: 'open',
        digestCron: '0 9 * * 1',
      },
      WEDNESDAY,
    ),
  );
  const before = await everything(box);
  expect(await seed(box)).toBe(false);
  expect(await everything(box)).toEqual(before);
});

describe('in the terminal', () => {
  test('the console shows the ideas of Bretagne', async () => {
    const box = await seeded(WEDNESDAY, 'terminal');
    const { id } = await lab(box, 'bretagne');
    expect(await box.reads.labs.channels(id)).toMatchObject([{ platform: 'terminal', channel: 'console' }]);
  });

  test('a demo begun in the browser is gone on with, and the other way round', async () => {
    const box = await seeded();
    const ideas = await box.tables.selectFrom('ideas').selectAll().execute();
    expect(await seed(box, WEDNESDAY + HOUR, 'terminal')).toBe(true);
    expect(await seed(box, WEDNESDAY + 2 * HOUR, 'terminal')).toBe(false);
    expect(await box.tables.selectFrom('ideas').selectAll().execute()).toEqual(ideas);
    const { id } = await lab(box, 'bretagne');
    expect((await box.reads.labs.channels(id)).map(({ channel }) => channel)).toEqual([
      'labo-bretagne',
      'console',
    ]);
    const yann = await box.reads.members.find({ platform: 'terminal', realm: 'terminal', user: 'yann' });
    expect(await box.reads.labs.facilitatedBy(yann!.id)).toEqual([id]);
  });
});

describe.each(Object.entries(STARTS))('started on %s', (_, start) => {
  const now = Date.parse(start);
  const box = sharedBox(now);

  test('nothing has happened yet that lies ahead, and every idea came before its votes', async () => {
    const ideas = await box().tables.selectFrom('ideas').selectAll().execute();
    expect(ideas).toHaveLength(IDEAS.length);
    const filed = new Map(ideas.map(({ number, created_at }) => [number, created_at]));
    for (const { idea, at } of await box().tables.selectFrom('vote_changes').selectAll().execute()) {
      expect(at).toBeLessThanOrEqual(now);
      expect(at).toBeGreaterThanOrEqual(filed.get(idea)!);
    }
    for (const { idea, at } of await box().tables.selectFrom('decisions').selectAll().execute()) {
      expect(at).toBeGreaterThan(filed.get(idea)!);
    }
  });

  test('last week has something to say in both open labs, and is left to be said', async () => {
    for (const slug of ['bretagne', 'numerique']) {
      const of = await lab(box(), slug);
      const { week } = await prepareLastWeek(box().reads.digests, of, now);
      const sections = week.entries.map(({ section }) => section);
      expect(sections).toEqual(expect.arrayContaining(['answered', 'top', 'discover']));
      expect(week.figures.votes).toBeGreaterThan(week.figures.votesBefore);

      const channels = await box().reads.labs.channels(of.id);
      const due = digestsDue(now, [{ lab: of, channels, latest: null }], 72 * HOUR);
      expect(due.flatMap((one) => one.channels)).toEqual([]);
    }
  });

  test('Bretagne has a clear first, with gains for three ideas and more', async () => {
    const bretagne = await lab(box(), 'bretagne');
    const last = weekBefore(weekContaining(now, bretagne.zone), bretagne.zone);
    const gains = await box().reads.digests.gains(bretagne.id, last, 10);
    expect(gains.length).toBeGreaterThanOrEqual(3);
    expect(gains[0]!.gained).toBeGreaterThan(gains[1]!.gained + 2);
  });
});
