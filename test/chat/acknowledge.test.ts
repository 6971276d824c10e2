import { expect, test } from '@jest/globals';
import { ACKNOWLEDGE_MS, acknowledge } from '../../src/chat/acknowledge.ts';
import type { Answer, Arrival } from '../../src/chat/arrival.ts';
import { ManualClock } from '../manual-clock.ts';

const ARRIVAL: Arrival = {
  kind: 'home',
  id: 'one',
  by: { platform: 'local', realm: 'local', user: 'camille' },
  at: 0,
};
const NOTHING: Answer = { kind: 'nothing' };

test('an answer in time is given as it is, and no timer is left', async () => {
  const clock = new ManualClock();
  expect(await acknowledge(async () => NOTHING, ARRIVAL, clock)).toEqual({
    kind: 'answered',
    answer: NOTHING,
  });
  expect(clock.sleeping).toBe(0);
});

test('an answer just before the limit is in time', async () => {
  const clock = new ManualClock();
  const inbox = () => clock.sleep(ACKNOWLEDGE_MS - 1).then(() => NOTHING);
  const acknowledged = acknowledge(inbox, ARRIVAL, clock);
  await clock.advance(ACKNOWLEDGE_MS);
  expect(await acknowledged).toEqual({ kind: 'answered', answer: NOTHING });
});

test('after two seconds it is late, and the answer still comes', async () => {
  const clock = new ManualClock();
  let answer: (answer: Answer) => void = () => {};
  const inbox = () =>
    new Promise<Answer>((resolve) => {
      answer = resolve;
    });
  const acknowledged = acknowledge(inbox, ARRIVAL, clock);
  await clock.advance(2000);
  const late = await acknowledged;
  expect(late.kind).toBe('late');
  answer(NOTHING);
  expect(await late.answer).toEqual(NOTHING);
});

test('the box hears the arrival once', async () => {
  const heard: Arrival[] = [];
  const inbox = async (arrival: Arrival) => {
    heard.push(arrival);
    return NOTHING;
  };
  await acknowledge(inbox, ARRIVAL, new ManualClock());
  expect(heard).toEqual([ARRIVAL]);
});
