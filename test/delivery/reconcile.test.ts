import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Adapter, DeliveryError, type ReactionState } from '../../src/chat/adapter.ts';
import type { Person, Posted } from '../../src/chat/place.ts';
import { type MissedMark, Reconciler } from '../../src/delivery/reconcile.ts';
import { MONDAY } from '../manual-clock.ts';
import { NO_CHANCE, Stage } from './stage.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

const ALICE: Person = { platform: 'test', realm: 'r', user: 'alice' };
const BOB: Person = { platform: 'test', realm: 'r', user: 'bob' };

type Seen =
  | { marks: { by: Person; emoji: string; at?: number }[]; complete: boolean; own?: string[] }
  | { gone: true }
  | { unchanged: true };

let stage: Stage;
let missed: MissedMark[];
/** What the platform says of each message. */
let platform: Map<string, Seen | Error>;
let asked: { message: string; known: Record<string, number>; at: number }[];
let reconciler: Reconciler;

beforeEach(async () => {
  stage = await Stage.open();
  missed = [];
  platform = new Map();
  asked = [];
  const adapter: Adapter = { ...stage.platform.adapter, pace: stage.platform.pace, reactions };
  stage.adapters.set('test', adapter);
  reconciler = new Reconciler({
    unitOfWork: stage.db.unitOfWork,
    reads: stage.db.reads,
    adapters: stage.adapters,
    recordMark: async (mark) => missed.push(mark),
    seedsOf: async () => ['👍', '👎'],
    clock: stage.clock,
    chance: NO_CHANCE,
    log: stage.logger,
  });
});
afterEach(() => stage.close());

/** Lazy, as an adapter's is: a posting is looked at when its answer is asked for. */
async function* reactions(
  of: readonly { posted: Posted; known: Readonly<Record<string, number>> }[],
): AsyncGenerator<ReactionState> {
  for (const { posted, known } of of) {
    asked.push({ message: posted.message, known, at: (stage.clock.now() - MONDAY) / SECOND });
    const seen = platform.get(posted.message) ?? { marks: [], complete: true };
    if (seen instanceof Error) throw seen;
    yield { posted, ...seen };
  }
}

/** Publishes the cards of ideas 1 to n; their messages are m1 to mn, their postings 1 to n. */
async function cards(n: number): Promise<void> {
  const ideas = Array.from({ length: n }, (_, i) => i + 1);
  await stage.ideas(...ideas);
  for (const idea of ideas) await stage.card(idea);
  await stage.dispatcher().drain();
}

/** A mark we hold. Alice is identity 2 and Bob 3; 1 is nobody. */
async function hold(posting: number, user: 'alice' | 'bob' | 'nobody', emoji: string): Promise<void> {
  const { tables } = stage.db;
  const identity = { nobody: 1, alice: 2, bob: 3 }[user];
  if (user !== 'nobody') {
    await tables
      .insertInto('members')
      .values({ id: identity, language: null })
      .onConflict((oc) => oc.doNothing())
      .execute();
    await tables
      .insertInto('identities')
      .values({
        id: identity,
        member: identity,
        platform: 'test',
        realm: 'r',
        user,
        name: null,
        since_day: 0,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
  }
  await tables
    .insertInto('marks')
    .values({ posting, identity, emoji, idea: posting, value: 'for', since: 0 })
    .execute();
}

async function reconcile(ms = 10 * MINUTE): Promise<void> {
  await reconciler.start('test');
  await stage.clock.advance(ms);
}

const told = () =>
  missed.map(({ posting, by, emoji, added }) => `${added ? '+' : '-'}${emoji} ${by.user} ${posting}`);

describe('a look at one posting', () => {
  test('comes soon, once however often it is asked for, and tells what changed there alone', async () => {
    await cards(2);
    await hold(1, 'alice', '👍');
    platform.set('m1', { marks: [{ by: BOB, emoji: '👍' }], complete: true });
    platform.set('m2', { marks: [{ by: BOB, emoji: '👍' }], complete: true });
    const posted = { platform: 'test', realm: 'r', channel: 'c1', message: 'm1' };
    for (let n = 0; n < 3; n += 1) reconciler.look(posted);
    await stage.clock.advance(4999);
    expect(asked).toEqual([]);
    await stage.clock.advance(1);
    await reconciler.idle();
    expect(told()).toEqual(['+👍 bob 1', '-👍 alice 1']);
    expect(asked).toEqual([{ message: 'm1', known: { '👍': 1 }, at: 5 }]);
    // Nothing says when Bob reacted: a word given since the look was asked for is newer.
    expect(missed.map(({ at, seenAt }) => [at - MONDAY, seenAt - MONDAY])).toEqual([
      [0, 5 * SECOND],
      [5 * SECOND, 5 * SECOND],
    ]);
  });

  test('asked for while it is under way, it is looked at again', async () => {
    await cards(1);
    const posted = { platform: 'test', realm: 'r', channel: 'c1', message: 'm1' };
    reconciler.look(posted);
    await stage.clock.advance(5 * SECOND);
    reconciler.look(posted, MINUTE);
    await stage.clock.advance(2 * MINUTE);
    await reconciler.idle();
    expect(asked.map(({ at }) => at)).toEqual([5, 65]);
  });

  test('of a message that is none of ours asks nothing', async () => {
    reconciler.look({ platform: 'test', realm: 'r', channel: 'c1', message: 'else' });
    await stage.clock.advance(MINUTE);
    await reconciler.idle();
    expect(asked).toEqual([]);
  });
});

describe('reconciliation', () => {
  test('tells what came and what went since the last look, and nothing else', async () => {
    await cards(2);
    await hold(1, 'alice', '👍');
    await hold(1, 'bob', '👍');
    platform.set('m1', {
      marks: [
        { by: BOB, emoji: '👍' },
        { by: ALICE, emoji: '👎' },
      ],
      complete: true,
    });
    platform.set('m2', { marks: [{ by: ALICE, emoji: '👍' }], complete: true });
    await reconcile();
    expect(told()).toEqual(['+👍 alice 2', '+👎 alice 1', '-👍 alice 1']);
    expect(missed[0]).toMatchObject({ on: { channel: 'c1', message: 'm2', team: 't' }, at: MONDAY });
    expect(asked).toEqual([
      { message: 'm2', known: {}, at: 0 },
      { message: 'm1', known: { '👍': 2 }, at: 1.5 },
    ]);
  });

  test('a mark is as old as its platform says, else as what was missed: never newer than the look', async () => {
    await cards(3);
    await stage.clock.advance(DAY);
    const now = stage.clock.now();
    platform.set('m3', { marks: [{ by: BOB, emoji: '👍', at: now - MINUTE }], complete: true });
    platform.set('m2', { marks: [{ by: BOB, emoji: '👍', at: now + MINUTE }], complete: true });
    platform.set('m1', { marks: [{ by: BOB, emoji: '👍' }], complete: true });
    reconciler.ask('test', 'r', now - 2 * MINUTE);
    await stage.clock.advance(MINUTE);
    expect(missed.map(({ at }) => at - now)).toEqual([-MINUTE, 0, -2 * MINUTE]);
    expect(missed.every(({ seenAt }) => seenAt === now)).toBe(true);
  });

  test('an incomplete list only adds; an unchanged posting says nothing', async () => {
    await cards(2);
    await hold(1, 'alice', '👍');
    await hold(2, 'alice', '👍');
    platform.set('m1', { marks: [{ by: BOB, emoji: '👍' }], complete: false });
    platform.set('m2', { unchanged: true });
    await reconcile();
    expect(told()).toEqual(['+👍 bob 1']);
  });

  test('a posting that is gone keeps its marks and is not looked at again', async () => {
    await cards(1);
    await hold(1, 'alice', '👍');
    platform.set('m1', { gone: true });
    await reconcile();
    expect(missed).toEqual([]);
    expect(await stage.db.tables.selectFrom('postings').select('gone_at').execute()).toEqual([
      { gone_at: MONDAY },
    ]);
    expect(await stage.db.tables.selectFrom('marks').select('emoji').execute()).toHaveLength(1);
    await reconcile();
    expect(asked).toHaveLength(1);
  });

  test('reactions that are no votes are nobody’s business', async () => {
    await cards(1);
    platform.set('m1', {
      marks: [
        { by: ALICE, emoji: '🎉' },
        { by: BOB, emoji: '1\u20E3' },
      ],
      complete: true,
    });
    await reconcile();
    expect(missed).toEqual([]);
  });

  test('tells of what decides under a card, as of votes, and not again of what has spoken', async () => {
    await cards(2);
    await hold(1, 'alice', '👍');
    await stage.db.unitOfWork.run(({ decisionMarks }) =>
      decisionMarks.hear({ posting: 1, identity: 2, emoji: '✅', since: 0 }, { found: true }),
    );
    const by = ALICE;
    platform.set('m1', { marks: ['👍', '👀', '✅', '🎉'].map((emoji) => ({ by, emoji })), complete: true });
    platform.set('m2', { marks: [{ by: BOB, emoji: '❌' }], complete: true });
    await reconcile();
    expect(told()).toEqual(['+❌ bob 2', '+👀 alice 1']);
    expect(asked.find(({ message }) => message === 'm1')?.known).toEqual({ '👍': 1, '✅': 1 });
  });

  test('seeds that are missing are put there; where it is not told which are, none', async () => {
    await cards(4);
    platform.set('m1', { marks: [], complete: true, own: ['👍'] });
    platform.set('m2', { marks: [], complete: true, own: ['👎', '👍'] });
    platform.set('m3', { marks: [], complete: false });
    platform.set('m4', { marks: [{ by: BOB, emoji: '👍' }], complete: true, own: [] });
    const seeded: unknown[] = [];
    let failing = true;
    const { adapter } = stage.platform;
    const seed = async ({ message }: Posted, seeds: readonly string[]) => {
      seeded.push([message, seeds]);
      if (failing) throw new DeliveryError({ retryAfterMs: 1000, scope: 'realm' });
    };
    stage.adapters.set('test', { ...adapter, pace: stage.platform.pace, reactions, seed });
    await reconcile();
    failing = false;
    await reconcile();
    const missing = [
      ['m4', ['👍', '👎']],
      ['m1', ['👎']],
    ];
    expect(seeded).toEqual([...missing, ...missing]);
    expect(told()).toEqual(['+👍 bob 4', '+👍 bob 4']);
  });

  test('somebody erased does not come back', async () => {
    await cards(1);
    await hold(1, 'nobody', '👍');
    platform.set('m1', { marks: [{ by: ALICE, emoji: '👍' }], complete: true });
    await reconcile();
    expect(missed).toEqual([]);
  });

  test('looks at what can still be voted on or declined, or has marks, of the last ninety days', async () => {
    await cards(4);
    const { tables } = stage.db;
    await tables.updateTable('ideas').set({ status: 'declined' }).where('number', 'in', [1, 2]).execute();
    await tables.updateTable('ideas').set({ status: 'handed-over' }).where('number', '=', 3).execute();
    await hold(2, 'alice', '👍');
    await tables
      .updateTable('postings')
      .set({ at: MONDAY - 91 * DAY })
      .where('id', '=', 4)
      .execute();
    await reconcile();
    expect(asked.map(({ message }) => message)).toEqual(['m3', 'm2']);
  });

  test('goes through all pages, newest first, at the adapter’s pace', async () => {
    await cards(60);
    await reconcile();
    expect(asked.map(({ message }) => message)).toEqual(Array.from({ length: 60 }, (_, i) => `m${60 - i}`));
    expect(asked.at(-1)?.at).toBe(58 * 1.5);
  });

  test('a platform that fails is asked again later, and told once', async () => {
    await cards(3);
    platform.set('m2', new DeliveryError({ retryAfterMs: 20_000, scope: 'realm' }));
    platform.set('m1', { marks: [{ by: ALICE, emoji: '👍' }], complete: true });
    await reconciler.start('test');
    await stage.clock.advance(30 * SECOND);
    platform.set('m2', { marks: [{ by: BOB, emoji: '👍' }], complete: true });
    await stage.clock.advance(MINUTE);
    expect(told()).toEqual(['+👍 bob 2', '+👍 alice 1']);
    expect(asked.map(({ message, at }) => [message, at])).toEqual([
      ['m3', 0],
      ['m2', 1.5],
      ['m2', 21.5],
      ['m2', 41.5],
      ['m1', 43],
    ]);
    expect(stage.logged('warn')).toEqual(['reactions cannot be listed for now']);
  });

  test('a gap during a look makes it look again afterwards', async () => {
    await cards(2);
    await reconciler.start('test');
    await stage.clock.advance(SECOND);
    reconciler.ask('test', 'r');
    reconciler.ask('test', 'r');
    await stage.clock.advance(MINUTE);
    expect(asked.map(({ message }) => message)).toEqual(['m2', 'm1', 'm2', 'm1']);
    await reconciler.idle();
  });

  test('without reactions to ask for, nothing is looked at', async () => {
    await cards(1);
    stage.adapters.delete('test');
    await reconcile();
    const { reactions: _, ...without } = stage.platform.adapter;
    stage.adapters.set('test', without);
    await reconcile();
    expect(asked).toEqual([]);
    await reconciler.idle();
  });

  test('stops at once', async () => {
    await cards(10);
    await reconciler.start('test');
    await stage.clock.advance(2 * SECOND);
    await reconciler.stop();
    expect(asked).toHaveLength(2);
    expect(stage.clock.sleeping).toBe(0);
    reconciler.ask('test', 'r');
    await stage.clock.advance(MINUTE);
    expect(asked).toHaveLength(2);
  });
});
