import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Answer } from '../../../src/chat/arrival.ts';
import { privately } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import { GENERAL, openStand, person, requestId, type Stand, withButton } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.close());

const say = (text: string, as = 'camille') =>
  stand.does('/local/api/messages', { as, channel: 'general', text });
const card = async () => Number((await stand.adapter.send(GENERAL, withButton('Une idée'), 'card')).message);
const press = (message: number, action: string, value: string, as = 'camille') =>
  stand.post('/local/api/press', { as, requestId: requestId(), message, action, value });
const react = (message: number, emoji: string, standing: boolean, as = 'camille') =>
  stand.does('/local/api/reactions', { as, message, emoji, standing });

describe('typing', () => {
  test.each([
    ['/idee', ''],
    ['/idee top', 'top'],
    ['/Idée  Prêter les outils', 'Prêter les outils'],
    ['/idee\nPrêter les outils\nle soir', 'Prêter les outils\nle soir'],
  ])('%j is a command', async (typed, text) => {
    await say(typed);
    const [{ text: spans = [], ...arrival } = {}] = stand.box.of('command');
    expect(spans.join('')).toBe(text);
    expect(arrival).toMatchObject({ by: person('camille'), where: GENERAL, locale: 'fr-FR' });
    expect(await stand.messages('camille', 'general')).toEqual([]);
  });

  test.each(['bonjour', 'voir /idee', '/ideeboite', '/autre', 'idee top'])(
    '%j is said to all',
    async (typed) => {
      await say(typed);
      expect(stand.box.arrivals).toEqual([]);
      expect(await stand.messages('yann', 'general')).toMatchObject([
        { content: { by: 'person', user: 'camille', text: typed } },
      ]);
    },
  );

  test('the same request again says it once', async () => {
    const body = { as: 'camille', channel: 'general', text: 'bonjour', requestId: requestId() };
    await stand.post('/local/api/messages', body);
    await stand.post('/local/api/messages', body);
    expect(await stand.messages('yann', 'general')).toHaveLength(1);
  });

  test('people are found by first name or whole name, whatever the case', async () => {
    await say('/idee labo animateur @yann, @Anaïs Lefort et @MALIKA benali.');
    expect(stand.box.of('command')[0]?.text).toEqual([
      'labo animateur ',
      { person: person('yann'), name: 'Yann Kervella' },
      ', ',
      { person: person('anais'), name: 'Anaïs Lefort' },
      ' et ',
      { person: person('malika'), name: 'Malika Benali' },
      '.',
    ]);
  });

  test.each(['camille@yann.fr', '@yannick', '@@yann', '@personne'])('%j names nobody', async (text) => {
    await say(`/idee ${text}`);
    expect(stand.box.of('command')[0]?.text).toEqual([text]);
  });
});

describe('the id of an arrival', () => {
  test('repeats with the request, and only then', async () => {
    const id = requestId();
    const body = { as: 'camille', channel: 'general', text: '/idee top', requestId: id };
    await stand.post('/local/api/messages', body);
    await stand.post('/local/api/messages', body);
    await stand.post('/local/api/messages', { ...body, as: 'yann' });
    await stand.post('/local/api/messages', { ...body, requestId: requestId() });
    const [first, again, other, later] = stand.box.arrivals.map((arrival) => arrival.id);
    expect(again).toBe(first);
    expect(new Set([first, other, later]).size).toBe(3);
  });
});

describe('a press', () => {
  test('arrives with the message it stands on', async () => {
    const message = await card();
    expect((await press(message, 'vote', '2256:for')).status).toBe(200);
    expect(stand.box.of('press')).toMatchObject([
      {
        on: { ...GENERAL, message: String(message) },
        action: 'vote',
        value: '2256:for',
        by: person('camille'),
      },
    ]);
  });

  test('of a button that does not stand there is refused', async () => {
    const message = await card();
    for (const [action, value] of [
      ['vote', '1:for'],
      ['decide', '2256:for'],
    ] as const) {
      const reply = await press(message, action, value);
      expect([reply.status, reply.json.error]).toEqual([409, expect.any(String)]);
    }
    expect(stand.box.arrivals).toEqual([]);
  });

  test('of a button that a repaint took away is refused', async () => {
    const posted = await stand.adapter.send(GENERAL, withButton('Une idée'), 'card');
    await stand.adapter.update?.(posted, { lang: 'fr', summary: 'Retirée', blocks: [] });
    expect((await press(Number(posted.message), 'vote', '2256:for')).status).toBe(409);
  });

  test('of an action nobody knows any more still reaches the box', async () => {
    const posted = await stand.adapter.send(GENERAL, withButton('Ancienne', 'from-2019', 'x'), 'old');
    stand.box.answer(privately('Ce bouton a changé de place.'));
    const { json } = await press(Number(posted.message), 'from-2019', 'x');
    expect(json).toMatchObject({ kind: 'message', message: { onlyYou: true } });
    expect(stand.box.of('press')).toHaveLength(1);
  });
});

describe('a reaction', () => {
  test.each([
    ['👍🏽', '👍'],
    ['❤️', '❤'],
    ['1️⃣', '1\u{20E3}'],
  ])('%s arrives as %s', async (typed, emoji) => {
    const message = await card();
    await react(message, typed, true);
    await react(message, typed, false);
    await turns();
    expect(stand.box.of('mark')).toMatchObject([
      { emoji, added: true, on: { ...GENERAL, message: String(message) } },
      { emoji, added: false },
    ]);
  });

  test('that changes nothing does not arrive', async () => {
    const message = await card();
    await react(message, '👍', true);
    await react(message, '👍', true);
    await react(message, '👎', false);
    await turns();
    expect(stand.box.of('mark')).toHaveLength(1);
  });

  test('is answered before the box has counted', async () => {
    const message = await card();
    stand.box.hold();
    await react(message, '👍', true);
    expect(await stand.messages('yann', 'general')).toMatchObject([
      { reactions: [{ emoji: '👍', by: ['Camille Le Goff'], mine: false }] },
    ]);
  });

  test('may be answered privately', async () => {
    const message = await card();
    stand.box.answer(privately('Déjà compté.'));
    const live = await stand.listen('camille');
    await react(message, '👍', true);
    await live.hears('message', ({ message: heard }) => heard.onlyYou);
    live.leave();
  });

  test('that is not offered is refused, unless it stands there', async () => {
    const message = await card();
    const snail = () =>
      stand.post('/local/api/reactions', {
        as: 'yann',
        requestId: requestId(),
        message,
        emoji: '🐌',
        standing: true,
      });
    expect((await snail()).status).toBe(400);
    const posted = { ...GENERAL, message: String(message) };
    await stand.adapter.seed?.(posted, ['🐌']);
    expect((await snail()).status).toBe(200);
  });

  test("of the box is shown, never arrives and is nobody's", async () => {
    const message = await card();
    const posted = { ...GENERAL, message: String(message) };
    await stand.adapter.seed?.(posted, ['👍', '1️⃣']);
    await react(message, '👍', true);
    await turns();
    expect(stand.box.of('mark')).toHaveLength(1);
    const [shown] = await stand.messages('yann', 'general');
    expect(shown?.reactions).toMatchObject([
      { shown: '👍', by: ['Camille Le Goff'] },
      { shown: '1️⃣', by: [] },
    ]);
    const states = [];
    for await (const state of stand.adapter.reactions?.([{ posted, known: {} }]) ?? []) states.push(state);
    expect(states).toEqual([{ posted, marks: [{ by: person('camille'), emoji: '👍' }], complete: true }]);
  });
});

describe('an acknowledgement', () => {
  const slow = async (answer: Answer) => {
    stand.box.hold();
    stand.box.answer(answer);
    const id = requestId();
    const body = { as: 'camille', channel: 'general', text: '/idee pour 2256', requestId: id };
    const asked = stand.post('/local/api/messages', body);
    while (stand.box.arrivals.length === 0) await turns(1);
    await stand.context.clock.advance(1999);
    expect(stand.context.clock.sleeping).toBe(1);
    await stand.context.clock.advance(1);
    return { id, reply: (await asked).json };
  };

  test('comes after two seconds without the answer, which follows privately', async () => {
    const live = await stand.listen('camille');
    const { id, reply } = await slow(privately('Votre voix est comptée.'));
    expect(reply).toEqual({ kind: 'later', text: stand.context.words().stillRecording });
    expect(await stand.messages('camille', 'general')).toEqual([]);
    stand.box.release();
    const { outcome } = await live.hears('outcome', ({ requestId: of }) => of === id);
    expect(outcome).toMatchObject({ kind: 'message', message: { onlyYou: true } });
    expect(await stand.messages('camille', 'general')).toHaveLength(1);
    expect(await stand.messages('yann', 'general')).toEqual([]);
    live.leave();
  });

  test('with nobody there to show a form to leaves a message', async () => {
    await slow({ kind: 'invalid', fields: { title: 'Trop court' } });
    stand.box.release();
    await turns();
    expect(await stand.messages('camille', 'general')).toMatchObject([
      { onlyYou: true, content: { card: { summary: stand.context.words().tryAgain } } },
    ]);
  });
});
