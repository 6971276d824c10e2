import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Clock, systemClock } from '../../src/clock.ts';
import { LabInSlack } from './lab-in-slack.ts';
import { until } from './until.ts';

/** A card is seen in its channel before Slack has told the box that it stands. */

/** Stands for as long as the test wants. */
const HELD_MS = 7_654_321;

let lab: LabInSlack;
let answer: () => void;

beforeEach(async () => {
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const clock: Clock = {
    now: () => systemClock.now(),
    sleep: (ms, signal) => (ms === HELD_MS ? answered : systemClock.sleep(ms, signal)),
  };
  lab = await LabInSlack.open(clock);
}, 60_000);
afterEach(async () => {
  answer();
  await lab.close();
});

test('a vote and a decision that are made under it before that count once Slack has', async () => {
  const { slack, yann, zoe } = lab;
  slack.faults.next('chat.postMessage', { kind: 'late answer', ms: HELD_MS });
  await lab.file('Un banc devant la mairie');
  const card = await until('the card', async () => lab.card('Un banc'));
  yann.react(card, 'eyes');
  zoe.react(card, '+1');
  await until('both are taken', async () => {
    const reactions = slack.deliveries.filter(({ delivery, receipt }) => {
      const { event } = delivery.payload as { event?: { type: string } };
      return event?.type === 'reaction_added' && receipt?.acked;
    });
    return reactions.length === 2;
  });
  expect(lab.card('Un banc')?.text).toContain('1 pour');
  answer();
  await until('the vote', async () => lab.card('Un banc')?.text.includes('2 pour'));
  await until('the decision', async () => lab.card('Un banc')?.text.includes('étude'));
}, 90_000);
