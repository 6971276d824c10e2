import { beforeEach, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import type { Answer } from '../../../src/chat/arrival.ts';
import { KeptArrivals } from '../../../src/chat/kept-arrivals.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { answerLate } from '../../../src/chat/router.ts';
import { SendsInHand } from '../../../src/chat/sends-in-hand.ts';
import { settled } from '../../manual-clock.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { textOf } from './said.ts';

/** When a send in doubt is looked for, and how long after that once more. */
const LOOKED_FOR_MS = 60_000;
const BETWEEN_LOOKS_MS = 10_000;

let number: number;
let card: Posted;

onStage();
beforeEach(async () => {
  number = await chat.file('anais', 'bretagne', 'Un abri à vélos');
  chat.platform.sendWaits = Promise.reject(new DeliveryError({ inDoubt: true }));
  chat.platform.sendWaits.catch(() => {});
  await stage.deliver();
  chat.platform.sendWaits = null;
  card = chat.card(number, 'bretagne').posted;
});

const UNKNOWN = /ne connais pas/;
const vote = (user: string, on = card) =>
  chat.press(user, 'bretagne', { action: 'vote', value: `for#${number}` }, { on });

async function isAnswered(answer: Promise<Answer>): Promise<boolean> {
  await settled();
  return Promise.race([answer.then(() => true), settled().then(() => false)]);
}

async function pass(ms: number): Promise<void> {
  await stage.clock.advance(ms);
  await stage.deliver();
}

/** What the process held in memory is gone; what it kept is taken up. */
function restart(): Promise<void> {
  stage.box.sends = new SendsInHand((there) => stage.db.reads.delivery.unsettled(there));
  const kept = new KeptArrivals(stage.box, new AbortController().signal);
  return kept.takeUp({ platform: 'chat' }, answerLate(stage.box));
}

test('a vote on a card nobody knows yet to stand waits, and counts once the card is found', async () => {
  const voted = vote('bilal');
  await pass(LOOKED_FOR_MS - 1_000);
  expect(await isAnswered(voted)).toBe(false);
  await pass(1_000);
  expect(textOf(await voted)).toContain(`#${number}`);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  expect(await stage.count('drafts')).toBe(0);
});

test('reactions under it are looked up once it is found', async () => {
  expect(await chat.react('bilal', card, '👍')).toEqual({ kind: 'nothing' });
  expect(stage.lookedAgain).toEqual([]);
  await pass(LOOKED_FOR_MS);
  expect(stage.lookedAgain).toEqual([card]);
});

test('a press on a message that is not ours is told so once what is in doubt is known', async () => {
  const pressed = vote('bilal', { ...card, message: 'strange' });
  await pass(LOOKED_FOR_MS - 1_000);
  expect(await isAnswered(pressed)).toBe(false);
  await pass(1_000);
  expect(textOf(await pressed)).toMatch(UNKNOWN);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('another channel, or what is said there afterwards, is not waited for', async () => {
  const elsewhere = await chat.press(
    'bilal',
    'numerique',
    { action: 'vote', value: `for#${number}` },
    {
      on: { ...card, channel: 'numerique' },
    },
  );
  expect(textOf(elsewhere)).toMatch(UNKNOWN);
  const pressed = vote('bilal', { ...card, message: 'strange' });
  const next = await chat.file('anais', 'bretagne', 'Une rampe');
  await settled();
  let answer = () => {};
  chat.platform.sendWaits = new Promise((resolve) => {
    answer = resolve;
  });
  const passed = pass(LOOKED_FOR_MS);
  expect(textOf(await pressed)).toMatch(UNKNOWN);
  answer();
  await passed;
  expect(chat.card(next, 'bretagne')).toBeDefined();
});

test('a card that is given up ends the wait', async () => {
  chat.platform.adapter.findSent = async () => 'cannot tell';
  const voted = vote('bilal');
  await pass(LOOKED_FOR_MS);
  expect(await isAnswered(voted)).toBe(false);
  await pass(BETWEEN_LOOKS_MS);
  expect(await stage.outbox()).toContainEqual(expect.objectContaining({ state: 'parked' }));
  expect(textOf(await voted)).toMatch(UNKNOWN);
});

test('a vote that was kept when the process died is counted once the card is found', async () => {
  void vote('bilal');
  await stage.clock.advance(1_000);
  expect(await stage.count('drafts')).toBe(1);
  const started = restart();
  await pass(LOOKED_FOR_MS);
  await started;
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  expect(chat.toldTo('bilal')).toHaveLength(1);
  expect(await stage.count('drafts')).toBe(0);
});

test('a stop waits for no doubt: what was pressed is kept, and counted at the next start', async () => {
  const voted = vote('bilal');
  await settled();
  stage.box.sends.stop();
  expect(textOf(await voted)).toMatch(/est gardé/);
  expect(textOf(await vote('chloe'))).toMatch(/est gardé/);
  const started = restart();
  await pass(LOOKED_FOR_MS);
  await started;
  expect(await stage.tallies(number)).toBe('3 for, 0 against');
});
