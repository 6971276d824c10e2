import { expect, test } from '@jest/globals';
import { Seldom } from '../../../src/chat/kit/seldom.ts';
import { ManualClock } from '../../manual-clock.ts';

const MINUTE_MS = 60_000;

test('each thing is due once an hour', async () => {
  const clock = new ManualClock();
  const seldom = new Seldom(clock, { most: 10 });
  const due = () => ['a', 'b', 'a'].map((what) => seldom.due(what));
  expect(due()).toEqual([true, true, false]);
  await clock.advance(59 * MINUTE_MS);
  expect(due()).toEqual([false, false, false]);
  await clock.advance(MINUTE_MS);
  expect(due()).toEqual([true, true, false]);
});

test('of different things no more are due than may be', async () => {
  const clock = new ManualClock();
  const seldom = new Seldom(clock, { most: 3 });
  const told = () => Array.from({ length: 50 }, (_, n) => seldom.due(`${n}`)).filter(Boolean).length;
  expect([told(), told()]).toEqual([3, 0]);
  await clock.advance(60 * MINUTE_MS);
  expect(told()).toBe(3);
});
