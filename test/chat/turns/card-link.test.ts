import { expect, test } from '@jest/globals';
import type { Answer } from '../../../src/chat/arrival.ts';
import { CardsOut } from '../../../src/chat/cards-out.ts';
import type { Message } from '../../../src/chat/message.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, checkMessage, messageText, textOf } from './said.ts';

/** The thanks name the channel at once; the link to the card follows once the card is out. */

onStage();

async function filed(user = 'anais', desk = chat, channel = 'bretagne'): Promise<Answer> {
  return desk.submit(user, await desk.form(user, channel, 'Prêter les outils du labo'));
}

/** What an adapter that can replace a private message will show. */
function follow(answer: Answer): { more: Message | null | undefined; ended: Promise<void> } {
  if (answer.kind !== 'private' || !answer.later) throw new Error('nothing follows');
  const seen: ReturnType<typeof follow> = { more: undefined, ended: Promise.resolve() };
  seen.ended = answer.later().then((message) => {
    seen.more = message;
  });
  return seen;
}

const linkIn = ({ blocks }: Message) =>
  blocks.flatMap((block) =>
    block.kind === 'text' ? block.text.filter((run) => typeof run !== 'string' && run.kind === 'link') : [],
  );

test('nothing follows before the card is out; then the same thanks with the link', async () => {
  const answer = await filed();
  expect(textOf(answer)).toContain("s'affiche dans ~bretagne.");
  expect(textOf(answer)).not.toContain('Voir la carte');
  const seen = follow(answer);
  await stage.clock.advance(60_000);
  expect(seen.more).toBeUndefined();
  await stage.deliver();
  await seen.ended;
  const { posted } = chat.card(1, 'bretagne');
  checkMessage(seen.more!);
  expect(messageText(seen.more!)).toContain("s'affiche dans ~bretagne.");
  expect(linkIn(seen.more!)).toEqual([
    { kind: 'link', url: `https://chat.example/bretagne/${posted.message}`, text: 'Voir la carte' },
  ]);
  expect(buttonsOf(seen.more!).map(({ label }) => label)).toEqual(['Compléter', 'Retirer mon idée']);
});

test('a card that is out before anybody waits for it is found', async () => {
  const answer = await filed();
  await stage.deliver();
  const seen = follow(answer);
  await seen.ended;
  expect(linkIn(seen.more!)).toHaveLength(1);
});

test('the link is that of the channel the thanks name, of several', async () => {
  await chat.type('camille', 'bretagne-2', 'labo lier bretagne');
  const seen = follow(await filed('anais', chat, 'bretagne-2'));
  await stage.deliver();
  await seen.ended;
  expect(linkIn(seen.more!)).toMatchObject([{ url: expect.stringContaining('/bretagne-2/') }]);
});

test('a repeat of the form is answered alike, link included', async () => {
  const form = await chat.form('anais', 'bretagne', 'Prêter les outils du labo');
  await chat.submit('anais', form);
  await stage.deliver();
  const seen = follow(await chat.submit('anais', form));
  await seen.ended;
  expect(linkIn(seen.more!)).toHaveLength(1);
});

test('where messages have no address nothing follows', async () => {
  const bare = stage.platform('other', { lacks: ['permalink'] });
  await bare.type('camille', 'place', 'labo lier bretagne');
  expect(await filed('anais', bare, 'place')).not.toHaveProperty('later');
});

test('an address that cannot be had ends it without a word', async () => {
  const answer = await filed();
  Object.assign(chat.platform.adapter, {
    permalink: async () => {
      throw new Error('no');
    },
  });
  const seen = follow(answer);
  await stage.deliver();
  await seen.ended;
  expect(seen.more).toBeNull();
  expect(stage.log.map(({ level }) => level)).toEqual(['debug']);
});

test('where nothing can be pressed, what follows says what to type', async () => {
  const bare = stage.platform('other', { can: { buttons: false } });
  await bare.type('camille', 'place', 'labo lier bretagne');
  const seen = follow(await filed('anais', bare, 'place'));
  await stage.deliver();
  await seen.ended;
  expect(buttonsOf(seen.more!)).toEqual([]);
  expect(messageText(seen.more!)).toContain('/idee retirer #1');
});

test('of too many that wait, the one that waits longest is told that nothing comes', async () => {
  const cards = new CardsOut();
  const channel = chat.channel('bretagne');
  const wait = (idea: number) => cards.card(idea, channel, async () => null);
  const first = wait(1);
  const others = Array.from({ length: 1000 }, (_, at) => wait(at + 2));
  expect(await first).toBeNull();
  cards.sent({ kind: 'card', idea: 1001 }, { ...channel, message: 'm' });
  expect(await others.at(-1)).toEqual({ ...channel, message: 'm' });
  cards.sent({ kind: 'digest', digest: 2 }, { ...channel, message: 'm' });
});

test('a card that cannot be looked for is waited for no longer', async () => {
  const cards = new CardsOut();
  const lost = cards.card(1, chat.channel('bretagne'), async () => {
    throw new Error('no database');
  });
  await expect(lost).rejects.toThrow('no database');
});
