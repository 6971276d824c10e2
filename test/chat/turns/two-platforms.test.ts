import { beforeEach, expect, test } from '@jest/globals';
import type { Desk } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { messageText } from './said.ts';

/** One lab with a channel on each of two platforms. */
let other: Desk;
let number: number;

onStage();
beforeEach(async () => {
  other = stage.platform('other');
  await other.type('camille', 'salon', 'labo lier bretagne');
  number = await chat.file('anais', 'bretagne', 'Prêter les outils du labo');
  await stage.deliver();
});

const cards = () =>
  [chat.card(number, 'bretagne'), other.card(number, 'salon')].map(({ message }) => messageText(message));

test('an idea has one card in each channel of its lab, whatever the platform', () => {
  const headings = [chat.shownIn('bretagne'), other.shownIn('salon')].map((shown) =>
    shown.filter(({ message }) => messageText(message).includes(`#${number} ·`)),
  );
  expect(headings.map((found) => found.length)).toEqual([1, 1]);
});

test('a vote on either, by button, reaction or command, repaints both', async () => {
  const vote = { action: 'vote', value: `for#${number}` };
  await other.press('bilal', 'salon', vote, { on: other.card(number, 'salon').posted });
  await stage.deliver();
  expect(cards().map((text) => text.includes('👍 2 pour'))).toEqual([true, true]);
  await chat.react('zoe', chat.card(number, 'bretagne').posted, '👍');
  await stage.deliver();
  expect(cards().map((text) => text.includes('👍 3 pour'))).toEqual([true, true]);
  await other.type('bilal', 'dm-box', `neutre #${number}`);
  await stage.deliver();
  expect(cards().map((text) => text.includes('👍 2 pour'))).toEqual([true, true]);
});

test('a person of one platform is read by name on the other', async () => {
  const withMention = await chat.file('anais', 'bretagne', 'Demander à @yann les clés du labo');
  await stage.deliver();
  expect(messageText(other.card(withMention, 'salon').message)).toContain('Demander à @yann les clés');
  expect(messageText(other.card(withMention, 'salon').message)).toContain('proposée par Anaïs L.');
});

test('the week is told once in each channel, however often it is asked for and from which side', async () => {
  await stage.clock.advance(7 * 24 * 60 * 60 * 1000);
  const told = await chat.says('yann', 'bretagne', 'digest envoyer');
  expect(told).toContain('part dans ~bretagne et ~salon');
  await other.type('camille', 'dm-camille', 'labo animateur bretagne @yann');
  expect(await other.says('yann', 'salon', 'digest envoyer')).not.toContain('part dans');
  await stage.deliver();
  const digests = [chat.shownIn('bretagne'), other.shownIn('salon')].map((shown) =>
    shown.filter(({ message }) => messageText(message).includes('La semaine ·')),
  );
  expect(digests.map((found) => found.length)).toEqual([1, 1]);
});
