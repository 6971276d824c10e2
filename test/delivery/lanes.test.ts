import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MONDAY } from '../manual-clock.ts';
import { Stage } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

const SECOND = 1000;
const MINUTE = 60 * SECOND;

describe('a lane', () => {
  test('keeps the order in which its messages were said, whatever fails in between', async () => {
    for (const key of ['a', 'b', 'c']) await stage.say('c1', key);
    stage.platform.next('c1', { retryAfterMs: 7000, scope: 'lane' }, { retryAfterMs: 0, scope: 'lane' });
    await stage.started();
    await stage.clock.advance(MINUTE);
    expect(stage.platform.keys()).toEqual(['a', 'b', 'c']);
    // Retry-After, then the back-off of the second failure.
    expect(stage.platform.sends.map(({ at }) => at - MONDAY)).toEqual([0, 7000, 9000, 9000, 9000]);
  });

  test('never waits for another', async () => {
    await stage.say('u1', 'slow');
    await stage.say('u1', 'behind');
    for (let n = 2; n < 30; n += 1) await stage.say(`u${n}`, `k${n}`);
    stage.platform.next('u1', { after: 20_000 });
    await stage.started();
    await stage.clock.advance(0);
    expect(stage.platform.keys()).toHaveLength(28);
    await stage.clock.advance(20_000);
    expect(stage.platform.keys().slice(28)).toEqual(['slow', 'behind']);
  });

  test('takes turns with the others when there are more than can be worked at once', async () => {
    for (let n = 0; n < 20; n += 1) await stage.say('c1', `long${n}`);
    for (let n = 0; n < 20; n += 1) await stage.say(`u${n}`, `k${n}`);
    await stage.dispatcher().drain();
    const order = stage.platform.keys();
    expect(order).toHaveLength(40);
    // The long lane is not done before everybody else has had their turn.
    expect(order.indexOf('k19')).toBeLessThan(order.indexOf('long19'));
  });

  test('is worked by eight hands a realm at most', async () => {
    for (let n = 0; n < 12; n += 1) {
      await stage.say(`u${n}`, `k${n}`);
      stage.platform.next(`u${n}`, { after: 1000 });
    }
    await stage.say('other/u50', 'elsewhere');
    await stage.started();
    await stage.clock.advance(0);
    expect(stage.platform.sends).toHaveLength(9);
    await stage.clock.advance(1000);
    expect(stage.platform.sends).toHaveLength(13);
  });

  test('goes on behind a message that can never be sent, which is parked and told once', async () => {
    await stage.say('u1', 'bad');
    await stage.say('u1', 'good');
    stage.platform.next('u1', { permanent: 'invalid' });
    await stage.started();
    await stage.clock.advance(10 * MINUTE);
    expect(stage.platform.keys()).toEqual(['good']);
    expect(await stage.rows()).toMatchObject([
      { key: 'bad', state: 'parked', failure: 'invalid' },
      { key: 'good', state: 'sent' },
    ]);
    expect(stage.log.filter(({ level }) => level === 'error')).toMatchObject([
      { message: 'a message is parked', fields: { failure: 'invalid', platform: 'test', realm: 'r' } },
    ]);
    expect(await stage.db.reads.delivery.parked(10)).toMatchObject([{ failure: 'invalid', realm: 'r' }]);
    expect(await stage.db.reads.delivery.figures(stage.clock.now())).toEqual({
      waiting: 0,
      doubt: 0,
      parked: 1,
      repaints: 0,
      oldest: null,
    });
  });

  test('to a channel that is gone tells that it is lost; a person who is gone is not', async () => {
    await stage.say('c1', 'a');
    await stage.say('u1', 'b');
    stage.platform.next('c1', { permanent: 'gone' });
    stage.platform.next('u1', { permanent: 'gone' });
    await stage.dispatcher().drain();
    expect(stage.lost).toEqual([{ platform: 'test', realm: 'r', channel: 'c1', team: 't' }]);
  });

  test('backs off twice as long each time, five minutes at most', async () => {
    await stage.say('u1', 'k');
    stage.platform.next(
      'u1',
      ...Array.from({ length: 11 }, () => ({ retryAfterMs: 0, scope: 'lane' as const })),
    );
    await stage.started();
    await stage.clock.advance(60 * MINUTE);
    const at = stage.platform.sends.map((send) => (send.at - MONDAY) / SECOND);
    expect(at.slice(1).map((instant, n) => instant - (at[n] ?? 0))).toEqual([
      1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
    ]);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('ends its waits once the clock is set back, but not what is to leave later', async () => {
    await stage.say('u1', 'failed');
    stage.platform.next('u1', { retryAfterMs: 10 * MINUTE, scope: 'realm' });
    await stage.say('u2', 'later', { notBefore: stage.clock.now() + MINUTE });
    await stage.started();
    await stage.clock.advance(SECOND);
    stage.clock.setBack(60 * MINUTE);
    await stage.clock.advance(10 * SECOND);
    expect(stage.platform.keys()).toEqual(['failed']);
    await stage.clock.advance(MINUTE);
    expect(stage.platform.keys()).toEqual(['failed', 'later']);
  });

  test('whose message cannot be rendered tries again, then parks it', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.say('c1', 'behind');
    stage.words.set('card 1', new Error('broken'));
    await stage.started();
    await stage.clock.advance(5000);
    expect(stage.platform.sends).toEqual([]);
    await stage.clock.advance(60 * MINUTE);
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'rendering' }, { state: 'sent' }]);
  });
});

describe('a realm', () => {
  test('that is limited pauses all its lanes, those that are new as well, and no other realm', async () => {
    await stage.say('u1', 'a');
    stage.platform.next('u1', { retryAfterMs: 30_000, scope: 'realm' });
    await stage.started();
    await stage.clock.advance(0);
    await stage.say('u2', 'b');
    await stage.say('c1', 'c');
    await stage.say('other/u3', 'd');
    await stage.clock.advance(29_999);
    expect(stage.platform.keys()).toEqual(['d']);
    await stage.clock.advance(1);
    expect([...stage.platform.keys()].sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  test('stays paused over a restart', async () => {
    await stage.say('u1', 'a');
    stage.platform.next('u1', { retryAfterMs: 30_000, scope: 'realm' });
    await stage.dispatcher().drain();
    await stage.say('u2', 'b');
    const next = stage.dispatcher();
    await next.drain();
    expect(stage.platform.keys()).toEqual([]);
    await stage.clock.advance(30_000);
    await next.drain();
    expect([...stage.platform.keys()].sort()).toEqual(['a', 'b']);
  });
});

describe('a channel where nothing may be said', () => {
  const forbid = (times: number) =>
    stage.platform.next('c1', ...Array.from({ length: times }, () => ({ forbidden: true as const })));

  test('keeps its messages in order, tries less and less often, and says them once it is allowed', async () => {
    await stage.ideas(1, 2);
    await stage.card(1);
    await stage.card(2);
    forbid(7);
    await stage.started();
    await stage.clock.advance(2 * 60 * MINUTE);
    const tries = stage.platform.sends.map(({ at }) => (at - MONDAY) / MINUTE);
    expect(tries).toEqual([0, 1, 3, 7, 15, 30, 45, 60, 60]);
    expect(stage.platform.texts('c1')).toHaveLength(2);
    expect(Object.values(await stage.states())).toEqual(['sent', 'sent']);
  });

  test('is told once, in the log and to the box, over a restart too, and is not lost', async () => {
    await stage.ideas(1);
    await stage.card(1);
    forbid(20);
    const first = await stage.started();
    await stage.clock.advance(10 * MINUTE);
    await first.stop(0);
    await stage.started();
    await stage.clock.advance(60 * MINUTE);
    expect(stage.forbidden).toMatchObject([{ channel: 'c1' }]);
    expect(stage.logged('warn')).toEqual([
      'nothing may be said in a channel: what is for it waits until somebody allows it',
    ]);
    expect(stage.lost).toEqual([]);
  });

  test('of a person there is nobody to allow it: the message is parked', async () => {
    await stage.say('u1', 'k1');
    stage.platform.next('u1', { forbidden: true });
    await stage.dispatcher().drain();
    expect(await stage.states()).toMatchObject({ k1: 'parked' });
    expect(stage.forbidden).toEqual([]);
  });
});
