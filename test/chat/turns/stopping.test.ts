import { beforeEach, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import type { Answer } from '../../../src/chat/arrival.ts';
import { Directory } from '../../../src/chat/directory.ts';
import { KeptArrivals } from '../../../src/chat/kept-arrivals.ts';
import type { Message } from '../../../src/chat/message.ts';
import { answerLate } from '../../../src/chat/router.ts';
import { settled } from '../../manual-clock.ts';
import { button, formOf, numberIn, typedIn } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { textOf } from './said.ts';

let number: number;

onStage();
beforeEach(async () => {
  number = numberIn(await chat.submit('anais', await chat.form('anais', 'bretagne', 'Prêter les outils')));
  await stage.deliver();
  chat.platform.profileFailure = new DeliveryError({ retryAfterMs: 60_000, scope: 'realm' });
});

test('what only reads is told that the box stops, and a reaction is told to nobody', async () => {
  const { posted } = chat.card(number, 'bretagne');
  const read = chat.press('john', 'bretagne', { action: 'answer', value: `#${number}` }, { locale: 'en-GB' });
  const mark = chat.react('malo', posted, '👍');
  await stage.clock.advance(1_000);
  await settled();
  await stage.box.directory.stop();
  expect(textOf(await read)).not.toBe('');
  expect(await mark).toEqual({ kind: 'nothing' });
  expect(stage.log.filter(({ level }) => level === 'error')).toEqual([]);
});

const KEPT = /Ce que vous venez de faire est gardé/;
const vote = (user: string) => chat.press(user, 'bretagne', { action: 'vote', value: `for#${number}` });
const textOfAll = (messages: readonly Message[]) =>
  messages.map((message) => textOf({ kind: 'private', message })).join('\n');
const waited = (answer: Promise<Answer>, ms = 1_000) => stage.clock.advance(ms).then(() => answer);

/** The form opens although nobody can say who this is. */
async function openForm(title: string) {
  const form = chat.form('malo', 'bretagne', title);
  await stage.clock.advance(1_000);
  return form;
}

/** A start after whatever ended the process before: what it held in memory is gone. */
async function restart({ known = true } = {}): Promise<void> {
  if (known) chat.platform.profileFailure = null;
  stage.box.directory = new Directory(stage.box.adapters, stage.clock);
  await new KeptArrivals(stage.box, new AbortController().signal).takeUp(
    { platform: 'chat' },
    answerLate(stage.box),
  );
}

test('a vote of somebody the platform does not name yet is cast at the next start, after a stop', async () => {
  const voted = vote('malo');
  await stage.clock.advance(2_000);
  expect(await stage.count('drafts')).toBe(1);
  await stage.box.directory.stop();
  expect(textOf(await voted)).toMatch(KEPT);
  await restart();
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  expect(textOfAll(chat.toldTo('malo'))).toContain(`#${number}`);
  expect(await stage.count('drafts')).toBe(0);
  await restart();
  expect(chat.toldTo('malo')).toHaveLength(1);
});

test('what is not answered within a second is kept, so that a crash loses nothing of it either', async () => {
  void vote('malo');
  await stage.clock.advance(1_000);
  await restart();
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  expect(await stage.count('drafts')).toBe(0);
});

test('what is answered after all is kept no longer, and not done again', async () => {
  const voted = vote('malo');
  await stage.clock.advance(1_000);
  chat.platform.profileFailure = null;
  expect(textOf(await waited(voted, 60_000))).toContain(`#${number}`);
  expect(await stage.count('drafts')).toBe(0);
});

test('an idea whose answer a crash cut off is one idea, and its author is thanked', async () => {
  const form = await openForm('Un abri à vélos');
  void chat.submit('malo', form, { body: 'Couvert.' });
  await stage.clock.advance(1_000);
  await restart();
  expect(await stage.count('ideas')).toBe(2);
  expect(textOfAll(chat.toldTo('malo'))).toContain('#2');
  chat.platform.profileFailure = null;
  expect(numberIn(await chat.submit('malo', form, { body: 'Couvert.' }))).toBe(2);
  expect(await stage.count('ideas')).toBe(2);
});

test('an idea that resembles another one is asked about, behind buttons', async () => {
  const submitted = chat.submit('malo', await openForm('Prêter des outils'));
  stage.similar = [number];
  await stage.box.directory.stop();
  expect(textOf(await submitted)).toMatch(KEPT);
  await restart();
  const [asked] = chat.toldTo('malo');
  const choice = button(asked!, `Soutenir #${number}`);
  await chat.press('malo', 'bretagne', choice);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('a form that was not right comes back behind a button, with what was typed', async () => {
  const form = await openForm('Un abri à vélos');
  const submitted = chat.submit('malo', form, { lab: 'rh', body: 'Couvert.' });
  await stage.box.directory.stop();
  await submitted;
  await restart();
  const [told] = chat.toldTo('malo');
  const again = formOf(await chat.press('malo', 'bretagne', button(told!, 'Reprendre')));
  expect([typedIn(again, 'title'), typedIn(again, 'body')]).toEqual(['Un abri à vélos', 'Couvert.']);
});

test('while the platform still does not say who somebody is, what they did stays kept', async () => {
  void vote('malo');
  await stage.clock.advance(1_000);
  chat.platform.profileFailure = new Error('503');
  const started = restart({ known: false });
  await stage.clock.advance(10_000);
  await started;
  expect(await stage.count('drafts')).toBe(1);
  expect(chat.toldTo('malo')).toEqual([]);
  await restart();
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
});

test('what is in hand is not taken up beside', async () => {
  const voted = vote('malo');
  await stage.clock.advance(1_000);
  chat.platform.profileFailure = null;
  await stage.kept.takeUp({ platform: 'chat' }, answerLate(stage.box));
  expect(await stage.tallies(number)).toBe('1 for, 0 against');
  await waited(voted, 60_000);
  expect(await stage.tallies(number)).toBe('2 for, 0 against');
  expect(chat.toldTo('malo')).toEqual([]);
});

test('what is kept of one realm is answered when that one is back, and what one person did in its order', async () => {
  const press = (user: string, value: string) =>
    chat.press(user, 'bretagne', { action: 'vote', value: `${value}#${number}` });
  void press('malo', 'for');
  await stage.clock.advance(1);
  void Promise.all([press('malo', 'against'), press('denis', 'for')]);
  await stage.clock.advance(1_000);
  chat.platform.profileFailure = null;
  stage.box.directory = new Directory(stage.box.adapters, stage.clock);
  const begun: string[] = [];
  let answer = () => {};
  const answering = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const takeUp = (realm: string) =>
    new KeptArrivals(stage.box, new AbortController().signal).takeUp(
      { platform: 'chat', realm },
      async (arrival) => {
        begun.push(`${arrival.by.user} ${arrival.kind === 'press' && arrival.value}`);
        await answering;
        return { kind: 'nothing' };
      },
    );
  await takeUp('elsewhere');
  expect(begun).toEqual([]);
  const taken = takeUp('site');
  await settled();
  expect(begun).toEqual([`malo for#${number}`, `denis for#${number}`]);
  answer();
  await taken;
  expect(begun.slice(2)).toEqual([`malo against#${number}`]);
});
