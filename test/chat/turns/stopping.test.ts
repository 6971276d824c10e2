import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import { settled } from '../../manual-clock.ts';
import { numberIn } from './desk.ts';
import { textOf } from './said.ts';
import { Stage } from './stage.ts';

let stage: Stage;
let chat: Stage['chat'];
let number: number;

beforeEach(async () => {
  stage = await Stage.open();
  chat = stage.chat;
  await stage.withLabs();
  number = numberIn(await chat.submit('anais', await chat.form('anais', 'bretagne', 'Prêter les outils')));
  await stage.deliver();
  chat.platform.profileFailure = new DeliveryError({ retryAfterMs: 60_000, scope: 'realm' });
});
afterEach(() => stage.close());

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
