import { beforeEach, describe, expect, test } from '@jest/globals';
import { decide, waiting } from './facilitating.ts';
import { chat, number, onStageWithIdea, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

const TWO_MINUTES = 2 * 60 * 1000;

onStageWithIdea();

describe('those who cared', () => {
  beforeEach(async () => {
    for (const user of ['bilal', 'chloe', 'yann']) await chat.type(user, 'bretagne', `pour #${number}`);
    await chat.type('denis', 'bretagne', `contre #${number}`);
    await chat.type('emma', 'bretagne', `pour #${number}`);
    await chat.type('emma', 'bretagne', `neutre #${number}`);
  });

  test('the author and the supporters are told once each, after two minutes, the decider is not', async () => {
    expect(textOf(await decide('accepted', 'Le test commence en janvier.'))).toContain(
      '3 personnes seront prévenues.',
    );
    const notices = (await waiting()).filter(({ what }) => what.kind === 'decision');
    expect(notices.map(({ to, what, at }) => [to.user, what.as, at - stage.clock.now()]).sort()).toEqual([
      ['anais', 'author', TWO_MINUTES],
      ['bilal', 'supporter', TWO_MINUTES],
      ['chloe', 'supporter', TWO_MINUTES],
    ]);
    await stage.clock.advance(TWO_MINUTES - 100);
    await stage.deliver();
    expect(chat.toldTo('anais')).toEqual([]);
    await stage.clock.advance(100);
    await stage.deliver();
    await stage.deliver();
    expect(chat.toldTo('anais').map(messageText).join()).toBe(
      `Votre idée #${number} Prêter les outils du labo passe à « retenue ».\n` +
        'Labo Bretagne répond : « Le test commence en janvier. »\n[En savoir plus]',
    );
    expect(messageText(chat.toldTo('bilal')[0]!)).toContain('que vous avez soutenue');
    for (const user of ['yann', 'denis', 'emma']) expect(chat.toldTo(user)).toEqual([]);
    expect(chat.toldTo('chloe')).toHaveLength(1);
  });

  test('in their own language', async () => {
    await chat.type('john', 'bretagne', `pour #${number}`);
    await decide('accepted');
    await stage.clock.advance(TWO_MINUTES);
    await stage.deliver();
    expect(messageText(chat.toldTo('john')[0]!)).toContain('which you supported, is now “accepted”');
  });

  test('an idea withdrawn meanwhile is told to nobody', async () => {
    await decide('accepted');
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
    await stage.clock.advance(TWO_MINUTES);
    await stage.deliver();
    expect(chat.toldTo('bilal')).toEqual([]);
  });

  test('nobody to tell is said so', async () => {
    const own = await chat.file('yann', 'bretagne', 'Un abri à vélos');
    const form = await chat.form('yann', 'bretagne', `repondre #${own}`);
    expect(textOf(await chat.submit('yann', form))).toContain("Personne d'autre n'est à prévenir.");
  });
});

test('where a card cannot be repainted, a change of status is a message, as late as the notices', async () => {
  const still = stage.platform('other', { lacks: ['update'] });
  await still.type('camille', 'place', 'labo lier bretagne');
  const idea = await chat.file('anais', 'bretagne', 'Un abri à vélos');
  await stage.deliver();
  await decide('accepted', 'Au printemps.', 'yann', { idea });
  await stage.deliver();
  expect(still.shownIn('place')).toHaveLength(1);
  await stage.clock.advance(TWO_MINUTES);
  await stage.deliver();
  expect(still.shownIn('place').map(({ message }) => messageText(message))[1]).toBe(
    `#${idea} Un abri à vélos est maintenant « retenue ».\nLabo Bretagne répond : « Au printemps. »`,
  );
  // The other channel's card says it by itself.
  expect(chat.shownIn('bretagne')).toHaveLength(2);

  await decide('accepted', 'En été.', 'yann', { idea });
  await decide('prototype', '', 'yann', { idea });
  await chat.type('yann', 'bretagne', 'annuler');
  await stage.clock.advance(TWO_MINUTES);
  await stage.deliver();
  expect(still.shownIn('place')).toHaveLength(2);
});
