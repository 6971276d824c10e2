import { expect, test } from '@jest/globals';
import { TEST_WORDS } from '../../contract/context.ts';
import { onStand, stand } from './on-stand.ts';

onStand();

test('whom a message taken by its menu mentions is named in its text', async () => {
  await stand.start();
  await stand.anais.shortcut('propose', stand.yann.say(stand.labo, 'Voir avec @anais dans #labo-bretagne'));
  expect((await stand.arrival('shortcut')).text).toBe('Voir avec @anais dans #labo-bretagne');
});

test('the text of a message taken by its menu is unescaped, and its author named unless a bot', async () => {
  await stand.start();
  const said = stand.yann.say(stand.labo, 'Prêter <les> outils & machines');
  await stand.anais.shortcut('propose', said);
  const { text, author, message } = await stand.arrival('shortcut');
  expect(text).toBe('Prêter <les> outils & machines');
  expect([author?.user, message.message]).toEqual([stand.yann.id, said.ts]);
  await stand.anais.shortcut('propose', { channelId: stand.labo.id, ts: stand.labo.webhook('Un robot').ts });
  expect((await stand.arrival('shortcut', 2)).author).toBeNull();
});

test('an entry of a menu that is none of ours is no proposal: who chose it is told that it is not valid', async () => {
  await stand.start();
  await stand.anais.shortcut('idee-2019', stand.yann.say(stand.labo, 'Prêter les outils'));
  await stand.until(() => stand.anais.whisper);
  expect(stand.anais.whisper).toMatchObject({ text: TEST_WORDS.buttonUnknown, channelId: stand.labo.id });
  expect(stand.box.arrivals).toEqual([]);
});
