import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Retried } from '../../src/delivery/delivery-store.ts';
import type { Fate } from './scripted-platform.ts';
import { Stage, said } from './stage.ts';

const MINUTE = 60_000;
const REFUSED: Fate = { permanent: 'refused' };

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

const retry = (rows: readonly number[] | 'all' = 'all', absent = false): Promise<Retried[]> =>
  stage.db.unitOfWork.run((tx) => tx.delivery.retry(rows, { now: stage.clock.now(), absent }));

const parked = async () => (await stage.rows()).filter(({ state }) => state === 'parked').map(({ id }) => id);

/** Rows of one lane that were given up: each refused, or said without an answer and never found. */
async function givenUp(lane: string, fates: Record<string, 'refused' | 'lost answer' | 'lost request'>) {
  for (const [key, fate] of Object.entries(fates)) {
    await stage.say(lane, key);
    stage.platform.next(lane, fate === 'refused' ? REFUSED : fate);
    if (fate !== 'refused') stage.platform.lookAnswers.push('cannot tell', 'cannot tell');
  }
  const run = await stage.started();
  await stage.clock.advance(10 * MINUTE);
  await run.stop(0);
  expect(new Set(Object.values(await stage.states()))).toEqual(new Set(['parked']));
}

describe('a message that was given up', () => {
  test('because it was refused is sent when it is tried again, with the words of today', async () => {
    await givenUp('u1', { k1: 'refused' });
    stage.words.set('channel-lost 1', said('Autrement'));
    expect(await retry()).toEqual([{ id: 1, lookedFor: false }]);
    await stage.started();
    await stage.clock.advance(MINUTE);
    expect(stage.platform.texts('u1')).toEqual(['Autrement']);
    expect(stage.platform.looks).toEqual([]);
  });

  test.each([
    ['stands', 'lost answer', 1],
    ['does not stand', 'lost request', 2],
  ] as const)('and %s is looked for first: once it is there, never twice', async (_, fate, sends) => {
    await givenUp('u1', { k: fate });
    const looked = stage.platform.looks.length;
    expect(await retry([1])).toEqual([{ id: 1, lookedFor: true }]);
    await stage.started();
    await stage.clock.advance(5 * MINUTE);
    expect(stage.platform.looks.length).toBeGreaterThan(looked);
    expect([stage.platform.keys(), stage.platform.sends.length]).toEqual([['k'], sends]);
    expect(await stage.states()).toEqual({ k: 'sent' });
  });

  test('that nobody can look for is given up again, and sent at the word of who looked', async () => {
    await givenUp('u1', { k: 'lost request' });
    stage.platform.lookAnswers.push('cannot tell', 'cannot tell');
    await retry();
    await stage.started();
    await stage.clock.advance(5 * MINUTE);
    expect([await parked(), stage.platform.keys()]).toEqual([[1], []]);
    expect(await retry([1], true)).toEqual([{ id: 1, lookedFor: false }]);
    await stage.clock.advance(MINUTE);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('refused when it was repeated may stand from the first time', async () => {
    stage.platform.resendSafeMs = 20_000;
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost answer', REFUSED);
    const run = await stage.started();
    await stage.clock.advance(MINUTE);
    await run.stop(0);
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'refused' }]);
    expect(await retry()).toEqual([{ id: 1, lookedFor: true }]);
    await stage.started();
    await stage.clock.advance(5 * MINUTE);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('is looked for too where its channel is taken up again', async () => {
    stage.platform.resendSafeMs = 20_000;
    await stage.say('c1', 'k');
    stage.platform.next('c1', 'lost answer', { permanent: 'gone' });
    await stage.started();
    await stage.clock.advance(MINUTE);
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'gone' }]);
    const place = { platform: 'test', realm: 'r', channel: 'c1' };
    await stage.outbox((outbox) => outbox.revive(place, 0));
    await stage.clock.advance(5 * MINUTE);
    expect([stage.platform.keys(), await stage.states()]).toEqual([['k'], { k: 'sent' }]);
  });

  test.each([
    ['stands, and is found', 'lost answer'],
    ['does not stand, and is sent', 'lost request'],
  ] as const)(
    'and that nobody could look for in a lost channel %s once the channel is taken up',
    async (_, fate) => {
      await stage.say('c1', 'k');
      await stage.say('c1', 'answer', { to: { platform: 'test', realm: 'r', channel: 'c1', thread: 'm0' } });
      stage.platform.next('c1', fate, fate);
      stage.platform.lookAnswers.push(...Array.from({ length: 4 }, () => 'cannot tell' as const));
      await stage.started();
      await stage.clock.advance(10 * MINUTE);
      expect(await stage.rows()).toMatchObject([
        { state: 'parked', failure: 'cannot tell' },
        { state: 'parked', failure: 'cannot tell' },
      ]);
      const place = { platform: 'test', realm: 'r', channel: 'c1' };
      await stage.outbox((outbox) => outbox.revive(place, 0));
      await stage.clock.advance(10 * MINUTE);
      expect(stage.platform.keys()).toEqual(['k', 'answer']);
      expect(await stage.states()).toEqual({ k: 'sent', answer: 'sent' });
    },
  );

  test('is painted afresh where it was found: it was rendered long ago', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.platform.next('c1', 'lost answer');
    stage.platform.lookAnswers.push('cannot tell', 'cannot tell');
    await stage.started();
    await stage.clock.advance(5 * MINUTE);
    expect(await parked()).toEqual([1]);
    await stage.change(1, 'Deux votes');
    await retry();
    await stage.clock.advance(5 * MINUTE);
    expect(stage.platform.texts('c1')).toEqual(['Deux votes']);
  });

  test('is tried many times again, not given up at its first failure of another kind', async () => {
    await givenUp('u1', { k: 'refused' });
    await stage.db.tables.updateTable('outbox').set({ attempts: 50 }).execute();
    stage.words.set('channel-lost 0', new Error('no words'));
    await retry();
    await stage.started();
    await stage.clock.advance(MINUTE);
    stage.words.delete('channel-lost 0');
    await stage.clock.advance(10 * MINUTE);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('is the only one tried: what is named and not given up is left', async () => {
    await givenUp('u1', { k1: 'refused', k2: 'refused' });
    await stage.say('u2', 'waits', { notBefore: stage.clock.now() + 60 * MINUTE });
    expect(await retry([2, 3, 99])).toEqual([{ id: 2, lookedFor: false }]);
    expect(await retry([2])).toEqual([]);
    expect(await stage.states()).toEqual({ k1: 'parked', k2: 'waiting', waits: 'waiting' });
  });
});

describe('several of one lane', () => {
  const MIXED = { k1: 'lost answer', k2: 'refused', k3: 'lost request', k4: 'lost answer' } as const;
  const ALL = ['k1', 'k2', 'k3', 'k4', 'k5'];

  async function expectOnce(): Promise<void> {
    expect([...stage.platform.keys()].sort()).toEqual(ALL);
    expect(new Set(Object.values(await stage.states()))).toEqual(new Set(['sent']));
  }

  test('are each looked for before anything new is said there, the oldest first', async () => {
    await givenUp('u1', MIXED);
    const before = stage.platform.looks.length;
    await stage.started();
    await retry();
    await stage.say('u1', 'k5');
    await stage.clock.advance(10 * MINUTE);
    await expectOnce();
    expect(stage.platform.looks.slice(before).map(({ key }) => key)).toEqual(['k1', 'k3', 'k3', 'k4']);
    expect(stage.platform.keys().indexOf('k5')).toBe(4);
  });

  test('are said once though the box that runs is at their lane, and an operator asks twice at once', async () => {
    await givenUp('u1', MIXED);
    await stage.say('u1', 'k5');
    stage.platform.next('u1', { after: 5_000 });
    await stage.started();
    await stage.clock.advance(1_000);
    const asked = await Promise.all([retry(), retry([1, 2, 3, 4])]);
    expect(asked.flat().map(({ id }) => id)).toEqual([1, 2, 3, 4]);
    await stage.clock.advance(10 * MINUTE);
    await expectOnce();
  });

  test('a box that runs notices what another process took up', async () => {
    await givenUp('u1', { k1: 'refused' });
    // Nothing it commits wakes this one.
    const { unitOfWork } = stage.db;
    await stage.started({ unitOfWork: { run: (work) => unitOfWork.run(work), onCommit: () => {} } });
    await stage.clock.advance(MINUTE);
    await retry();
    await stage.clock.advance(10_000);
    expect(stage.platform.keys()).toEqual(['k1']);
  });

  // Each look, send and write of the lane is one of the first calls of a run.
  test.each(Array.from({ length: 8 }, (_, n) => n))(
    'are said once though runs die at call %i',
    async (call) => {
      await givenUp('u1', MIXED);
      await retry();
      await stage.say('u1', 'k5');
      // Whatever the dead run asked for last happens, and is never answered.
      let calls = 0;
      const { adapter } = stage.platform;
      const dying = async <T>(what: Promise<T> | undefined): Promise<T> => {
        calls += 1;
        const result = await what;
        if (calls > call) return new Promise<never>(() => {});
        return result as T;
      };
      const mortal = {
        ...adapter,
        pace: adapter.pace,
        send: (...of: Parameters<typeof adapter.send>) => dying(adapter.send(...of)),
        findSent: (...of: Parameters<NonNullable<typeof adapter.findSent>>) =>
          dying(adapter.findSent?.(...of)),
      };
      const run = await stage.started({ adapters: new Map([['test', mortal]]) });
      await stage.clock.advance(25_000);
      await run.stop(0);
      await stage.started();
      await stage.clock.advance(20 * MINUTE);
      await expectOnce();
    },
  );
});
