import { describe, expect, test } from '@jest/globals';
import { UNDO_MS } from '../../../src/decisions/decision.ts';
import { button, formOf, typedIn } from './desk.ts';
import { card, chat, number, onStageWithIdea, stage } from './on-stage.ts';
import { buttonsOf, messageText, textOf } from './said.ts';

const NOTHING = { kind: 'nothing' };

onStageWithIdea();

const status = async () => (await stage.idea(number)).status;

describe('👀 by who facilitates the lab', () => {
  test('takes a new idea under review: the card says so, and they are told how to undo it', async () => {
    const answer = await chat.react('yann', card, '👀');
    expect(textOf(answer)).toContain(`#${number} passe à « à l'étude ». 1 personne sera prévenue.`);
    expect(await status()).toBe('under-review');
    await stage.deliver();
    expect(messageText(chat.card(number, 'bretagne').message)).toContain("à l'étude");
    expect(chat.toldTo('anais')).toEqual([]);
    await stage.clock.advance(UNDO_MS);
    await stage.deliver();
    expect(chat.toldTo('anais').map(messageText).join()).toContain("passe à « à l'étude »");
  });

  test('undone in two minutes, it tells nobody', async () => {
    const answer = await chat.react('yann', card, '👀');
    await chat.press('yann', 'bretagne', button(answer, 'Annuler (2 min)'));
    expect(await status()).toBe('new');
    await stage.clock.advance(UNDO_MS);
    await stage.deliver();
    expect(chat.toldTo('anais')).toEqual([]);
  });

  test('taking it back does nothing; a delivery that comes twice decides once', async () => {
    await chat.react('yann', card, '👀', true, { id: 'same' });
    expect(await chat.react('yann', card, '👀', true, { id: 'same' })).toEqual(NOTHING);
    expect(await chat.react('yann', card, '👀', false)).toEqual(NOTHING);
    expect(await status()).toBe('under-review');
    expect(await stage.count('decisions')).toBe(1);
  });

  test.each(["à l'étude", 'retenue', 'écartée Trop cher.'])(
    'an idea that is "%s" stays so',
    async (decision) => {
      const form = await chat.form('yann', 'bretagne', `repondre #${number} ${decision}`);
      await chat.submit('yann', form);
      const before = await status();
      expect(await chat.react('yann', card, '👀')).toEqual(NOTHING);
      expect(await status()).toBe(before);
      expect(await stage.count('decisions')).toBe(1);
    },
  );

  test('two facilitators at once decide once', async () => {
    await chat.type('yann', 'bretagne', 'labo animateur bretagne @denis');
    await Promise.all([chat.react('yann', card, '👀'), chat.react('denis', card, '👀')]);
    expect(await stage.count('decisions')).toBe(1);
  });
});

describe('✅ and ❌ by who facilitates the lab', () => {
  test.each([
    ['✅', 'accepted', 'pour la retenir'],
    ['❌', 'declined', "pour l'écarter"],
  ])('%s changes nothing, and offers the form with "%s" chosen', async (emoji, chosen, says) => {
    const answer = await chat.react('yann', card, emoji);
    expect(textOf(answer)).toContain(`#${number} Prêter les outils du labo`);
    expect(textOf(answer)).toContain(says);
    expect(await status()).toBe('new');
    expect(await stage.count('decisions')).toBe(0);
    const form = formOf(await chat.press('yann', 'bretagne', button(answer, 'Répondre')));
    expect(typedIn(form, 'status')).toBe(chosen);
    await chat.submit('yann', form, { answer: 'Le service des accès a répondu.' });
    expect(await status()).toBe(chosen);
  });

  test('✅ asks for no more than the form: an answer may come with it', async () => {
    const answer = await chat.react('yann', card, '✅');
    expect(textOf(answer)).not.toContain('il reste à écrire');
    expect(textOf(answer)).toContain('une réponse publique peut aller avec');
    const opened = await chat.press('yann', 'bretagne', button(answer, 'Répondre'));
    const form = formOf(opened);
    expect(textOf(opened)).toContain('Pour écarter, une raison est nécessaire.');
    expect((await chat.submit('yann', form, { answer: '' })).kind).toBe('private');
    expect(await status()).toBe('accepted');
  });

  test('❌ asks for the reason that the form demands', async () => {
    const answer = await chat.react('yann', card, '❌');
    expect(textOf(answer)).toContain('il reste à écrire la raison');
    const form = formOf(await chat.press('yann', 'bretagne', button(answer, 'Répondre')));
    const refused = await chat.submit('yann', form, { answer: '' });
    expect(refused).toMatchObject({ kind: 'invalid', fields: { answer: expect.stringContaining('raison') } });
    expect(await status()).toBe('new');
  });

  test('in English to who reads English', async () => {
    await chat.type('yann', 'bretagne', 'labo animateur bretagne @john');
    expect(textOf(await chat.react('john', card, '❌'))).toContain('the reason is still to be written');
  });

  test('a delivery that comes twice asks once; taking it back says nothing', async () => {
    expect((await chat.react('yann', card, '✅', true, { id: 'same' })).kind).toBe('private');
    expect(await chat.react('yann', card, '✅', true, { id: 'same' })).toEqual(NOTHING);
    expect(await chat.react('yann', card, '✅', false)).toEqual(NOTHING);
  });

  test('a withdrawn idea leaves nothing to decide', async () => {
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
    for (const emoji of ['👀', '✅', '❌']) expect(await chat.react('yann', card, emoji)).toEqual(NOTHING);
  });

  test('where nothing can be pressed, they are told what to type', async () => {
    const bare = stage.platform('other', { can: { buttons: false } });
    await bare.type('camille', 'place', 'labo lier bretagne');
    await bare.type('camille', 'place', 'labo animateur bretagne @malo');
    const second = await bare.file('denis', 'place', 'Un abri à vélos');
    await stage.deliver();
    const text = textOf(await bare.react('malo', bare.card(second, 'place').posted, '✅'));
    expect(text).toContain(`/idee repondre #${second} retenue …`);
  });

  test.each(['nonsense#1', 'withdrawn#1', 'accepted#', '#x'])(
    'a button "%s" is an old one',
    async (value) => {
      const answer = await chat.press('yann', 'bretagne', { action: 'answer', value });
      expect(textOf(answer)).toContain('Ce bouton ne sert plus');
    },
  );
});

describe.each(['👀', '✅', '❌'])('%s', (emoji) => {
  test.each(['bilal', 'anais', 'malika', 'camille', 'lea', 'robot'])(
    'by %s, who does not facilitate this lab, means nothing and leaves no trace',
    async (user) => {
      const before = await Promise.all([stage.count('identities'), stage.count('claims')]);
      expect(await chat.react(user, card, emoji)).toEqual(NOTHING);
      expect(await status()).toBe('new');
      expect(await Promise.all([stage.count('identities'), stage.count('claims')])).toEqual(before);
    },
  );

  test('is no vote', async () => {
    await chat.react('yann', card, emoji);
    await chat.react('bilal', card, emoji);
    expect(await stage.tallies(number)).toBe('1 for, 0 against');
    expect(await stage.count('marks')).toBe(0);
  });

  test('by who facilitated it until a moment ago means nothing', async () => {
    await chat.type('camille', 'bretagne', 'labo animateur bretagne @denis');
    await chat.type('camille', 'bretagne', 'labo retirer-animateur bretagne @yann');
    expect(await chat.react('yann', card, emoji)).toEqual(NOTHING);
    expect(await status()).toBe('new');
  });
});

test('nobody is looked up on the platform for a reaction of who facilitates nothing', async () => {
  chat.platform.profileFailure = new Error('asked');
  expect(await chat.react('somebody', card, '👀')).toEqual(NOTHING);
  expect(stage.log).toEqual([]);
});

describe('found standing after nobody listened', () => {
  const find = (user: string, emoji: string, added = true, at = stage.clock.now()) =>
    chat.react(user, card, emoji, added, { found: true, at });
  const told = async (user: string) => {
    await stage.deliver();
    return chat.toldTo(user);
  };

  test('👀 takes a new idea under review, and who made it is written to, with the way to undo it', async () => {
    expect(await find('yann', '👀')).toEqual(NOTHING);
    expect(await status()).toBe('under-review');
    const [message, ...more] = await told('yann');
    expect(more).toEqual([]);
    expect(messageText(message!)).toContain(`#${number} passe à « à l'étude ». 1 personne sera prévenue.`);
    await chat.press('yann', 'dm-yann', button(message!, 'Annuler (2 min)'));
    expect(await status()).toBe('new');
    // It stands for good, and has spoken.
    for (let looks = 0; looks < 2; looks += 1) await find('yann', '👀');
    expect(await status()).toBe('new');
    expect(await told('yann')).toHaveLength(1);
  });

  test('👀 that is told when it can no longer be undone says so by offering nothing', async () => {
    await find('yann', '👀');
    await stage.clock.advance(UNDO_MS);
    const [message] = await told('yann');
    expect(messageText(message!)).toContain("passe à « à l'étude »");
    expect(buttonsOf(message!)).toEqual([]);
  });

  test.each([
    ['✅', 'accepted', 'pour la retenir'],
    ['❌', 'declined', "pour l'écarter"],
  ])('%s changes nothing, and brings the form with "%s" chosen, once', async (emoji, chosen, says) => {
    for (let looks = 0; looks < 2; looks += 1) expect(await find('yann', emoji)).toEqual(NOTHING);
    expect(await status()).toBe('new');
    const [message, ...more] = await told('yann');
    expect(more).toEqual([]);
    expect(messageText(message!)).toContain(says);
    const form = formOf(await chat.press('yann', 'dm-yann', button(message!, 'Répondre')));
    expect(typedIn(form, 'status')).toBe(chosen);
  });

  test('what was asked for is not asked any more where the idea cannot come to it', async () => {
    await find('yann', '✅');
    await chat.press('anais', 'bretagne', { action: 'withdraw-yes', value: `#${number}` });
    expect(await told('yann')).toEqual([]);
  });

  test.each(['👀', '✅', '❌'])('%s that was heard as an event says nothing more', async (emoji) => {
    const answer = await chat.react('yann', card, emoji);
    if (emoji === '👀') await chat.press('yann', 'bretagne', button(answer, 'Annuler (2 min)'));
    await stage.clock.advance(1000);
    await find('yann', emoji);
    expect(await status()).toBe('new');
    expect(await told('yann')).toEqual([]);
  });

  test('the event that comes after all does nothing; a new gesture speaks again', async () => {
    // Nothing says when what is found was made: at the earliest, when something was first missed.
    const missedSince = stage.clock.now();
    await stage.clock.advance(500);
    const late = { at: stage.clock.now() };
    await stage.clock.advance(500);
    await find('yann', '✅', true, missedSince);
    expect(await chat.react('yann', card, '✅', true, late)).toEqual(NOTHING);
    await stage.clock.advance(1000);
    expect((await chat.react('yann', card, '✅')).kind).toBe('private');
    expect(await told('yann')).toHaveLength(1);
  });

  test('taken away and put again while nobody listened, it speaks again', async () => {
    await chat.react('yann', card, '✅');
    await stage.clock.advance(1000);
    await find('yann', '✅', false);
    await find('yann', '✅');
    expect(await told('yann')).toHaveLength(1);
  });

  test('a mark that says nothing where the idea stands is not kept for later', async () => {
    await chat.react('yann', card, '👀');
    await find('yann', '❌');
    await chat.type('yann', 'bretagne', 'annuler');
    await chat.type('camille', 'bretagne', 'labo animateur bretagne @denis');
    await chat.react('denis', card, '👀');
    expect(await status()).toBe('under-review');
    expect(await stage.count('decision_marks')).toBe(3);
  });

  test.each(['👀', '✅', '❌'])(
    'an old %s of somebody the box knows does not decide since they facilitate the lab',
    async (emoji) => {
      await chat.react('bilal', card, '👍');
      await chat.react('bilal', card, emoji);
      await chat.react('anais', card, emoji, true, { found: true });
      for (const user of ['bilal', 'anais']) {
        await chat.type('camille', 'bretagne', `labo animateur bretagne @${user}`);
        await find(user, emoji);
        expect(await told(user)).toEqual([]);
      }
      expect(await status()).toBe('new');
      await chat.react('bilal', card, emoji, false);
      await stage.clock.advance(1);
      expect(await chat.react('bilal', card, emoji)).not.toEqual(NOTHING);
    },
  );

  test.each(['👀', '✅', '❌'])(
    'nor does an old %s of somebody the box did not know, but one under a card that came after does',
    async (emoji) => {
      await chat.react('chloe', card, emoji);
      await stage.clock.advance(1000);
      await chat.type('camille', 'bretagne', 'labo animateur bretagne @chloe');
      await find('chloe', emoji);
      expect(await told('chloe')).toEqual([]);
      expect(await status()).toBe('new');
      await stage.clock.advance(1000);
      const later = await chat.file('anais', 'bretagne', 'Un abri à vélos');
      await stage.deliver();
      await chat.react('chloe', chat.card(later, 'bretagne').posted, emoji, true, { found: true });
      expect(await told('chloe')).toHaveLength(1);
    },
  );

  test.each(['lea', 'robot', 'malika', 'somebody'])(
    'of %s, who may not decide here, it is nothing',
    async (user) => {
      for (const emoji of ['👀', '✅', '❌']) expect(await find(user, emoji)).toEqual(NOTHING);
      expect(await status()).toBe('new');
      expect(await told(user)).toEqual([]);
    },
  );

  test('where nobody can be told anything alone, ✅ asks nobody', async () => {
    const bare = stage.platform('other', { can: { private: false } });
    await bare.type('camille', 'place', 'labo lier bretagne');
    await bare.type('camille', 'place', 'labo animateur bretagne @malo');
    const second = await bare.file('denis', 'place', 'Un abri à vélos');
    await stage.deliver();
    await bare.react('malo', bare.card(second, 'place').posted, '✅', true, { found: true });
    await stage.deliver();
    expect(bare.toldTo('malo')).toEqual([]);
  });
});
