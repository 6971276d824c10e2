import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import { callsTo } from '../../../adapters/slack/calls.ts';
import { createClient } from '../../../adapters/slack/client.ts';
import * as failing from '../../../src/chat/kit/failing.ts';
import { createLogger } from '../../../src/log.ts';
import { ManualClock } from '../../manual-clock.ts';

let server: Server;
let client: WebClient;
let asked: number;
/** So many requests are answered by closing the connection. */
let closes: number;

beforeEach(async () => {
  [asked, closes] = [0, 1];
  server = createServer((request, response) => {
    asked += 1;
    if (asked <= closes) request.socket.destroy();
    else request.resume().on('end', () => response.end('{"ok":true}'));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  client = createClient('xoxb-A', { apiUrl: `http://127.0.0.1:${port}/api/`, clock: new ManualClock() });
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

const calls = callsTo(createLogger('silent'), () => {});

test('what may be asked twice goes on over another connection, at once', async () => {
  const answer = await calls(client, failing.again('users.info'), (slack) =>
    slack.users.info({ user: 'U1' }),
  );
  expect(answer.ok).toBe(true);
  expect(asked).toBe(2);
});

test('it is asked once more, not for ever', async () => {
  closes = 9;
  const answer = calls(client, failing.again('users.info'), (slack) => slack.users.info({ user: 'U1' }));
  await expect(answer).rejects.toMatchObject({ failure: failing.LATER });
  expect(asked).toBe(2);
});

test('what would be done twice is left in doubt', async () => {
  const sent = calls(client, failing.once('chat.postMessage'), (slack) =>
    slack.chat.postMessage({ channel: 'C1', text: 'Bonjour' }),
  );
  await expect(sent).rejects.toMatchObject({ failure: { inDoubt: true } });
  expect(asked).toBe(1);
});
