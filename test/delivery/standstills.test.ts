import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Stage } from './stage.ts';

const MINUTE = 60_000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open();
});
afterEach(() => stage.close());

/** What an operator reads who left LOG_LEVEL as it is. */
const told = () =>
  stage.log.filter(({ level }) => level !== 'debug').map(({ level, message }) => `${level}: ${message}`);

const WAITS = 'warn: nothing can be said on a platform for now: what is for it waits, and is tried again';
const DOUBT =
  'warn: a platform did not say whether it took a message: it is looked for, and sent again where it is missing';
const AGAIN = 'info: what had to wait is sent again';

test('a realm where nothing can be said is told once, whatever is tried there, and once when it is over', async () => {
  const down = { retryAfterMs: 5_000, scope: 'realm' } as const;
  await stage.say('u1', 'k1');
  await stage.say('u2', 'k2');
  stage.platform.next('u1', down, down, down);
  stage.platform.next('u2', down, down, down);
  await stage.started();
  await stage.clock.advance(5 * MINUTE);
  expect(await stage.states()).toEqual({ k1: 'sent', k2: 'sent' });
  expect(told()).toEqual([WAITS, AGAIN]);
  expect(stage.log.find(({ level }) => level === 'warn')?.fields).toMatchObject({ code: 'http_503' });
  expect(stage.logged('debug').filter((line) => line === 'a message waits').length).toBeGreaterThan(1);
});

test('another standstill of the same realm is told anew', async () => {
  await stage.started();
  for (const key of ['k1', 'k2']) {
    stage.platform.next('u1', { retryAfterMs: 5_000, scope: 'realm' });
    await stage.say('u1', key);
    await stage.clock.advance(MINUTE);
  }
  expect(told()).toEqual([WAITS, AGAIN, WAITS, AGAIN]);
});

test('sends that end in doubt are told once for their place, not at each look', async () => {
  await stage.say('u1', 'k1');
  await stage.say('u2', 'k2');
  stage.platform.next('u1', ...Array.from({ length: 10 }, () => 'lost request' as const));
  await stage.started();
  await stage.clock.advance(60 * MINUTE);
  expect(told()).toEqual([DOUBT, AGAIN]);
});

test('what is parked ends the standstill of its place in silence but for its own line', async () => {
  await stage.started();
  for (const key of ['k1', 'k2']) {
    stage.platform.next('u1', 'lost request');
    stage.platform.lookAnswers.push('absent', 'cannot tell');
    await stage.say('u1', key);
    await stage.clock.advance(2 * MINUTE);
  }
  const parked = 'error: a message is parked';
  expect(told()).toEqual([DOUBT, parked, DOUBT, parked]);
});
