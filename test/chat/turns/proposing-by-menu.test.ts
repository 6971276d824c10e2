import { describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import type { Posted } from '../../../src/chat/place.ts';
import { renderReference } from '../../../src/chat/render-reference.ts';
import { housekeeping } from '../../../src/housekeeping.ts';
import { button, formOf, numberIn, typedIn } from './desk.ts';
import { askedOf, kept, said, TEXT, trace } from './discussing.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOTHING = { kind: 'nothing' };

onStage();

describe('by the menu of a message', () => {
  const propose = (by: string, message: Posted, author: string | null, odd = {}) =>
    chat.shortcut(by, message, { author, text: TEXT }, odd);

  test("one's own message opens the form, filled, in the lab of its channel", async () => {
    const form = formOf(await propose('anais', said('anais'), 'anais'));
    expect(typedIn(form, 'title')).toBe('On pourrait prêter les outils du labo.');
    expect(typedIn(form, 'body')).toBe('Ça coûte une clé.');
    expect(typedIn(form, 'lab')).toBe('bretagne');
    const number = numberIn(await chat.submit('anais', form));
    expect((await stage.idea(number)).title).toBe('On pourrait prêter les outils du labo.');
    expect(await stage.count('proposals')).toBe(0);
  });

  test("the author of another's message is asked, in private; the asker is told so", async () => {
    const message = said('bilal');
    const answer = textOf(await propose('anais', message, 'bilal'));
    expect(answer).toContain('La personne qui a écrit ce message reçoit la question, avec votre nom.');
    const question = await askedOf('bilal');
    const text = messageText(question);
    expect(text).toContain('Anaïs L. propose de faire une idée de votre message.');
    expect(text).toContain('« On pourrait prêter les outils du labo.');
    expect(text).toContain("Rien n'est publié sans vous.");
    expect(text).toContain('[Oui, la proposer] [Non merci]');
    expect(chat.shownIn('bretagne')).toEqual([]);
    expect(await stage.count('ideas')).toBe(0);
  });

  test('what waits to be asked holds neither text nor name, and leads nobody to the message asked about', async () => {
    const message = said('bilal');
    await propose('anais', message, 'bilal');
    expect(await kept()).not.toMatch(/outils|clé|ana[iï]s/i);
    const [row] = await stage.db.tables.selectFrom('proposals').selectAll().execute();
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`bilal|bretagne|${message.message}"`));
    const rows = await stage.outbox();
    expect(rows.at(-1)?.what).toEqual({
      kind: 'proposal',
      message: { platform: 'chat', realm: 'site', channel: 'bretagne', message: message.message },
      by: expect.any(Number),
    });
  });

  test('an English author is asked in English', async () => {
    await propose('anais', said('john'), 'john');
    expect(messageText(await askedOf('john'))).toContain('Anaïs L. suggests making an idea of your message.');
  });

  test('yes opens the form with the text as it stands then, and the idea is theirs', async () => {
    const message = said('bilal');
    await propose('anais', message, 'bilal');
    const question = await askedOf('bilal');
    chat.platform.edit(message, 'Un abri à vélos');
    const form = formOf(await chat.press('bilal', 'dm-bilal', button(question, 'Oui, la proposer')));
    expect(typedIn(form, 'title')).toBe('Un abri à vélos');
    expect(typedIn(form, 'lab')).toBe('bretagne');
    const number = numberIn(await chat.submit('bilal', form));
    await stage.deliver();
    expect(messageText(chat.card(number, 'bretagne').message)).toContain('proposée par bilal');
  });

  test('of a channel that two realms share, a message is one message: its author is asked once', async () => {
    const message = said('bilal');
    await propose('anais', message, 'bilal');
    const again = await propose('chloe', { ...message, realm: 'elsewhere' }, 'bilal');
    expect(textOf(again)).toContain('déjà été posée');
    await askedOf('bilal');
  });

  test('no says thanks, and nothing more ever', async () => {
    const message = said('bilal');
    await propose('anais', message, 'bilal');
    const question = await askedOf('bilal');
    expect(textOf(await chat.press('bilal', 'dm-bilal', button(question, 'Non merci')))).toContain(
      'votre message reste un message',
    );
    expect(textOf(await propose('chloe', message, 'bilal'))).toContain('La question a déjà été posée');
    await askedOf('bilal');
  });

  test('in a closed lab the author is asked alone, and may file there as if they had typed there', async () => {
    const message = said('bilal', 'rh-prive');
    await propose('anais', message, 'bilal');
    const question = await askedOf('bilal');
    expect(chat.shownIn('rh-prive')).toEqual([]);
    const form = formOf(await chat.press('bilal', 'dm-bilal', button(question, 'Oui, la proposer')));
    expect(typedIn(form, 'lab')).toBe('rh');
    const number = numberIn(await chat.submit('bilal', form));
    await stage.deliver();
    expect(chat.card(number, 'rh-prive')).toBeDefined();
  });

  test("somebody else's yes opens nothing, whatever the button says", async () => {
    const message = said('bilal');
    await propose('anais', message, 'bilal');
    const yes = button(await askedOf('bilal'), 'Oui, la proposer');
    const answer = await chat.press('chloe', 'bretagne', yes);
    expect(textOf(answer)).toContain('Je ne retrouve pas ce message.');
    expect(textOf(answer)).not.toContain('outils');
  });

  test.each(['', '[]', '["chat","site"]', '["chat","site","c",7,null,null]', '{"a":1}', 'not json', '#12'])(
    'a button of the question with the value %j is an old one',
    async (value) => {
      for (const action of ['propose-yes', 'propose-no', 'propose-own']) {
        expect(textOf(await chat.press('bilal', 'dm-bilal', { action, value }))).toContain(
          'Ce bouton ne sert plus',
        );
      }
    },
  );

  test('a message that was deleted before the question left asks nothing; before the yes, it says what to do', async () => {
    const first = said('bilal');
    await propose('anais', first, 'bilal');
    chat.platform.remove(first);
    await stage.deliver();
    expect(chat.toldTo('bilal')).toEqual([]);
    expect((await stage.outbox()).map(({ state }) => state)).not.toContain('parked');

    const second = said('bilal');
    await propose('anais', second, 'bilal');
    const question = await askedOf('bilal');
    chat.platform.remove(second);
    const answer = await chat.press('bilal', 'dm-bilal', button(question, 'Oui, la proposer'));
    expect(textOf(answer)).toContain("Vous pouvez proposer l'idée avec vos mots : /idee");
  });

  test('the question shows a message to its author alone', async () => {
    const message = { ...said('bilal') };
    const { id } = (await stage.db.reads.members.find(chat.person('yann')))!;
    const what = { kind: 'proposal', message, by: id } as const;
    expect(await renderReference(stage.box, what, 'fr', chat.person('bilal'))).not.toBeNull();
    expect(await renderReference(stage.box, what, 'fr', chat.person('chloe'))).toBeNull();
    expect(await renderReference(stage.box, what, 'fr', chat.channel('bretagne'))).toBeNull();
  });

  test('an author the platform does not confirm is not asked', async () => {
    expect((await propose('anais', said('chloe'), 'bilal')).kind).toBe('form');
    expect(await stage.count('proposals')).toBe(0);
  });

  test('a delivery that comes twice asks once, and is answered once', async () => {
    const message = said('bilal');
    expect((await propose('anais', message, 'bilal', { id: 'same' })).kind).toBe('private');
    expect(await propose('anais', message, 'bilal', { id: 'same' })).toEqual(NOTHING);
    await askedOf('bilal');
  });

  test('a person gets three questions in 24 hours; a refused one leaves no trace', async () => {
    for (const place of ['bretagne', 'numerique', 'general']) {
      await propose('anais', said('bilal', place), 'bilal');
    }
    const before = await trace();
    const fourth = said('bilal');
    expect(textOf(await propose('chloe', fourth, 'bilal'))).toContain('déjà reçu plusieurs questions');
    expect(await trace()).toEqual(before);
    // Others are not concerned.
    expect(textOf(await propose('chloe', said('denis'), 'denis'))).toContain('reçoit la question');
    await stage.clock.advance(DAY - 1);
    expect(textOf(await propose('chloe', fourth, 'bilal'))).toContain('déjà reçu plusieurs questions');
    await stage.clock.advance(1);
    expect(textOf(await propose('chloe', fourth, 'bilal'))).toContain('reçoit la question');
  });

  test('a change of the secret forgets neither the message nor how often a person was asked', async () => {
    const message = said('bilal');
    await propose('anais', message, 'bilal');
    stage.changeSecret();
    await propose('anais', message, 'bilal');
    expect(await stage.count('proposals')).toBe(1);
    for (const place of ['numerique', 'general']) await propose('anais', said('bilal', place), 'bilal');
    expect(textOf(await propose('chloe', said('bilal'), 'bilal'))).toContain('déjà reçu plusieurs questions');
  });

  test('after a day nothing leads to the person; that the message was asked about stays', async () => {
    const message = said('bilal');
    await propose('anais', message, 'bilal');
    const persons = async () =>
      (await stage.db.tables.selectFrom('proposals').select('person').execute()).map(({ person }) => person);
    await stage.clock.advance(DAY);
    await housekeeping(stage.box);
    expect(await persons()).toEqual([expect.any(String)]);
    await stage.clock.advance(1);
    await housekeeping(stage.box);
    expect(await persons()).toEqual([null]);
    await stage.clock.advance(400 * DAY);
    await housekeeping(stage.box);
    expect(textOf(await propose('chloe', message, 'bilal'))).toContain('La question a déjà été posée');
  });

  test('an asker who was erased before the question left is nobody in it', async () => {
    await propose('chloe', said('bilal'), 'bilal');
    await stage.db.tables.deleteFrom('identities').where('user', '=', 'chloe').execute();
    expect(messageText(await askedOf('bilal'))).toContain('Une personne de votre messagerie propose');
  });

  test.each([
    ['a program', null, null],
    ['a bot', 'robot', 'robot'],
    ['a guest, who may not file', 'lea', 'lea'],
    ['somebody who left', 'paul', 'paul'],
  ])('the author being %s, the form opens empty, with the link and why', async (_, author, named) => {
    const message = said(author);
    const form = formOf(await propose('anais', message, named));
    expect(typedIn(form, 'title')).toBeUndefined();
    expect(typedIn(form, 'body')).toBe(`https://chat.example/bretagne/${message.message}`);
    expect(textOf({ kind: 'form', form })).toContain('ne peut pas être interrogée ici');
    expect(textOf({ kind: 'form', form })).toContain('Le lien vers le message est déjà noté.');
    await stage.deliver();
    expect(chat.platform.shown).toEqual([]);
    expect(await stage.count('proposals')).toBe(0);
  });

  test('a message we may not read cannot be shown to its author: the form opens, with the link', async () => {
    chat.platform.readFailure = new DeliveryError({ permanent: 'refused' });
    expect(typedIn(formOf(await propose('anais', said('bilal'), 'bilal')), 'body')).toContain('https://');
  });

  test('while the platform cannot say, the person is asked to try again, and nothing is kept', async () => {
    chat.platform.readFailure = new DeliveryError({ retryAfterMs: 1000, scope: 'lane' });
    const before = await trace();
    expect(textOf(await propose('chloe', said('bilal'), 'bilal'))).toContain('Réessayez dans un instant');
    expect(await trace()).toEqual(before);
  });

  test('without readMessage or permalink the form opens, with nothing in it', async () => {
    const bare = stage.platform('other', { lacks: ['readMessage', 'permalink'] });
    await bare.type('camille', 'place', 'labo lier bretagne');
    const message = bare.platform.say('bilal', 'place', TEXT);
    const form = formOf(await bare.shortcut('anais', message, { author: 'bilal', text: TEXT }));
    expect(typedIn(form, 'body')).toBeUndefined();
    expect(textOf({ kind: 'form', form })).not.toContain('Le lien');
  });

  test('where there are no forms one is told what to type; of an own message the conversation begins', async () => {
    const bare = stage.platform('other', { can: { forms: 'none' } });
    await bare.type('camille', 'place', 'labo lier bretagne');
    const message = bare.platform.say('bilal', 'place', TEXT);
    expect(textOf(await bare.shortcut('anais', message, { author: 'bilal', text: TEXT }))).toContain(
      '/idee …',
    );
    expect(textOf(await bare.shortcut('bilal', message, { author: 'bilal', text: TEXT }))).toContain(
      '/idee oui',
    );
  });

  test('a guest is told who files; a bot is told nothing of use; nobody is asked', async () => {
    const message = said('bilal');
    expect(textOf(await propose('lea', message, 'bilal'))).toContain(
      'déposer une idée est réservé aux agents',
    );
    expect((await propose('robot', message, 'bilal')).kind).toBe('private');
    expect(await stage.count('proposals')).toBe(0);
  });

  test('a card of ours shows its idea, to whom may read it; another message of ours says what it is', async () => {
    const number = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.deliver();
    const card = chat.card(number, 'bretagne').posted;
    expect(textOf(await propose('bilal', card, null))).toContain(`#${number} · Un banc`);
    await propose('anais', said('bilal'), 'bilal');
    await askedOf('bilal');
    const notice = chat.platform.shown.at(-1)!;
    expect(textOf(await propose('bilal', notice.posted, null))).toContain('vient de la boîte elle-même');
  });
});
