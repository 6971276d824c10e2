import { beforeEach, expect, test } from '@jest/globals';
import { messageOf } from './desk.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

const WEEK = 7 * 24 * 60 * 60 * 1000;

let number: number;

onStage();
beforeEach(async () => {
  number = await chat.file('anais', 'bretagne', 'Prêter les outils');
});

test('the running week is shown privately, marked so, with nothing to press', async () => {
  const preview = messageOf(await chat.type('yann', 'bretagne', 'digest apercu'));
  expect(messageText(preview)).toContain('La semaine en cours · Labo Bretagne · 23–29 novembre');
  expect(messageText(preview)).toContain(`#${number} Prêter les outils`);
  expect(buttonsOf(preview)).toEqual([]);
  expect((await stage.outbox()).filter(({ what }) => what.kind === 'digest')).toEqual([]);
});

test('the last week is published once, and then said to have been, when and where', async () => {
  await stage.clock.advance(WEEK);
  expect(await chat.says('yann', 'bretagne', 'digest envoyer')).toBe(
    'Le bilan du 23–29 novembre part dans ~bretagne.',
  );
  await stage.clock.advance(60_000);
  expect(await chat.says('yann', 'dm-yann', 'digest envoyer')).toBe(
    'Le bilan du 23–29 novembre a déjà paru lundi 30 novembre, 10 h, dans ~bretagne.',
  );
  await stage.deliver();
  expect(chat.shownIn('bretagne')).toHaveLength(2);
});

test('sent twice at once, or delivered twice, it is published once', async () => {
  await stage.clock.advance(WEEK);
  await Promise.all([
    chat.type('yann', 'bretagne', 'digest envoyer'),
    chat.type('yann', 'bretagne', 'digest envoyer'),
    chat.type('yann', 'bretagne', 'digest envoyer', { id: 'one' }),
  ]);
  expect(await chat.type('yann', 'bretagne', 'digest envoyer', { id: 'one' })).toEqual({ kind: 'nothing' });
  expect((await stage.outbox()).filter(({ what }) => what.kind === 'digest')).toHaveLength(1);
});

test('nothing to say: nothing is posted, and that is said', async () => {
  expect(await chat.says('yann', 'bretagne', 'digest envoyer')).toContain('Rien à publier');
  expect((await stage.outbox()).filter(({ what }) => what.kind === 'digest')).toEqual([]);
});

test.each(['digest apercu', 'digest envoyer'])('"%s" is for those who facilitate the lab', async (typed) => {
  for (const user of ['anais', 'malika', 'camille']) {
    const sorry =
      'Seules les personnes qui animent Labo Bretagne peuvent voir le bilan avant sa parution et le publier. ' +
      'Demandez à @yann.';
    expect(await chat.says(user, 'bretagne', typed)).toBe(sorry);
    expect(await chat.says(user, 'general', `${typed} bretagne`)).toBe(sorry);
    expect(await chat.says(user, 'bretagne', typed, { locale: 'en' })).toContain(
      'Only the people who facilitate Labo Bretagne can see the digest before it appears, and publish it.',
    );
  }
  // A closed lab and an unknown one are answered alike.
  const unknown = await chat.says('yann', 'general', `${typed} inconnu`);
  expect(await chat.says('yann', 'general', `${typed} rh`)).toBe(unknown.replace('inconnu', 'rh'));
});

test('outside a channel: the only lab one facilitates, else the one named', async () => {
  expect(await chat.says('yann', 'dm-yann', 'digest apercu')).toContain('Labo Bretagne');
  expect(await chat.says('malika', 'dm-malika', 'digest apercu')).toBe("Ce salon n'est relié à aucun labo.");
  expect(await chat.says('malika', 'dm-malika', 'digest apercu rh')).toContain('Labo RH');
  expect(await chat.says('yann', 'dm-yann', 'digest apercu', { locale: 'en' })).toContain('Labo Bretagne');
});

test('a lab without a channel says how to bind one', async () => {
  await chat.type('yann', 'bretagne', 'labo delier');
  await stage.clock.advance(WEEK);
  expect(textOf(await chat.type('yann', 'dm-yann', 'digest envoyer'))).toContain('/idee labo lier bretagne');
});
