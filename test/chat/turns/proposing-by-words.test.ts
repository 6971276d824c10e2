import { describe, expect, test } from '@jest/globals';
import { DeliveryError } from '../../../src/chat/adapter.ts';
import { opensForm } from '../../../src/chat/router.ts';
import { formOf, typedIn } from './desk.ts';
import { said, TEXT } from './discussing.ts';
import { chat, onStage, stage } from './on-stage.ts';
import { messageText, textOf } from './said.ts';

onStage();

const address = (message: string) => `https://chat.example/pl/${message}`;

describe('the bare command in a thread', () => {
  const typeUnder = (by: string, inThread: ReturnType<typeof said>, text = '') =>
    chat.type(by, 'bretagne', text, { inThread });

  test('asks the author of the message above it', async () => {
    expect(textOf(await typeUnder('anais', said('bilal')))).toContain('reçoit la question');
    await stage.deliver();
    expect(messageText(chat.toldTo('bilal')[0]!)).toContain('propose de faire une idée de votre message');
  });

  test("opens the form, filled, under one's own message", async () => {
    const form = formOf(await typeUnder('bilal', said('bilal')));
    expect(typedIn(form, 'title')).toBe('On pourrait prêter les outils du labo.');
  });

  test('with words, is an idea in these words', async () => {
    const form = formOf(await typeUnder('anais', said('bilal'), 'Un banc'));
    expect(typedIn(form, 'title')).toBe('Un banc');
    expect(await stage.count('proposals')).toBe(0);
  });

  test('opens the empty form under a card, which is no message of a person', async () => {
    const number = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.deliver();
    const form = formOf(await typeUnder('bilal', chat.card(number, 'bretagne').posted));
    expect(typedIn(form, 'title')).toBeUndefined();
  });

  test('is a bare command where messages cannot be read', async () => {
    const bare = stage.platform('other', { lacks: ['readMessage', 'messageAt'] });
    await bare.type('camille', 'place', 'labo lier bretagne');
    const message = bare.platform.say('bilal', 'place', TEXT);
    formOf(await bare.type('anais', 'place', '', { inThread: message }));
  });
});

describe('the address of a message, typed alone', () => {
  test('asks its author once, whichever way the message was named', async () => {
    const message = said('bilal');
    expect(await chat.says('anais', 'bretagne', address(message.message))).toContain('reçoit la question');
    expect(await chat.says('chloe', 'numerique', ` ${address(message.message)} `)).toContain(
      'La question a déjà été posée',
    );
    expect(textOf(await chat.shortcut('chloe', message, { author: 'bilal' }))).toContain('déjà été posée');
    await stage.deliver();
    expect(chat.toldTo('bilal')).toHaveLength(1);
  });

  test('says why a message cannot be read, and what to do', async () => {
    expect(await chat.says('anais', 'bretagne', address('p404'))).toContain('Je ne peux pas lire ce message');
    chat.platform.readFailure = new DeliveryError({ permanent: 'refused' });
    const told = await chat.says('anais', 'bretagne', address(said('bilal').message));
    expect(told).toContain("la boîte n'est pas dans son salon");
    expect(told).toContain('/idee');
  });

  test('of a channel that its person cannot read answers as one that does not exist, and asks nobody', async () => {
    const secret = chat.platform.say('bilal', 'cercle', TEXT);
    chat.platform.members.set('cercle', ['bilal', 'chloe']);
    const unknown = await chat.says('anais', 'bretagne', address('p404'));
    expect(await chat.says('anais', 'bretagne', address(secret.message))).toBe(unknown);
    expect(await chat.says('anais', 'bretagne', `https://chat.example/cercle/${secret.message}`)).toBe(
      unknown,
    );
    await stage.deliver();
    expect(await stage.count('proposals')).toBe(0);
    expect(chat.toldTo('bilal')).toEqual([]);
    expect(await chat.says('chloe', 'bretagne', address(secret.message))).toContain('reçoit la question');
  });

  test("is nobody else's to name where the platform does not say who may read it", async () => {
    const bare = stage.platform('other', { lacks: ['mayRead'] });
    await bare.type('camille', 'place', 'labo lier bretagne');
    const link = (channel: string) => address(bare.platform.say('bilal', channel, TEXT).message);
    expect(await bare.says('anais', 'place', link('ailleurs'))).toContain('Je ne peux pas lire ce message');
    expect(await bare.says('anais', 'place', link('place'))).toContain('reçoit la question');
  });

  test('is not readable where the platform refuses to say who may read it, and may be typed again where it cannot say now', async () => {
    const { message } = chat.platform.say('bilal', 'numerique', TEXT);
    chat.platform.mayReadFailure = new DeliveryError({ permanent: 'refused' });
    expect(await chat.says('anais', 'bretagne', address(message))).toContain(
      'Je ne peux pas lire ce message',
    );
    chat.platform.mayReadFailure = new DeliveryError({ retryAfterMs: 1_000, scope: 'realm' });
    expect(await chat.says('anais', 'bretagne', address(message))).toContain('Réessayez dans un instant');
    chat.platform.mayReadFailure = null;
    expect(await chat.says('anais', 'bretagne', address(message))).toContain('reçoit la question');
  });

  test('shows the idea whose card it is', async () => {
    const number = await chat.file('anais', 'bretagne', 'Un banc');
    await stage.deliver();
    const { message } = chat.card(number, 'bretagne').posted;
    const told = await chat.says('bilal', 'bretagne', `https://chat.example/bretagne/${message}`);
    expect(told).toContain(`#${number} · Un banc`);
  });

  test.each([
    ['with words beside it', (link: string) => `Voir ${link}`],
    ['of another site', () => 'https://example.org/pl/p1'],
  ])('%s is the text of an idea', async (_, typed) => {
    formOf(await chat.type('anais', 'bretagne', typed(address(said('bilal').message))));
    expect(await stage.count('proposals')).toBe(0);
  });

  test('does not open a view before the box knows whose message it is', () => {
    const arrival = (text: string) => ({
      ...{
        kind: 'command' as const,
        id: '1',
        by: chat.person('anais'),
        at: 0,
        where: chat.channel('bretagne'),
      },
      text: [text],
    });
    expect(opensForm(stage.box, arrival(address('p1')))).toBe(false);
    expect(opensForm(stage.box, arrival(`Voir ${address('p1')}`))).toBe(true);
    expect(opensForm(stage.box, { ...arrival(''), inThread: said('bilal') })).toBe(false);
  });
});
