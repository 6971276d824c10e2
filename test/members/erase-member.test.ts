import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { draftStore } from '../../db/stores/drafts.ts';
import { erasureStore, overwriteDeleted } from '../../db/stores/erasure.ts';
import { memberStore } from '../../db/stores/members.ts';
import { outboxStore } from '../../db/stores/outbox.ts';
import { systemChance } from '../../src/clock.ts';
import { decide } from '../../src/decisions/decide.ts';
import { seedDemo } from '../../src/demo/seed.ts';
import { prepareLastWeek } from '../../src/digest/prepare-digest.ts';
import { publishDigest } from '../../src/digest/publish-digest.ts';
import { submitIdea } from '../../src/ideas/submit-idea.ts';
import type { Acting } from '../../src/members/acting.ts';
import { eraseMember, findErasable } from '../../src/members/erase-member.ts';
import { type Identity, TOMBSTONE } from '../../src/members/member.ts';
import { changeNotices } from '../../src/notifying/change-notices.ts';
import { isRefusal } from '../../src/refusal.ts';
import { castVote } from '../../src/votes/cast-vote.ts';
import { recordMark } from '../../src/votes/record-mark.ts';
import type { Word } from '../../src/votes/vote.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';

const NOW = Date.parse('2026-11-25T14:20:00+01:00');
const clock = { now: () => NOW, sleep: async () => {} };

/** Ids and names that stand nowhere by chance. */
const ZEPHYRINE = { platform: 'local', realm: 'local', user: 'u-zq81qx7' };
const ELSEWHERE = { platform: 'chatter', realm: 'site.example', user: 'other-zq81qx7' };
const NAME = 'Zéphyrine Quellec';
const TRACES = ['zq81qx7', 'Quellec', 'phyrine'];
const ownersOf = ({ user }: { user: string }) => [
  `owner of ${user.length}`,
  `owner of ${user.length} before`,
];

let db: TempDatabase;
/** Zéphyrine with two linked accounts, one idea, votes, a decision, a lab, messages and a draft. */
let member: number;
let idea: number;

beforeEach(async () => {
  db = await openTemp({ clock });
  await seedDemo({ ...db, clock, platform: 'local' });
  ({ member, idea } = await live());
});

afterEach(() => db.close());

async function live(): Promise<{ member: number; idea: number }> {
  const lab = (await db.reads.labs.bySlug('bretagne')) ?? fail('no lab');
  const here = await db.unitOfWork.run((tx) => tx.members.identify(ZEPHYRINE, NOW - 9e8));
  const there = await db.unitOfWork.run((tx) => tx.members.identify(ELSEWHERE, NOW - 9e8));
  await db.tables.updateTable('identities').set({ member: here.member }).where('id', '=', there.id).execute();
  const linked = { ...there, member: here.member };
  await db.tables.deleteFrom('members').where('id', '=', there.member).execute();
  await db.unitOfWork.run((tx) =>
    tx.accountCodes.offer({ hash: `code of ${there.user}`, identity: there.id, expiresAt: NOW + 1 }, NOW),
  );

  const others = await db.tables
    .selectFrom('ideas')
    .select('number')
    .where('lab', '=', lab.id)
    .where('status', 'in', ['new', 'under-review', 'accepted'])
    .orderBy('number')
    .execute();
  const [first, second, third, fourth] = others.map(({ number }) => number);
  if (!first || !second || !third || !fourth) fail('too few ideas');

  const filed = await db.unitOfWork.run(async (tx) => {
    await tx.labs.addFacilitator(lab.id, here.id, NOW);
    const by = await acting(here, lab.id);
    const submitted = await submitIdea(tx, by, {
      lab: lab.id,
      title: 'Un local à vélos',
      body: 'Fermé, et près de la porte.',
      authorName: NAME,
      at: NOW - 8e8,
    });
    if (isRefusal(submitted)) fail(submitted.why);
    // By word, by word of the other account, taken back, and by marks of both accounts under one card.
    await castVote(tx, by, { number: first, value: 'for', at: NOW - 7e8 });
    await castVote(tx, await acting(linked, lab.id), { number: second, value: 'against', at: NOW - 7e8 });
    await castVote(tx, by, { number: third, value: 'for', at: NOW - 7e8 });
    await castVote(tx, by, { number: third, value: 'none', at: NOW - 6e8 });
    return submitted.number;
  });
  const card = await db.tables
    .insertInto('postings')
    .values({
      kind: 'card',
      idea: fourth,
      platform: 'local',
      realm: 'local',
      channel: 'c',
      message: 'm',
      at: NOW,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.unitOfWork.run(async (tx) => {
    const posting = { id: card.id, kind: 'card' as const, idea: fourth };
    for (const [identity, at] of [
      [here, NOW - 5e8],
      [linked, NOW - 4e8],
    ] as const) {
      await recordMark(tx, await acting(identity, lab.id), { posting, emoji: '👍', added: true, at });
    }
    await decide(tx, await acting(here, lab.id), { number: first, to: 'accepted', answer: 'Oui.', at: NOW });
    await decide(tx, await acting(await personOf('malika'), lab.id), {
      number: filed,
      to: 'under-review',
      answer: 'Nous regardons.',
      at: NOW - 3e8,
    });
    await tx.duplicates.link({ idea: filed, elder: first, by: here.id, at: NOW });
    for (const owner of ownersOf(ZEPHYRINE)) {
      await tx.drafts.put({ id: `draft of ${owner}`, owner, asks: false, sealed: 's', at: NOW });
    }
    const prepared = await prepareLastWeek(db.reads.digests, lab, NOW);
    await publishDigest(tx, prepared, { lab, channels: await tx.labs.channels(lab.id) }, NOW);
  });
  const memory = db.memory('local');
  for (const owner of ownersOf(ZEPHYRINE)) await memory.set(`conversation, ${owner}`, 'sealed', owner);
  await memory.set('of anaïs', 'sealed', 'owner of anaïs');
  await deliverOne();
  return { member: here.member, idea: filed };
}

/** Sends the notice to Zéphyrine as the dispatcher does, so that it has a posting; then another one waits. */
async function deliverOne(): Promise<void> {
  const lane = 'person ["local","local","u-zq81qx7"]';
  const lease = { holder: 'test 1', now: NOW, until: NOW + 1000 };
  await db.unitOfWork.run(async (tx) => {
    const parcel = await tx.delivery.take(lane, lease);
    const sending = parcel && (await tx.delivery.handOver(parcel, lease, false));
    if (!sending) fail('nothing to send');
    const posted = { platform: 'local', realm: 'local', channel: 'dm-u-zq81qx7', message: '77' };
    await tx.delivery.settle(sending, { kind: 'sent', posted }, lease);
    await tx.outbox.say({
      to: ZEPHYRINE,
      lang: 'fr',
      what: { kind: 'channel-lost', channel: 1 },
      key: 'waiting',
    });
  });
}

async function personOf(user: string): Promise<Identity> {
  return (await db.reads.members.find({ platform: 'local', realm: 'local', user })) ?? fail(`no ${user}`);
}

async function acting(identity: Identity, lab: number): Promise<Acting> {
  const reader = {
    kind: 'member' as const,
    active: true,
    accounts: [identity.id],
    member: identity.member,
    administrator: false,
    facilitates: [lab],
    here: null,
  };
  return { identity, reader };
}

function fail(why: string): never {
  throw new Error(why);
}

const storesOn = (tx: TempDatabase['tables']) => ({
  members: memberStore(tx),
  drafts: draftStore(tx),
  outbox: outboxStore(tx, clock),
  erasure: erasureStore(tx, systemChance),
});

const erase = (who: number | typeof ZEPHYRINE = member) =>
  db.tables.transaction().execute((tx) => eraseMember(storesOn(tx), { who, ownersOf }));

/** Every row of every table that contains a text. */
async function rowsWith(text: string): Promise<string[]> {
  const tables = await sql<{ name: string }>`select name from sqlite_master where type = 'table'`.execute(
    db.tables,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const { rows } = await sql`select * from ${sql.table(name)}`.execute(db.tables);
    for (const row of rows) {
      const said = JSON.stringify(row);
      if (said.toLowerCase().includes(text.toLowerCase())) found.push(`${name}: ${said}`);
    }
  }
  return found;
}

/** What must not change. */
async function published() {
  const { tables } = db;
  return {
    tallies: await tables
      .selectFrom('ideas')
      .select(['number', 'votes_for', 'votes_against', 'supported_at', 'title', 'body', 'status', 'answer'])
      .orderBy('number')
      .execute(),
    changes: await tables.selectFrom('vote_changes').selectAll().orderBy('id').execute(),
    digests: await tables.selectFrom('digests').selectAll().orderBy('id').execute(),
    entries: await tables.selectFrom('digest_entries').selectAll().orderBy('idea').execute(),
    claims: await tables.selectFrom('digest_claims').selectAll().orderBy('digest').execute(),
    votes: await tables
      .selectFrom('votes')
      .select(['idea', 'value', 'at'])
      .orderBy('idea')
      .orderBy('at')
      .execute(),
  };
}

/** Votes made again from words and marks, the newest event of each member and idea, without the members. */
async function rebuilt(): Promise<string[]> {
  const members = new Map(
    (await db.tables.selectFrom('identities').select(['id', 'member']).execute()).map((row) => [
      row.id,
      row.member,
    ]),
  );
  const newest = new Map<string, { value: Word; at: number }>();
  const words = await db.tables.selectFrom('words').select(['idea', 'identity', 'value', 'at']).execute();
  const marks = await db.tables
    .selectFrom('marks')
    .select(['idea', 'identity', 'value', 'since as at'])
    .execute();
  for (const { idea: on, identity, value, at } of [...words, ...marks]) {
    const key = `${on} ${members.get(identity)}`;
    if (at >= (newest.get(key)?.at ?? 0)) newest.set(key, { value, at });
  }
  return [...newest].map(([key, { value, at }]) => `${key.split(' ')[0]} ${value} ${at}`).sort();
}

describe('erasing a person', () => {
  test('tells beforehand what there is', async () => {
    const found = await findErasable(storesOn(db.tables), ZEPHYRINE);
    expect(found).toMatchObject({
      member,
      traces: { ideas: [idea], voted: 5, decisions: 1, links: 1, messages: 2 },
    });
    expect(found?.accounts).toHaveLength(2);
    expect(found?.traces.facilitates).toEqual([{ slug: 'bretagne', last: false }]);
    const malika = await findErasable(storesOn(db.tables), (await personOf('malika')).member);
    expect(malika?.traces.facilitates.some(({ last }) => last)).toBe(true);
  });

  test('leaves no row that names them, in any table', async () => {
    expect(await rowsWith('zq81qx7')).not.toEqual([]);
    await erase();
    for (const trace of TRACES) expect(await rowsWith(trace)).toEqual([]);
    for (const owner of ownersOf(ZEPHYRINE)) expect(await rowsWith(owner)).toEqual([]);
    expect(await db.memory('local').get('of anaïs')).toBe('sealed');
    const names = await db.tables.selectFrom('members').select('id').where('id', '=', member).execute();
    expect(names).toEqual([]);
  });

  test('leaves nothing of them in the file, once nobody else has it open', async () => {
    await overwriteDeleted(db.tables);
    await erase();
    await sql`pragma wal_checkpoint(truncate)`.execute(db.tables);
    const bytes = readdirSync(db.dir).map((file) => readFileSync(join(db.dir, file), 'latin1'));
    for (const trace of TRACES) expect(bytes.some((file) => file.includes(trace))).toBe(false);
  });

  test('changes no tally, vote change, vote or digest', async () => {
    const before = await published();
    await erase();
    expect(await published()).toEqual(before);
    const lab = (await db.reads.labs.bySlug('bretagne')) ?? fail('no lab');
    expect(await db.reads.digests.latest(lab.id)).toMatchObject({ entries: expect.anything() });
  });

  test('leaves votes that come out the same from words and marks', async () => {
    const before = await rebuilt();
    await erase();
    expect(await rebuilt()).toEqual(before);
    expect(await db.tables.selectFrom('marks').selectAll().execute()).toHaveLength(2);
  });

  test('leaves votes that cannot be told to be one person’s', async () => {
    const known = await db.tables.selectFrom('members').select('id').execute();
    await erase();
    const voters = await db.tables
      .selectFrom('identities')
      .selectAll()
      .where('platform', '=', 'box')
      .where('realm', '=', 'erased')
      .execute();
    // Two accounts voted on one of the five ideas, the one with the marks.
    expect(voters).toHaveLength(6);
    expect(new Set(voters.map((voter) => voter.member)).size).toBe(5);
    for (const voter of voters) {
      expect(voter).toMatchObject({ realm: 'erased', name: null, since_day: 0 });
      expect(known.map(({ id }) => id)).not.toContain(voter.member);
    }
    const gaps = voters.map(({ id }) => id).sort((a, b) => a - b);
    expect(gaps.some((id, index) => index > 0 && id - (gaps[index - 1] ?? 0) === 1)).toBe(false);
    const votes = await db.tables.selectFrom('votes').select('idea').where('member', '<', 0).execute();
    expect(new Set(votes.map((vote) => vote.idea)).size).toBe(votes.length);
  });

  test('points ideas, decisions and links to the tombstone and repaints the cards', async () => {
    await db.tables
      .insertInto('postings')
      .values({
        kind: 'card',
        idea,
        platform: 'local',
        realm: 'local',
        channel: 'c',
        message: 'own',
        at: NOW,
      })
      .execute();
    await erase();
    const row = await db.tables
      .selectFrom('ideas')
      .select('author')
      .where('number', '=', idea)
      .executeTakeFirst();
    expect(row).toEqual({ author: TOMBSTONE });
    const by = await db.tables.selectFrom('decisions').select('by').where('by', '=', TOMBSTONE).execute();
    expect(by).toHaveLength(1);
    expect(await db.tables.selectFrom('duplicates').select(['idea', 'by']).execute()).toEqual([
      { idea, by: TOMBSTONE },
    ]);
    const wanted = await db.tables
      .selectFrom('repaints')
      .innerJoin('postings', 'postings.id', 'repaints.posting')
      .select('postings.idea')
      .where('wanted', '=', 1)
      .execute();
    expect(wanted.map((repaint) => repaint.idea)).toContain(idea);
    expect((await db.reads.ideas.forLab(idea))?.authorName).toBeNull();
  });

  test('erases nobody twice, nor anybody who never was', async () => {
    expect(await erase()).not.toBeNull();
    const before = await published();
    const identities = await db.tables.selectFrom('identities').selectAll().execute();
    expect(await erase()).toBeNull();
    expect(await erase(ZEPHYRINE)).toBeNull();
    expect(await erase(999_999)).toBeNull();
    expect(await published()).toEqual(before);
    expect(await db.tables.selectFrom('identities').selectAll().execute()).toEqual(identities);
  });

  test('erases neither the tombstone nor the voters that erasing leaves', async () => {
    await erase();
    const nobody = await db.tables
      .selectFrom('identities')
      .select('member')
      .where('platform', '=', 'box')
      .where('realm', 'in', ['box', 'erased'])
      .execute();
    for (const { member: of } of nobody) expect(await erase(of)).toBeNull();
  });

  test('leaves nothing of how they were told, nor of what waits for their summary', async () => {
    const { tables, unitOfWork } = db;
    const lab = (await db.reads.labs.bySlug('bretagne')) ?? fail('no lab');
    const by = await acting(await personOf('malika'), lab.id);
    const before = (await findErasable(storesOn(tables), member))?.traces.messages ?? 0;
    await unitOfWork.run(async (tx) => {
      await changeNotices(tx, member, { to: 'daily', at: NOW, zone: 'Europe/Paris' });
      await decide(tx, by, { number: idea, to: 'accepted', answer: 'Oui.', at: NOW });
    });
    const kept = () =>
      tables.selectFrom('summary_notices').selectAll().where('member', '=', member).execute();
    expect(await kept()).toHaveLength(1);
    expect((await findErasable(storesOn(tables), member))?.traces.messages).toBe(before + 1);
    expect(await erase()).not.toBeNull();
    expect(await kept()).toEqual([]);
    const daily = await tables.selectFrom('members').select('id').where('notices', '=', 'daily').execute();
    expect(daily).toEqual([]);
  });

  test('lets a decision on an idea they supported tell everybody else', async () => {
    await erase();
    const lab = (await db.reads.labs.bySlug('bretagne')) ?? fail('no lab');
    const by = await acting(await personOf('malika'), lab.id);
    const decided = await db.unitOfWork.run((tx) =>
      decide(tx, by, { number: idea, to: 'accepted', answer: 'Oui.', at: NOW }),
    );
    expect(isRefusal(decided)).toBe(false);
    const told = await db.tables
      .selectFrom('outbox')
      .select('destination')
      .where('state', '=', 'waiting')
      .execute();
    expect(told.filter(({ destination }) => destination.includes('erased'))).toEqual([]);
  });
});
