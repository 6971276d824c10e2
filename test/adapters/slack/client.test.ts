import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { CALL_MS, clientOptions, createClient } from '../../../adapters/slack/client.ts';
import { ManualClock, settled } from '../../manual-clock.ts';

let server: Server;
let answer: RequestListener;
let asked = 0;
let clock: ManualClock;

beforeEach(async () => {
  asked = 0;
  clock = new ManualClock();
  server = createServer((request, response) => {
    asked += 1;
    request.resume().on('end', () => answer(request, response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
});

const apiUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`;
const call = () => createClient('xoxb-A', { apiUrl: apiUrl(), clock }).auth.test();
const failure = () =>
  call().then(
    () => null,
    (error: unknown) => error,
  );

test('an answer comes through, and leaves no timer behind', async () => {
  answer = (_request, response) => response.end(JSON.stringify({ ok: true, team_id: 'T1' }));
  expect(await call()).toMatchObject({ team_id: 'T1' });
  await settled();
  expect(clock.sleeping).toBe(0);
});

test('a call that is not answered ends by the clock of the box, and is not made again', async () => {
  answer = () => {};
  const failed = failure();
  while (asked === 0) await settled();
  await clock.advance(CALL_MS);
  expect(await failed).toBeInstanceOf(WebAPIRequestError);
  expect(asked).toBe(1);
});

test('an answer that stops in its middle ends the same way', async () => {
  answer = (_request, response) => response.write('{"ok":');
  const failed = failure();
  while (asked === 0) await settled();
  await clock.advance(CALL_MS);
  expect(await failed).toBeInstanceOf(WebAPIRequestError);
});

test('a 429 is told at once, also one that does not say for how long', async () => {
  for (const [header, seconds] of [
    ['3', 3],
    [null, 30],
    ['soon', 30],
  ] as const) {
    answer = (_request, response) =>
      response.writeHead(429, header === null ? {} : { 'retry-after': header }).end('{"ok":false}');
    const error = await failure();
    expect(error).toBeInstanceOf(WebAPIRateLimitedError);
    expect((error as WebAPIRateLimitedError).retryAfter).toBe(seconds);
  }
  expect(asked).toBe(3);
});

test('a page of a proxy is no answer of Slack, and its text is nowhere in the error', async () => {
  answer = (_request, response) => response.end('<html>Please log in, Anaïs</html>');
  const error = await failure();
  expect(error).toBeInstanceOf(WebAPIRequestError);
  expect(String(error)).not.toContain('Anaïs');
});

test('a server error is not tried again', async () => {
  answer = (_request, response) => response.writeHead(503).end('down');
  expect(await failure()).toMatchObject({ statusCode: 503 });
  expect(asked).toBe(1);
});

test('two clients never share a token', async () => {
  const tokens: unknown[] = [];
  answer = (request, response) => {
    tokens.push(request.headers.authorization);
    response.end('{"ok":true}');
  };
  const options = { apiUrl: apiUrl(), clock };
  for (const token of ['xoxb-A', 'xoxb-B']) await createClient(token, options).auth.test();
  expect(tokens).toEqual(['Bearer xoxb-A', 'Bearer xoxb-B']);
  expect(clientOptions(options)).not.toHaveProperty('headers');
});
