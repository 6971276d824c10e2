import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { type Json, type JsonObject, objectOf, parseJson, textOf } from './shared/json.ts';
import { Stage } from './slack-stage.ts';
import { until } from './until.ts';

/** Socket Mode, heard by the least client there can be. */

let stage: Stage;
let clients: Client[];

beforeEach(async () => {
  stage = await Stage.set({ way: 'socket' });
  clients = [];
});
afterEach(async () => {
  for (const client of clients) client.socket.terminate();
  await stage.stop();
});

/** Keeps every message; acknowledges envelopes with what `answer` says, or not at all for 'never'. */
class Client {
  readonly heard: JsonObject[] = [];
  readonly envelopes: JsonObject[] = [];
  answer: (envelope: JsonObject) => Json | 'never' = () => null;
  readonly socket: WebSocket;

  constructor(address: string) {
    this.socket = new WebSocket(address);
    this.socket.on('error', () => {});
    this.socket.on('message', (data) => {
      const message = objectOf(parseJson(String(data))) ?? {};
      this.heard.push(message);
      if (typeof message.envelope_id === 'string') this.#acknowledge(message);
    });
  }

  /** Resolves when it was let in, rejects when not. */
  static async connect(address: string): Promise<Client> {
    const client = new Client(address);
    await new Promise<void>((resolve, reject) => {
      client.socket.once('message', () => resolve());
      client.socket.once('error', reject);
    });
    clients.push(client);
    return client;
  }

  #acknowledge(envelope: JsonObject): void {
    this.envelopes.push(envelope);
    const payload = this.answer(envelope);
    if (payload === 'never') return;
    this.socket.send(
      JSON.stringify({ envelope_id: envelope.envelope_id, ...(payload === null ? {} : { payload }) }),
    );
  }
}

const address = async () =>
  textOf((await stage.call('apps.connections.open', {}, stage.slack.app.appToken)).url);
const connected = async () => Client.connect(await address());

test('the address needs an app-level token with its scope', async () => {
  expect(await stage.call('apps.connections.open')).toMatchObject({ error: 'not_allowed_token_type' });
  expect(await stage.call('apps.connections.open', {}, 'xapp-other')).toMatchObject({
    error: 'invalid_auth',
  });
  stage.slack.app.appScopes.clear();
  expect(await stage.call('apps.connections.open', {}, stage.slack.app.appToken)).toMatchObject({
    error: 'missing_scope',
  });
});

test('an address lets one connection in, once and soon', async () => {
  const once = await address();
  const client = await Client.connect(once);
  expect(client.heard[0]).toMatchObject({
    type: 'hello',
    num_connections: 1,
    connection_info: { app_id: stage.slack.app.id },
  });
  await expect(Client.connect(once)).rejects.toThrow('401');
  const old = await address();
  await stage.clock.advance(30_001);
  await expect(Client.connect(old)).rejects.toThrow('401');
});

test('commands, presses, forms and events come in envelopes and are answered in acknowledgements', async () => {
  const client = await connected();
  client.answer = () => ({ text: 'Bonjour' });
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({ error: null });
  expect(stage.anais.whisper?.text).toBe('Bonjour');
  expect(client.envelopes[0]).toMatchObject({
    type: 'slash_commands',
    accepts_response_payload: true,
    payload: { command: '/idee' },
  });

  const view = {
    type: 'modal',
    title: { type: 'plain_text', text: 'Idée' },
    submit: { type: 'plain_text', text: 'Publier' },
    blocks: [
      {
        type: 'input',
        block_id: 't',
        label: { type: 'plain_text', text: 'Titre' },
        element: { type: 'plain_text_input', action_id: 'v' },
      },
    ],
  };
  await stage.call('views.open', { trigger_id: stage.slack.trigger(stage.anais), view });
  client.answer = () => ({ response_action: 'errors', errors: { t: 'Non' } });
  await stage.anais.submit({ t: 'x' });
  expect(stage.anais.modal?.fields).toMatchObject([{ error: 'Non' }]);
  client.answer = () => ({});
  await stage.anais.submit({ t: 'x' });
  expect(stage.anais.modal).toBeNull();

  stage.anais.openHome();
  await stage.slack.settle();
  expect(client.envelopes.at(-1)).toMatchObject({
    type: 'events_api',
    accepts_response_payload: false,
    retry_attempt: 0,
    payload: { type: 'event_callback', event: { type: 'app_home_opened' } },
  });
});

test('each envelope goes to one of the connections', async () => {
  const [one, two] = [await connected(), await connected()];
  for (let count = 0; count < 40; count += 1)
    await stage.anais.command('/idee', String(count), stage.channel);
  expect(one.envelopes.length + two.envelopes.length).toBe(40);
  expect(one.envelopes.length).toBeGreaterThan(5);
  expect(two.envelopes.length).toBeGreaterThan(5);
});

test('an eleventh connection is one too many', async () => {
  for (let count = 0; count < 10; count += 1) await connected();
  const last = await connected();
  await until(() => last.socket.readyState === WebSocket.CLOSED);
  expect(last.heard).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
  expect(stage.slack.socket.connections).toBe(10);
});

test('an event nobody acknowledges is sent again; a command is lost', async () => {
  const client = await connected();
  client.answer = ({ retry_attempt }) => (retry_attempt === 1 ? null : 'never');
  stage.anais.openHome();
  await until(() => client.envelopes.length === 1);
  await stage.clock.advance(3_000);
  await until(() => client.envelopes.length === 2);
  expect(client.envelopes[1]).toMatchObject({ retry_attempt: 1, retry_reason: 'timeout' });
  expect(client.envelopes[1]?.payload).toEqual(client.envelopes[0]?.payload);
  await stage.slack.settle();

  const command = stage.anais.command('/idee', 'x', stage.channel);
  await until(() => client.envelopes.length === 3);
  await stage.clock.advance(3_000);
  expect(await command).toMatchObject({ error: 'operation_timeout' });
});

test('with no connection a command fails at once and an event waits for its retries', async () => {
  expect(await stage.anais.command('/idee', 'x', stage.channel)).toMatchObject({ error: 'dispatch_failed' });
  stage.anais.openHome();
  await stage.slack.settle();
  const client = await connected();
  await stage.clock.advance(60_000);
  await until(() => client.envelopes.length === 1);
  expect(client.envelopes[0]).toMatchObject({ retry_attempt: 2 });
});

test('a warning leaves the connection open, a refresh closes it, a cut says nothing', async () => {
  const client = await connected();
  stage.slack.socket.disconnect('warning');
  await until(() => client.heard.length === 2);
  expect(client.heard[1]).toMatchObject({ type: 'disconnect', reason: 'warning' });
  expect(stage.slack.socket.connections).toBe(1);
  stage.slack.socket.disconnect('refresh_requested');
  await until(() => client.socket.readyState === WebSocket.CLOSED);
  const other = await connected();
  stage.slack.socket.cut();
  await until(() => other.socket.readyState === WebSocket.CLOSED);
  expect(other.heard).toHaveLength(1);
});

test('a connection that breaks before the acknowledgement does not keep the event', async () => {
  const [first] = [await connected()];
  first.answer = () => 'never';
  stage.anais.openHome();
  await until(() => first.envelopes.length === 1);
  const second = await connected();
  stage.slack.socket.cut('one');
  await until(() => second.envelopes.length === 1);
  expect(second.envelopes[0]).toMatchObject({ retry_attempt: 1 });
});

test('pings are answered', async () => {
  const client = await connected();
  await new Promise((resolve) => {
    client.socket.once('pong', resolve);
    client.socket.ping();
  });
});
