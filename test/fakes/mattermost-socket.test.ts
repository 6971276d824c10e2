import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { Stage } from './mattermost-stage.ts';
import { type JsonObject, objectOf, parseJson, textOf } from './shared/json.ts';
import { until } from './until.ts';

/** What a client hears over the WebSocket, and how it comes back for what it missed. */

let stage: Stage;
const clients: Client[] = [];
beforeEach(async () => {
  stage = await Stage.set();
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.socket.terminate();
  await stage.stop();
});

class Client {
  readonly heard: JsonObject[] = [];
  readonly socket: WebSocket;
  closed = false;

  constructor(query = '', token = stage.mattermost.bot.token) {
    const headers = token === '' ? {} : { authorization: `Bearer ${token}` };
    this.socket = new WebSocket(`${stage.mattermost.apiUrl.replace('http', 'ws')}/websocket${query}`, {
      headers,
    });
    this.socket.on('message', (data) => this.heard.push(objectOf(parseJson(data.toString())) ?? {}));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => {
      this.closed = true;
    });
    clients.push(this);
  }

  events(name?: string): JsonObject[] {
    return this.heard.filter(({ event }) => event !== undefined && (name === undefined || event === name));
  }

  async hello(): Promise<string> {
    await until(() => this.events('hello').length > 0);
    return textOf(objectOf(this.events('hello')[0]?.data)?.connection_id);
  }
}

const reactionIn = (event: JsonObject | undefined) => parseJson(textOf(objectOf(event?.data)?.reaction));

test('hello is number 0, and a reaction comes as JSON in a string', async () => {
  const bot = new Client();
  expect(await bot.hello()).toMatch(/^[a-z0-9]{26}$/);
  const card = await stage.posted('une carte');
  stage.anais.react(card, '+1');
  await until(() => bot.events('reaction_added').length > 0);
  expect(bot.events().map(({ seq }) => seq)).toEqual([0, 1, 2]);
  expect(reactionIn(bot.events('reaction_added')[0])).toMatchObject({
    user_id: stage.anais.id,
    post_id: card.id,
    emoji_name: '+1',
  });
});

test('nothing is heard of channels one is not in', async () => {
  const bot = new Client();
  await bot.hello();
  const elsewhere = stage.bretagne.channel('ailleurs', { members: [stage.anais], bot: false });
  stage.anais.react(stage.anais.say(elsewhere, 'ici'), '+1');
  stage.anais.say(stage.channel, 'là');
  await until(() => bot.events('posted').length > 0);
  expect(bot.events().map(({ event }) => event)).toEqual(['hello', 'posted']);
});

test('a client that comes back gets what it missed, in order and once', async () => {
  const first = new Client();
  const id = await first.hello();
  first.socket.terminate();
  await stage.mattermost.when(() => stage.mattermost.hub.open.length === 0);
  stage.anais.say(stage.channel, 'un');
  stage.anais.say(stage.channel, 'deux');
  const second = new Client(`?connection_id=${id}&sequence_number=1`);
  await until(() => second.events().length === 2);
  expect(second.events().map(({ event, seq }) => [event, seq])).toEqual([
    ['posted', 1],
    ['posted', 2],
  ]);
});

test('what was sent but not received is sent again', async () => {
  const first = new Client();
  const id = await first.hello();
  stage.anais.say(stage.channel, 'un');
  stage.anais.say(stage.channel, 'deux');
  await until(() => first.events('posted').length === 2);
  first.socket.terminate();
  await stage.mattermost.when(() => stage.mattermost.hub.open.length === 0);
  const second = new Client(`?connection_id=${id}&sequence_number=2`);
  await until(() => second.events().length > 0);
  expect(second.events().map(({ seq }) => seq)).toEqual([2]);
});

test('a connection whose socket is still open goes on for nobody else: a client begins anew', async () => {
  const first = new Client();
  const id = await first.hello();
  const second = new Client(`?connection_id=${id}&sequence_number=1`);
  expect(await second.hello()).not.toBe(id);
  expect(first.closed).toBe(false);
});

test('an answer that found no way out waits in the queue for whoever goes on with the connection', async () => {
  const { hub } = stage.mattermost;
  const first = new Client();
  const id = await first.hello();
  hub.stall();
  first.socket.send(JSON.stringify({ seq: 7, action: 'ping' }));
  await until(() => hub.open[0]?.waiting === 1);
  first.socket.terminate();
  await stage.mattermost.when(() => hub.open.length === 0);
  const second = new Client(`?connection_id=${id}&sequence_number=1`);
  await until(() => second.heard.length > 0);
  expect(second.heard).toEqual([{ status: 'OK', data: { text: 'pong' }, seq_reply: 7 }]);
});

test.each([
  [
    'after more than is kept',
    () => Array.from({ length: 130 }, () => stage.anais.say(stage.channel, 'encore')),
    '1',
  ],
  ['after a restart', () => stage.mattermost.hub.forget(), '1'],
])('%s, a client begins anew under another id', async (_when, happens, sequence) => {
  const first = new Client();
  const id = await first.hello();
  happens();
  first.socket.terminate();
  await until(() => first.closed);
  const second = new Client(`?connection_id=${id}&sequence_number=${sequence}`);
  expect(await second.hello()).not.toBe(id);
  expect(second.events()[0]).toMatchObject({ event: 'hello', seq: 0 });
});

test('who comes with a challenge is greeted, but cannot come back', async () => {
  const first = new Client('', '');
  await until(() => first.socket.readyState === WebSocket.OPEN);
  const challenge = {
    seq: 1,
    action: 'authentication_challenge',
    data: { token: stage.mattermost.bot.token },
  };
  first.socket.send(JSON.stringify(challenge));
  const id = await first.hello();
  expect(first.heard[0]).toEqual({ status: 'OK', seq_reply: 1 });
  first.socket.terminate();
  const second = new Client(`?connection_id=${id}&sequence_number=1`, '');
  await until(() => second.socket.readyState === WebSocket.OPEN);
  second.socket.send(JSON.stringify(challenge));
  expect(await second.hello()).not.toBe(id);
});

test('who does not say who they are is let in, hears nothing, and is sent away after five seconds', async () => {
  const stranger = new Client('', 'n'.repeat(26));
  await until(() => stranger.socket.readyState === WebSocket.OPEN);
  stage.anais.say(stage.channel, 'un');
  await stage.clock.advance(5_000);
  await until(() => stranger.closed);
  expect(stranger.heard).toEqual([]);
});

test('an upgrade can be refused, an event lost, a connection closed', async () => {
  stage.mattermost.socket.refuse({ status: 502 });
  const refused = new Client();
  await until(() => refused.closed);
  const bot = new Client();
  await bot.hello();
  stage.mattermost.hub.lose('posted');
  stage.anais.say(stage.channel, 'perdu');
  stage.anais.say(stage.channel, 'reçu');
  await until(() => bot.events('posted').length > 0);
  expect(bot.events('posted').map(({ seq }) => seq)).toEqual([2]);
  stage.mattermost.hub.closeAll(1001);
  await until(() => bot.closed);
  expect(refused.heard).toEqual([]);
});
