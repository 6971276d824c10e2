import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { refuseUnread } from '../../../src/chat/kit/refuse-unread.ts';
import { ManualClock } from '../../manual-clock.ts';

const MIB = 1024 * 1024;

let clock: ManualClock;
let server: Server;
let sender: Socket;

beforeEach(async () => {
  clock = new ManualClock();
  server = createServer((request, response) => void refuseUnread(request, response, { status: 413, clock }));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
  sender.on('error', () => {});
});
afterEach(async () => {
  sender.destroy();
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

/** Resolves once the connection is over, also by a reset. */
function cutOff(): Promise<void> {
  return new Promise((over) => sender.once('close', () => over()));
}

/** Announces a body of so many bytes and gives the first line of the answer. */
async function answerTo(bytes: number): Promise<string> {
  sender.write(`POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${bytes}\r\n\r\n`);
  const [answer] = await once(sender, 'data');
  return String(answer).split('\r\n')[0] ?? '';
}

test('who never sends the body is answered at once, and cut off after five seconds', async () => {
  expect(await answerTo(10)).toBe('HTTP/1.1 413 Payload Too Large');
  expect(sender.closed).toBe(false);
  const over = cutOff();
  await clock.advance(5_000);
  await over;
  expect(clock.sleeping).toBe(0);
});

test('who sends without end is cut off after 32 MiB', async () => {
  await answerTo(1024 * MIB);
  const over = cutOff();
  const piece = Buffer.alloc(MIB);
  for (let sent = 0; sent < 64 && !sender.closed; sent += 1) {
    await new Promise((written) => sender.write(piece, written));
  }
  await over;
  expect(sender.bytesWritten).toBeGreaterThanOrEqual(32 * MIB);
  expect(sender.bytesWritten).toBeLessThan(64 * MIB);
});
