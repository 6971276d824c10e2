import { describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { button, formOf, typedIn } from './desk.ts';
import { askedOf, said, TEXT, trace } from './discussing.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

const NOTHING = { kind: 'nothing' };

onStage();

describe('by 💡 under a message', () => {
  const bulb = (user: string, on: Posted, odd = {}) => chat.react(user, on, '💡', true, odd);

  test('its author is asked, in private; who reacted hears nothing', async () => {
    expect(await bulb('anais', said('bilal'))).toEqual(NOTHING);
    expect(messageText(await askedOf('bilal'))).toContain('Anaïs L. propose de faire une idée');
    expect(chat.toldTo('anais')).toEqual([]);
    expect(chat.shownIn('bretagne')).toEqual([]);
  });

  test('ten colleagues, and the menu besides, ask once; the nine others leave no trace and cost no look-up', async () => {
    const message = said('bilal');
    await bulb('anais', message);
    const before = await trace();
    const { read } = chat.platform;
    for (let n = 0; n < 9; n += 1) expect(await bulb(`colleague${n}`, message)).toEqual(NOTHING);
    expect(await trace()).toEqual(before);
    expect(chat.platform.read).toBe(read);
    await askedOf('bilal');
  });

  test('two at the same moment ask once', async () => {
    const message = said('bilal');
    await Promise.all([bulb('anais', message), bulb('chloe', message)]);
    await askedOf('bilal');
    expect(await stage.count('proposals')).toBe(1);
  });

  test('a delivery that comes twice asks once; taking the reaction back does nothing', async () => {
    const message = said('bilal');
    await bulb('anais', message, { id: 'same' });
    await bulb('anais', message, { id: 'same' });
    await chat.react('anais', message, '💡', false);
    await chat.react('anais', message, '💡');
    await askedOf('bilal');
  });

  test.each([
    ['another emoji', 'bretagne', '🎉'],
    ['a vote, a decision', 'bretagne', '👍'],
    ['a facilitator’s', 'bretagne', '👀'],
    ['a channel of no lab', 'general', '💡'],
    ['a conversation of two', 'dm-anais', '💡'],
  ])('%s means nothing, and nobody is looked up', async (_, channel, emoji) => {
    const before = await trace();
    expect(await chat.react('yann', said('bilal', channel), emoji)).toEqual(NOTHING);
    expect(await trace()).toEqual(before);
    expect(chat.platform.read).toBe(0);
  });

  test('under our own postings it means nothing', async () => {
    const number = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.deliver();
    expect(await bulb('bilal', chat.card(number, 'bretagne').posted)).toEqual(NOTHING);
    expect(chat.platform.read).toBe(0);
    expect(await stage.count('proposals')).toBe(0);
  });

  test('in a channel that is lost or bound no more it means nothing', async () => {
    await chat.type('yann', 'bretagne', 'labo delier');
    await bulb('anais', said('bilal'));
    expect(await stage.count('proposals')).toBe(0);
  });

  test('another emoji can be chosen, or none', async () => {
    stage.box.proposeEmoji = ':ampoule:';
    await bulb('anais', said('bilal'));
    expect(await stage.count('proposals')).toBe(0);
    await chat.react('anais', said('bilal'), ':ampoule:');
    expect(await stage.count('proposals')).toBe(1);
    stage.box.proposeEmoji = null;
    await bulb('anais', said('bilal'));
    expect(await stage.count('proposals')).toBe(1);
  });

  test('a guest, a bot and somebody who left ask nothing', async () => {
    for (const user of ['lea', 'robot', 'paul']) expect(await bulb(user, said('bilal'))).toEqual(NOTHING);
    expect(await stage.count('proposals')).toBe(0);
  });

  test('on a platform that cannot read messages, or has no buttons, it means nothing', async () => {
    const lacking = [
      stage.platform('one', { lacks: ['readMessage'] }),
      stage.platform('two', { can: { buttons: false } }),
      stage.platform('three', { can: { private: false } }),
    ];
    for (const desk of lacking) {
      await stage.db.unitOfWork.run(async (tx) => {
        const lab = (await tx.labs.bySlug('bretagne'))!;
        await tx.labs.bind(lab.id, desk.channel('place'), { name: '~place', private: false }, 1);
      });
      expect(await desk.react('anais', desk.platform.say('bilal', 'place', TEXT), '💡')).toEqual(NOTHING);
    }
    expect(await stage.count('proposals')).toBe(0);
  });

  test('under one’s own message it offers the form; nobody is asked afterwards', async () => {
    const message = said('bilal');
    const answer = await bulb('bilal', message);
    expect(textOf(answer)).toContain('Faire une idée de votre message ?');
    const form = formOf(await chat.press('bilal', 'bretagne', button(answer, 'Oui, la proposer')));
    expect(typedIn(form, 'title')).toBe('On pourrait prêter les outils du labo.');
    expect(await bulb('anais', message)).toEqual(NOTHING);
    await stage.deliver();
    expect(chat.toldTo('bilal')).toEqual([]);
  });

  test.each([null, 'robot', 'lea', 'paul'])(
    'the author (%s) cannot be asked: the first who reacts may file it in their own words',
    async (author) => {
      const message = said(author);
      const identities = await stage.count('identities');
      const answer = await bulb('anais', message);
      expect(textOf(answer)).toContain('ne peut pas être interrogée ici');
      const form = formOf(await chat.press('anais', 'bretagne', button(answer, 'Avec mes mots')));
      expect(typedIn(form, 'body')).toBe(`https://chat.example/bretagne/${message.message}`);
      expect(await stage.count('identities')).toBe(identities);
      expect(await bulb('chloe', message)).toEqual(NOTHING);
      expect(await bulb('anais', message)).toEqual(NOTHING);
    },
  );

  test('a message that is gone, or that we may not read, means nothing', async () => {
    const message = said('bilal');
    chat.platform.remove(message);
    expect(await bulb('anais', message)).toEqual(NOTHING);
    chat.platform.readFailure = new DeliveryError({ permanent: 'refused' });
    expect(await bulb('anais', said('bilal'))).toEqual(NOTHING);
    expect(await stage.count('proposals')).toBe(0);
    expect(stage.log).toEqual([]);
  });

  test('a message of a picture alone is asked about without a quotation', async () => {
    await bulb('anais', said('bilal', 'bretagne', ' \u200b'));
    expect(messageText(await askedOf('bilal'))).not.toContain('«');
  });

  test('a long one is quoted short, and stands whole in the form', async () => {
    const long = `${'mot '.repeat(800)}fin`;
    await bulb('anais', said('bilal', 'bretagne', long));
    const question = await askedOf('bilal');
    expect(messageText(question).length).toBeLessThan(800);
    const form = formOf(await chat.press('bilal', 'dm-bilal', button(question, 'Oui, la proposer')));
    expect(typedIn(form, 'body')).toBe(long);
  });
});
