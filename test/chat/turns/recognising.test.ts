import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { messageText, textOf } from './said.ts';
import { Stage } from './stage.ts';

const MINUTE = 60_000;

let stage: Stage;
let chat: Stage['chat'];
let number: number;
let card: Posted;

/** A card that stands, while its answer was lost and nobody can look for it. */
beforeEach(async () => {
  stage = await Stage.open();
  chat = stage.chat;
  await stage.withLabs();
  number = await chat.file('anais', 'bretagne', 'Prêter les outils du labo');
  const { adapter } = chat.platform;
  const { send } = adapter;
  adapter.send = async (...of) => {
    await send(...of);
    adapter.send = send;
    throw new DeliveryError({ inDoubt: true });
  };
  adapter.findSent = async () => 'cannot tell';
  await stage.deliver();
  for (let looks = 0; looks < 2; looks += 1) {
    await stage.clock.advance(MINUTE);
    await stage.deliver();
  }
  card = chat.card(number, 'bretagne').posted;
  expect((await stage.outbox()).map(({ state }) => state)).toEqual(['parked']);
});
afterEach(() => stage.close());

const press = (user: string, action: string, value: string, more: { proven?: { postedAt: number } } = {}) =>
  chat.press(user, 'bretagne', { action, value }, { on: card, ...more });

const vouched = (postedAt = stage.clock.now()) => ({ proven: { postedAt } });

test('a press that the platform vouches for counts, and makes the card known', async () => {
  expect(textOf(await press('bilal', 'vote', `for#${number}`, vouched()))).toContain(`#${number}`);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  expect(stage.lookedAgain).toEqual([card]);
  await stage.deliver();
  expect(messageText(chat.card(number, 'bretagne').message)).toContain('👍 2 pour');
  // From here on as any card.
  await chat.react('chloe', card, '👍');
  await press('denis', 'vote', `for#${number}`);
  expect(await stage.tallies(number)).toBe('4 for, 0 against');
});

test('under a message that is older than the idea of its number, of a database before this one, it does not', async () => {
  const before = stage.clock.now() - 60 * MINUTE;
  expect(textOf(await press('bilal', 'vote', `for#${number}`, vouched(before)))).toMatch(/ne connais pas/);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
  expect((await stage.outbox()).map(({ state }) => state)).toEqual(['parked']);
});

test('one that nobody vouches for does not count', async () => {
  expect(textOf(await press('bilal', 'vote', `for#${number}`))).toMatch(/ne connais pas/);
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
});

test('under a message of our bot that is no known idea’s card it counts, and nothing is made known', async () => {
  const second = await chat.file('anais', 'numerique', 'Un abri à vélos');
  await stage.deliver();
  await press('bilal', 'vote', `for#${second}`, vouched());
  expect(await stage.tallies(second)).toBe('2 for, 0 against');
  expect(stage.lookedAgain).toEqual([]);
  expect((await stage.outbox()).map(({ state }) => state)).toEqual(['parked', 'sent']);
});
