import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Posted } from '../../src/chat/place.ts';
import type { Dispatcher } from '../../src/delivery/dispatcher.ts';
import { MONDAY } from '../manual-clock.ts';
import { Stage, said } from './stage.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const QUARTER = 15 * MINUTE;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** Seconds since the beginning of the test, of sends or looks. */
const seconds = (calls: readonly { at: number }[]) => calls.map(({ at }) => (at - MONDAY) / SECOND);

describe('a send in doubt, where the platform does not honour our key', () => {
  test('that happened is found after a minute, and recorded', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.platform.next('c1', 'lost answer');
    const found: Posted[] = [];
    await stage.started({ onFound: (posted) => found.push(posted) });
    await stage.clock.advance(MINUTE - 1);
    expect(stage.platform.looks).toEqual([]);
    await stage.clock.advance(1);
    expect(seconds(stage.platform.looks)).toEqual([60]);
    await stage.clock.advance(QUARTER);

    expect(seconds(stage.platform.sends)).toEqual([0]);
    expect(seconds(stage.platform.looks)).toEqual([60]);
    expect(stage.platform.texts('c1')).toEqual(['card 1']);
    expect(await stage.rows()).toMatchObject([{ state: 'sent', sent_at: MONDAY + MINUTE }]);
    const postings = await stage.db.tables.selectFrom('postings').selectAll().execute();
    expect(postings).toMatchObject([{ kind: 'card', idea: 1, message: 'm1' }]);
    // Whoever reacted meanwhile was not heard.
    expect(found).toMatchObject([{ channel: 'c1', message: 'm1' }]);
  });

  test('that did not happen is looked for twice, ten seconds apart, then sent once more', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost request');
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.looks)).toEqual([60, 70]);
    expect(seconds(stage.platform.sends)).toEqual([0, 70]);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('stands once though the clock is set back before it is settled, and the box starts again', async () => {
    stage.platform.resendSafeMs = 30_000;
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost answer');
    const run = await stage.started();
    await stage.clock.advance(1);
    await run.stop(0);
    const sends = stage.platform.sends.length;
    stage.clock.setBack(60 * MINUTE);
    await stage.started();
    await stage.clock.advance(MINUTE - 1);
    expect(stage.platform.looks).toEqual([]);
    await stage.clock.advance(QUARTER);
    expect(stage.platform.sends).toHaveLength(sends);
    expect(stage.platform.keys()).toEqual(['k']);
    expect(stage.platform.looks[0]?.since).toBeLessThan(MONDAY - 24 * 60 * MINUTE);
    expect(await stage.states()).toEqual({ k: 'sent' });
  });

  test('is looked for from before it was sent: clocks differ', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost request');
    await stage.started();
    await stage.clock.advance(QUARTER);
    for (const { since } of stage.platform.looks) expect(since).toBe(MONDAY - 5 * MINUTE);
  });

  test('holds its lane, and no other', async () => {
    await stage.say('u1', 'doubtful');
    await stage.say('u1', 'behind');
    await stage.say('u2', 'other');
    stage.platform.next('u1', 'lost request');
    await stage.started();
    await stage.clock.advance(30 * SECOND);
    // Said during the doubt: it wakes the lane no earlier.
    await stage.say('u1', 'last');
    await stage.clock.advance(39 * SECOND);
    expect(stage.platform.keys()).toEqual(['other']);
    expect(await stage.db.reads.delivery.figures(stage.clock.now())).toMatchObject({
      waiting: 2,
      doubt: 1,
      oldest: MONDAY,
    });
    await stage.clock.advance(SECOND);
    expect(stage.platform.keys()).toEqual(['other', 'doubtful', 'behind', 'last']);
  });

  test('the second look decides: absent is sent again', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost request');
    stage.platform.lookAnswers.push('cannot tell', 'absent');
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('the second look decides: "cannot tell" parks the row and frees the lane', async () => {
    await stage.say('u1', 'k');
    await stage.say('u1', 'behind');
    stage.platform.next('u1', 'lost answer');
    stage.platform.lookAnswers.push('absent', 'cannot tell');
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.sends)).toEqual([0, 70]);
    expect(stage.platform.keys()).toEqual(['k', 'behind']);
    expect(await stage.rows()).toMatchObject([
      { state: 'parked', failure: 'cannot tell' },
      { state: 'sent' },
    ]);
  });

  test('a look that fails was no look', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost request');
    stage.platform.lookAnswers.push(
      { retryAfterMs: 20_000, scope: 'lane' },
      'absent',
      { throws: new TypeError('fetch failed') },
      'hang',
    );
    await stage.started();
    await stage.clock.advance(QUARTER);
    // 60; +20 Retry-After; +10; +4 back-off of the third try; +30 hanging, +8 back-off; then sent.
    expect(seconds(stage.platform.looks)).toEqual([60, 80, 90, 94, 132]);
    expect(seconds(stage.platform.sends)).toEqual([0, 132]);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('a permanent failure of a look cannot tell', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost answer');
    stage.platform.lookAnswers.push({ permanent: 'refused' }, { permanent: 'refused' });
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'cannot tell' }]);
  });

  test('again in doubt is looked for again, and sent afresh with growing pauses as long as it is absent', async () => {
    await stage.say('u1', 'k');
    await stage.say('u1', 'behind');
    stage.platform.next('u1', ...Array.from({ length: 15 }, () => 'lost request' as const));
    await stage.started();
    await stage.clock.advance(2 * 60 * MINUTE);
    // Two looks before each; a minute, and after the eighth 2, 4, 8 and then 15 minutes.
    expect(seconds(stage.platform.sends).slice(0, 9)).toEqual([0, 70, 140, 210, 280, 350, 420, 490, 560]);
    expect(seconds(stage.platform.sends).slice(9, 14)).toEqual([690, 940, 1430, 2340, 3250]);
    expect(stage.platform.looks).toHaveLength(2 * 15);
    expect(stage.platform.keys()).toEqual(['k', 'behind']);
    expect(await stage.states()).toEqual({ k: 'sent', behind: 'sent' });
  });

  test('often in doubt, it is still never sent again once a look cannot tell', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', ...Array.from({ length: 9 }, () => 'lost request' as const), 'lost answer');
    stage.platform.lookAnswers.push(...Array.from({ length: 19 }, () => 'absent' as const), 'cannot tell');
    await stage.started();
    await stage.clock.advance(2 * 60 * MINUTE);
    expect(stage.platform.sends).toHaveLength(10);
    expect(stage.platform.keys()).toEqual(['k']);
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'cannot tell' }]);
  });

  test('hidden meanwhile: it is looked for all the same, and not sent again', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.platform.next('c1', 'lost request');
    await stage.started();
    await stage.clock.advance(0);
    stage.words.set('card 1', null);
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.looks)).toEqual([60, 70]);
    expect(stage.platform.sends).toHaveLength(1);
    expect(await stage.rows()).toMatchObject([{ state: 'sent' }]);
  });

  test('found gets the seeds its sender could not put', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.words.set('card 1', said('card', ['👍']));
    stage.platform.next('c1', 'lost answer');
    await stage.started();
    await stage.clock.advance(MINUTE);
    expect(stage.platform.standing).toMatchObject([{ seeds: ['👍'] }]);
  });
});

describe('a send that hangs', () => {
  test('is in doubt after thirty seconds', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'hang');
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.looks)).toEqual([90, 100]);
    expect(seconds(stage.platform.sends)).toEqual([0, 100]);
  });

  test('and answers late is believed at once', async () => {
    await stage.say('u1', 'k');
    await stage.say('u1', 'behind');
    stage.platform.next('u1', { after: 45_000 });
    await stage.started();
    await stage.clock.advance(45_000);
    expect(await stage.states()).toEqual({ k: 'sent', behind: 'sent' });
    await stage.clock.advance(QUARTER);
    expect(stage.platform.looks).toEqual([]);
    expect(stage.platform.keys()).toEqual(['k', 'behind']);
  });

  test('does not keep its lane from being taken over, nor the box from stopping', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'hang');
    const dispatcher = await stage.started();
    await stage.clock.advance(0);
    const stopped = dispatcher.stop(5000);
    await stage.clock.advance(5000);
    await stopped;
    const lanes = await stage.db.tables.selectFrom('outbox_lanes').select('holder').execute();
    expect(lanes).toEqual([{ holder: null }]);
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(stage.platform.keys()).toEqual(['k']);
  });
});

describe('an error no adapter should throw', () => {
  test('says nothing of what happened: in doubt', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', { throws: new TypeError('bug') });
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.looks)).toEqual([60, 70]);
    expect(stage.logged('error')).toEqual(['a send failed in a way nobody expects']);
  });
});

describe('where the platform honours our key', () => {
  test('the same send is repeated at once, and stands once', async () => {
    stage.platform.resendSafeMs = 30_000;
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost answer');
    const found: Posted[] = [];
    await stage.started({ onFound: (posted) => found.push(posted) });
    await stage.clock.advance(QUARTER);
    // The first may have stood since, and whoever reacted was not heard.
    expect(found).toMatchObject([{ message: 'm1' }]);
    expect(seconds(stage.platform.sends)).toEqual([0, 1]);
    expect(stage.platform.looks).toEqual([]);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('not once it could arrive too late: then it is looked for', async () => {
    stage.platform.resendSafeMs = 30_000;
    await stage.say('u1', 'k');
    stage.platform.next('u1', ...Array.from({ length: 5 }, () => 'lost request' as const));
    await stage.started();
    await stage.clock.advance(QUARTER);
    // Back-off 1, 2, 4, 8 s; the next would leave 31 s after the first, when the key may be forgotten.
    expect(seconds(stage.platform.sends)).toEqual([0, 1, 3, 7, 15, 85]);
    expect(seconds(stage.platform.looks)).toEqual([75, 85]);
    expect(stage.platform.keys()).toEqual(['k']);
  });

  test('repeats that end in doubt for long are looked for in between, never parked', async () => {
    stage.platform.resendSafeMs = 30_000;
    await stage.say('u1', 'k');
    stage.platform.next('u1', ...Array.from({ length: 15 }, () => 'lost request' as const));
    await stage.started();
    await stage.clock.advance(3 * 60 * MINUTE);
    expect(stage.platform.keys()).toEqual(['k']);
    expect(await stage.states()).toEqual({ k: 'sent' });
  });

  test('a repeat that was refused for now leaves the first in doubt', async () => {
    stage.platform.resendSafeMs = 30_000;
    await stage.say('u1', 'k');
    stage.platform.next('u1', 'lost answer', { retryAfterMs: 60_000, scope: 'realm' });
    await stage.started();
    await stage.clock.advance(QUARTER);
    // 1 + 60 s of Retry-After: too late to repeat. The last send ended by 60 s at the latest.
    expect(seconds(stage.platform.sends)).toEqual([0, 1]);
    expect(seconds(stage.platform.looks)).toEqual([120]);
    expect(stage.platform.keys()).toEqual(['k']);
    expect(await stage.states()).toEqual({ k: 'sent' });
  });

  test('nothing left to say: it is looked for, not forgotten', async () => {
    stage.platform.resendSafeMs = 30_000;
    await stage.ideas(1);
    await stage.card(1);
    stage.platform.next('c1', 'lost answer');
    await stage.started();
    await stage.clock.advance(0);
    stage.words.set('card 1', null);
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.looks)).toEqual([61]);
    expect(await stage.db.tables.selectFrom('postings').select('message').execute()).toEqual([
      { message: 'm1' },
    ]);
  });
});

describe('where the platform can neither look nor honour our key', () => {
  test('a send in doubt is parked at once, and its lane is free', async () => {
    await stage.close();
    stage = await Stage.open('findSent');
    await stage.say('u1', 'k');
    await stage.say('u1', 'behind');
    stage.platform.next('u1', 'lost answer');
    await stage.dispatcher().drain();
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'doubt' }, { state: 'sent' }]);
  });
});

describe('after a crash in the middle of a send', () => {
  /** The process dies with a send in hand. */
  async function crash(): Promise<void> {
    await stage.say('u1', 'k');
    await stage.say('u1', 'behind');
    stage.platform.next('u1', 'hang');
    await stage.started({
      adapters: stage.adapters,
      clock: { now: () => stage.clock.now(), sleep: () => new Promise(() => {}) },
    });
    await stage.clock.advance(0);
    expect(await stage.states()).toEqual({ k: 'sending', behind: 'waiting' });
  }

  test('the same process takes its lane over at once, and looks after a minute', async () => {
    await crash();
    await stage.clock.advance(2000);
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.looks)).toEqual([62, 72]);
    expect(seconds(stage.platform.sends)).toEqual([0, 72, 72]);
    expect(stage.logged('info')).toEqual([
      'lanes of an earlier run are taken over',
      'what had to wait is sent again',
    ]);
  });

  test('long after, it looks at once: the send was over long ago', async () => {
    await crash();
    await stage.clock.advance(QUARTER);
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.looks)).toEqual([900, 910]);
  });

  test('another process waits until the lease is over', async () => {
    await crash();
    await stage.started({ process: 'box-2' });
    await stage.clock.advance(59_999);
    expect(await stage.states()).toEqual({ k: 'sending', behind: 'waiting' });
    await stage.clock.advance(QUARTER);
    // The lease ends at 60 s, the send was over at 30 s, so the looks may begin at 90 s.
    expect(seconds(stage.platform.looks)).toEqual([90, 100]);
    expect(stage.platform.keys()).toEqual(['k', 'behind']);
  });

  test('a process whose name begins alike is not taken over', async () => {
    await stage.say('u1', 'k');
    stage.platform.next('u1', { after: 20_000 });
    await stage.started({ process: 'box local' });
    await stage.clock.advance(0);
    await stage.started({ process: 'box' });
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.sends)).toEqual([0]);
    expect(stage.platform.looks).toEqual([]);
  });

  test('where the key is honoured, the send is repeated at once', async () => {
    stage.platform.resendSafeMs = Number.MAX_SAFE_INTEGER;
    await crash();
    await stage.clock.advance(2000);
    await stage.started();
    await stage.clock.advance(0);
    expect(seconds(stage.platform.sends)).toEqual([0, 2, 2]);
    expect(stage.platform.keys()).toEqual(['k', 'behind']);
  });

  test('where the key is honoured for a while, the repeat must arrive within it', async () => {
    stage.platform.resendSafeMs = 30_000;
    await crash();
    await stage.clock.advance(20_000);
    const early = await stage.started();
    await stage.clock.advance(0);
    expect(seconds(stage.platform.sends)).toEqual([0, 20, 20]);
    await early.stop(0);
  });

  test('where it may be forgotten when the repeat arrives, it is looked for', async () => {
    stage.platform.resendSafeMs = 30_000;
    await crash();
    await stage.clock.advance(20_001);
    await stage.started();
    await stage.clock.advance(QUARTER);
    expect(seconds(stage.platform.sends)).toEqual([0, 90.001, 90.001]);
    expect(seconds(stage.platform.looks)).toEqual([80.001, 90.001]);
  });

  test('that it causes each time, the message is parked in the end', async () => {
    stage.platform.resendSafeMs = Number.MAX_SAFE_INTEGER;
    await stage.say('u1', 'poison');
    stage.platform.next('u1', ...Array.from({ length: 20 }, () => 'hang' as const));
    const dead = { now: () => stage.clock.now(), sleep: () => new Promise<void>(() => {}) };
    const runs: Dispatcher[] = [];
    for (let n = 0; n < 12; n += 1) {
      runs.push(await stage.started({ clock: dead }));
      await stage.clock.advance(SECOND);
    }
    expect(stage.platform.sends).toHaveLength(9);
    expect(await stage.rows()).toMatchObject([{ state: 'parked', failure: 'doubt' }]);
  });
});
