import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { PRIVATE_BUTTON_LIFE_MS } from '../../../src/chat/message.ts';
import { GENERAL, openStand, person, RH, requestId, type Stand, withButton } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.close());

const MEMBERS = ['camille', 'malika', 'thomas'];
const OTHERS = ['yann', 'anais', 'jo'];

describe('the private channel', () => {
  const said = async () => Number((await stand.adapter.send(RH, withButton('Entre nous'), 'rh')).message);

  test.each(MEMBERS)('is there for %s', async (as) => {
    await said();
    const { json } = await stand.get(`/local/api/channels?as=${as}`);
    expect(json).toContainEqual({ id: 'labo-rh', name: 'labo-rh', private: true, direct: false, unread: 1 });
    expect(await stand.messages(as, 'labo-rh')).toHaveLength(1);
  });

  test.each(OTHERS)('does not exist for %s, on any path', async (as) => {
    const message = await said();
    const unknown = await stand.get(`/local/api/messages?as=${as}&channel=no-such-channel`);
    const { json: channels } = await stand.get(`/local/api/channels?as=${as}`);
    expect(JSON.stringify(channels)).not.toContain('labo-rh');

    const attempts = [
      await stand.get(`/local/api/messages?as=${as}&channel=labo-rh`),
      await stand.post('/local/api/messages', {
        as,
        requestId: requestId(),
        channel: 'labo-rh',
        text: '/idee top',
      }),
      await stand.post('/local/api/messages', {
        as,
        requestId: requestId(),
        channel: 'labo-rh',
        text: 'bonjour',
      }),
      await stand.post('/local/api/press', {
        as,
        requestId: requestId(),
        message,
        action: 'vote',
        value: '2256:for',
      }),
      await stand.post('/local/api/reactions', {
        as,
        requestId: requestId(),
        message,
        emoji: '👍',
        standing: true,
      }),
      await stand.post('/local/api/seen', { as, channel: 'labo-rh', message }),
      await stand.post('/local/api/dismiss', { as, message }),
    ];
    // Each answers exactly as an unknown channel or message does.
    expect(attempts.map(({ status, json }) => [status, json])).toEqual(
      attempts.map(() => [404, unknown.json]),
    );
    expect(stand.box.arrivals).toEqual([]);
  });

  test('is not told to the others live', async () => {
    const [inside, outside] = [await stand.listen('camille'), await stand.listen('yann')];
    await said();
    await stand.adapter.send(GENERAL, withButton('Pour tous'), 'all');
    await inside.hears('message', ({ message }) => message.channel === 'labo-rh');
    await outside.hears('message', ({ message }) => message.channel === 'general');
    expect(JSON.stringify(outside.events)).not.toContain('Entre nous');
    inside.leave();
    outside.leave();
  });
});

describe('a direct message', () => {
  test('stands in the conversation of that person and the box alone', async () => {
    const posted = await stand.adapter.send(person('malika'), withButton('Pour Malika'), 'dm');
    expect(posted).toMatchObject({ channel: 'dm-malika', direct: true });
    expect(await stand.messages('malika', 'dm-malika')).toHaveLength(1);
    expect((await stand.get('/local/api/messages?as=camille&channel=dm-malika')).status).toBe(404);
  });
});

describe('a private message', () => {
  const whisper = () => stand.adapter.whisper?.(GENERAL, person('yann'), withButton('Rien que pour vous'));

  test('is seen by that person alone, and can be dismissed for good', async () => {
    await whisper();
    const [message] = await stand.messages('yann', 'general');
    expect(message).toMatchObject({ onlyYou: true });
    expect(await stand.messages('camille', 'general')).toEqual([]);

    const dismiss = (as: string) => stand.post('/local/api/dismiss', { as, message: message?.id });
    expect((await dismiss('camille')).status).toBe(404);
    expect((await dismiss('yann')).status).toBe(200);
    expect((await dismiss('yann')).status).toBe(404);
    expect(await stand.messages('yann', 'general')).toEqual([]);
  });

  test('has a button that counts for that person alone', async () => {
    await whisper();
    const [message] = await stand.messages('yann', 'general');
    const press = (as: string) =>
      stand.post('/local/api/press', {
        as,
        requestId: requestId(),
        message: message?.id,
        action: 'vote',
        value: '2256:for',
      });
    expect((await press('camille')).status).toBe(404);
    expect((await press('yann')).status).toBe(200);
    expect(stand.box.of('press')).toMatchObject([{ by: person('yann'), on: 'private', where: GENERAL }]);
  });

  test.each([
    ['fr-FR', 'Ce bouton a plus de 24 heures. Refaites la demande.'],
    ['en-GB', 'This button is more than 24 hours old. Please ask again.'],
  ])('has a button that counts for 24 hours, in %s', async (language, text) => {
    await whisper();
    const posted = await stand.adapter.send(GENERAL, withButton('Pour tous'), 'all');
    const [message] = await stand.messages('yann', 'general');
    const press = (id = message?.id) =>
      stand.post(
        '/local/api/press',
        { as: 'yann', requestId: requestId(), message: id, action: 'vote', value: '2256:for' },
        { 'accept-language': language },
      );
    await stand.context.clock.advance(PRIVATE_BUTTON_LIFE_MS);
    expect((await press()).status).toBe(200);
    await stand.context.clock.advance(1);
    expect(await press()).toMatchObject({ status: 409, json: { error: text } });
    expect(stand.box.of('press')).toHaveLength(1);
    // What everybody sees has no such end.
    expect((await press(Number(posted.message))).status).toBe(200);
  });

  test('takes no reactions', async () => {
    await whisper();
    const [message] = await stand.messages('yann', 'general');
    const reply = await stand.post('/local/api/reactions', {
      as: 'yann',
      requestId: requestId(),
      message: message?.id,
      emoji: '👍',
      standing: true,
    });
    expect(reply.status).toBe(400);
  });

  test('is not whispered where that person may not be', async () => {
    await expect(stand.adapter.whisper?.(RH, person('yann'), withButton('Non'))).rejects.toMatchObject({
      failure: { permanent: 'refused' },
    });
  });
});

describe('unread messages', () => {
  const unread = async (as: string, channel: string) => {
    const { json } = await stand.get(`/local/api/channels?as=${as}`);
    return (json as { id: string; unread: number }[]).find(({ id }) => id === channel)?.unread;
  };

  test('are counted for each person until they are seen; their own never are', async () => {
    await stand.does('/local/api/messages', { as: 'yann', channel: 'general', text: 'Bonjour' });
    const posted = await stand.adapter.send(GENERAL, withButton('Une carte'), 'card');
    expect([await unread('yann', 'general'), await unread('camille', 'general')]).toEqual([1, 2]);
    await stand.post('/local/api/seen', {
      as: 'camille',
      channel: 'general',
      message: Number(posted.message),
    });
    expect([await unread('yann', 'general'), await unread('camille', 'general')]).toEqual([1, 0]);
  });
});

test('a channel is read in pages', async () => {
  for (let n = 1; n <= 65; n += 1) await stand.adapter.send(GENERAL, withButton(`n° ${n}`), `key-${n}`);
  const newest = (await stand.get('/local/api/messages?as=yann&channel=general')).json;
  expect([newest.messages.length, newest.more]).toEqual([60, true]);
  const before = newest.messages[0].id;
  const older = (await stand.get(`/local/api/messages?as=yann&channel=general&before=${before}`)).json;
  expect([older.messages.length, older.more]).toEqual([5, false]);
});
