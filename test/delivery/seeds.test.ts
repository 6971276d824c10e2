import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MONDAY, settled } from '../manual-clock.ts';
import { Stage, said } from './stage.ts';

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

const MINUTE = 60_000;

describe('seeds', () => {
  test('are put under the message after it was sent', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.words.set('card 1', said('card', ['👍', '👎']));
    await stage.dispatcher().drain();
    expect(stage.platform.standing[0]?.seeds).toEqual(['👍', '👎']);
  });

  test('that take their time hold the next message of the lane no longer than that', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.say('c1', 'next');
    stage.words.set('card 1', said('card', ['👍']));
    stage.platform.seedFates.push({ after: 3000 });
    await stage.started();
    await stage.clock.advance(3000);
    expect(stage.platform.sends.map(({ at }) => at - MONDAY)).toEqual([0, 3000]);
  });

  test('that fail for now are put there later, and hold nothing meanwhile', async () => {
    await stage.ideas(1);
    await stage.card(1);
    await stage.say('c1', 'next');
    stage.words.set('card 1', said('card', ['👍']));
    const pause = { retryAfterMs: 7_000, scope: 'lane' } as const;
    stage.platform.seedFates.push(pause, { throws: new Error('odd') }, 'lost request');
    await stage.started();
    await stage.clock.advance(6_999);
    expect(stage.platform.standing.map(({ seeds, text }) => [text, seeds.length])).toEqual([
      ['card', 0],
      ['channel-lost 0', 0],
    ]);
    await stage.clock.advance(MINUTE);
    expect(stage.platform.standing[0]?.seeds).toEqual(['👍']);
    expect([stage.platform.sends.length, stage.logged('warn')]).toEqual([2, []]);
  });

  test.each([
    ['too often', async () => void (await stage.clock.advance(10 * MINUTE))],
    ['until the box stops', async () => {}],
  ])('that fail %s are told once, and no longer tried', async (_, pass) => {
    await stage.ideas(1);
    await stage.card(1);
    stage.words.set('card 1', said('card', ['👍']));
    stage.platform.seedFates.push(...Array.from({ length: 99 }, () => ({ throws: new Error('odd') })));
    const run = await stage.started();
    await stage.clock.advance(1_500);
    await pass();
    await run.stop(0);
    await settled();
    const left = stage.platform.seedFates.length;
    expect(stage.logged('warn')).toEqual(['a message could not be seeded with reactions']);
    await stage.clock.advance(10 * MINUTE);
    expect(stage.platform.seedFates).toHaveLength(left);
    expect(left).toBeGreaterThanOrEqual(99 - 6);
  });

  test('that fail are told, and the message is not sent again', async () => {
    await stage.ideas(1);
    await stage.card(1);
    stage.words.set('card 1', said('card', ['👍']));
    stage.platform.seedFates.push({ permanent: 'refused' });
    const dispatcher = stage.dispatcher();
    await dispatcher.drain();
    await stage.clock.advance(10 * MINUTE);
    await dispatcher.drain();
    expect(stage.platform.sends).toHaveLength(1);
    expect(stage.logged('warn')).toEqual(['a message could not be seeded with reactions']);
  });
});
