import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GENERAL, openStand, person, requestId, type Stand, withButton } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.close());

describe('send', () => {
  test('with the same key stands once and gives the first', async () => {
    const first = await stand.adapter.send(GENERAL, withButton('Une'), 'same');
    const again = await stand.adapter.send(GENERAL, withButton('Deux'), 'same');
    expect(again).toEqual(first);
    expect(await stand.messages('yann', 'general')).toHaveLength(1);
    expect(await stand.adapter.findSent?.(GENERAL, 'same', 0)).toEqual(first);
    expect(await stand.adapter.findSent?.(GENERAL, 'other', 0)).toBe('absent');
  });

  test.each([
    ['an unknown channel', { ...GENERAL, channel: 'labo-lune' }, { permanent: 'gone' }],
    ['a channel of another platform', { ...GENERAL, platform: 'slack' }, { permanent: 'gone' }],
    ['somebody unknown', person('personne'), { permanent: 'unreachable' }],
  ])('to %s is refused for good', async (_name, to, failure) => {
    await expect(stand.adapter.send(to, withButton('x'), 'key')).rejects.toMatchObject({ failure });
  });
});

describe('update', () => {
  test('shows the new content in place, live', async () => {
    const live = await stand.listen('yann');
    const posted = await stand.adapter.send(GENERAL, withButton('Avant'), 'key');
    await stand.adapter.update?.(posted, withButton('Après'));
    const { message } = await live.hears('message', (event) => !event.fresh);
    expect(JSON.stringify(message)).toContain('Après');
    live.leave();
  });

  test.each(['999', 'abc', '-1'])(
    'of message %j, which is not there, is refused for good',
    async (message) => {
      await expect(stand.adapter.update?.({ ...GENERAL, message }, withButton('x'))).rejects.toMatchObject({
        failure: { permanent: 'gone' },
      });
    },
  );

  test('of what a person said is refused', async () => {
    const said = await stand.does('/local/api/messages', { as: 'yann', channel: 'general', text: 'Bonjour' });
    const message = String(said.kind === 'message' && said.message.id);
    await expect(stand.adapter.update?.({ ...GENERAL, message }, withButton('x'))).rejects.toMatchObject({
      failure: { permanent: 'gone' },
    });
  });
});

describe('looking', () => {
  test('knows the six people and nobody else', async () => {
    expect(await stand.adapter.profile?.(person('jo'))).toEqual({
      name: 'Jo Dubreuil',
      locale: 'en',
      zone: 'Europe/Paris',
      kind: 'guest',
      active: true,
    });
    expect(await stand.adapter.profile?.(person('personne'))).toMatchObject({ active: false });
  });

  test('reads what a person said', async () => {
    const said = await stand.does('/local/api/messages', {
      as: 'yann',
      channel: 'general',
      text: 'Une idée ?',
    });
    const message = String(said.kind === 'message' && said.message.id);
    expect(await stand.adapter.readMessage?.({ ...GENERAL, message })).toMatchObject({
      author: person('yann'),
      text: 'Une idée ?',
    });
    expect(await stand.adapter.readMessage?.({ ...GENERAL, message: '999' })).toBe('gone');
  });

  test('links to messages under PUBLIC_URL', async () => {
    const posted = { ...GENERAL, message: '12' };
    expect(await stand.adapter.permalink?.(posted)).toBe(`${stand.context.baseUrl}/local/#general/12`);
  });
});

describe('a restart', () => {
  test('keeps messages, private ones, reactions, keys and forms', async () => {
    const posted = await stand.adapter.send(GENERAL, withButton('Une carte'), 'key');
    await stand.adapter.whisper?.(GENERAL, person('yann'), withButton('Rien que pour vous'));
    await stand.does('/local/api/reactions', {
      as: 'yann',
      message: Number(posted.message),
      emoji: '👍',
      standing: true,
    });
    const before = await stand.messages('yann', 'general');
    await stand.adapter.stop();

    const again = await openStand({ dataDir: stand.context.dataDir });
    try {
      expect(await again.messages('yann', 'general')).toEqual(before);
      expect(await again.adapter.send(GENERAL, withButton('Encore'), 'key')).toEqual(posted);
    } finally {
      await again.close();
    }
  });

  test('uses a file of its own in the data folder', async () => {
    await access(join(stand.context.dataDir, 'local-chat.db'));
  });
});

describe('stop', () => {
  test('ends the live connections, refuses requests and puts sends off; twice is once', async () => {
    const live = await stand.listen('yann');
    await Promise.all([stand.adapter.stop(), stand.adapter.stop()]);
    await live.ended;
    expect((await stand.get('/local/api/world')).status).toBe(503);
    await expect(stand.adapter.send(GENERAL, withButton('x'), 'late')).rejects.toMatchObject({
      failure: { scope: 'realm' },
    });
  });

  test('waits for what is in hand', async () => {
    stand.box.hold();
    const body = { as: 'yann', channel: 'general', text: '/idee top', requestId: requestId() };
    const asked = stand.post('/local/api/messages', body);
    while (stand.box.arrivals.length === 0) await new Promise((resolve) => setImmediate(resolve));
    let stopped = false;
    const stopping = stand.adapter.stop().then(() => {
      stopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(stopped).toBe(false);
    stand.box.release();
    expect((await asked).status).toBe(200);
    await stopping;
  });
});

describe('the live connection', () => {
  const send = (text: string) => stand.adapter.send(GENERAL, withButton(text), text);

  test('begins with a refresh and catches up on what was missed', async () => {
    const first = await stand.listen('yann');
    await first.hears('refresh');
    await send('une');
    await first.hears('message');
    const last = first.events.at(-1)?.id;
    first.leave();
    await first.ended;

    await send('deux');
    const second = await stand.listen('yann', last);
    const { message } = await second.hears('message');
    expect(JSON.stringify(message)).toContain('deux');
    expect(second.events).toHaveLength(1);
    second.leave();
  });

  test('refreshes a page that was away too long, or from before a restart', async () => {
    const first = await stand.listen('yann');
    await first.hears('refresh');
    const last = first.events[0]?.id;
    first.leave();
    for (let n = 0; n < 205; n += 1) await send(`n° ${n}`);
    for (const id of [last, 'ffffffff-3', 'nonsense', '']) {
      const away = await stand.listen('yann', id);
      await away.hears('refresh');
      away.leave();
    }
  });
});

test('an adapter that is up says so', () => {
  expect(stand.context.notices).toEqual([{ kind: 'up', realm: 'local', at: stand.context.clock.now() }]);
});
