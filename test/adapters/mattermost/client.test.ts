import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CALL_MS, MattermostClient } from '../../../adapters/mattermost/client.ts';
import {
  type CallFailure,
  codeOf,
  MattermostError,
  UNNAMED,
} from '../../../adapters/mattermost/mattermost-error.ts';
import { ManualClock, settled } from '../../manual-clock.ts';

let server: Server;
let answer: RequestListener;
let asked: IncomingMessage[] = [];
let clock: ManualClock;

beforeEach(async () => {
  asked = [];
  clock = new ManualClock();
  server = createServer((request, response) => {
    asked.push(request);
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

const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const client = (path = '', token = 'a'.repeat(26)) =>
  new MattermostClient({ url: `${base()}${path}`, token, clock });

async function failure(call: Promise<unknown> = client().getMe()): Promise<CallFailure> {
  const error = await call.then(
    () => new Error('it did not fail'),
    (reason: unknown) => reason,
  );
  if (error instanceof MattermostError) return error.failure;
  throw error;
}

test('a sub-path and a slash at the end lead to the right address', async () => {
  answer = (_request, response) => response.end('{"id":"x"}');
  for (const path of ['', '/', '/chat', '/chat/']) await client(path).getMe();
  expect(asked.map(({ url }) => url)).toEqual([
    '/api/v4/users/me',
    '/api/v4/users/me',
    '/chat/api/v4/users/me',
    '/chat/api/v4/users/me',
  ]);
});

test('JSON is read whatever its type is called, and no timer is left behind', async () => {
  for (const type of ['application/json', 'application/json; charset=utf-8', 'text/plain']) {
    answer = (_request, response) => response.writeHead(200, { 'content-type': type }).end('{"id":"x"}');
    expect(await client().getMe()).toEqual({ id: 'x' });
  }
  await settled();
  expect(clock.sleeping).toBe(0);
});

test('two clients never share a token, and none sends a cookie', async () => {
  answer = (_request, response) => response.writeHead(200, { 'set-cookie': 'MMAUTHTOKEN=x' }).end('{}');
  for (const token of ['A', 'B', 'A']) await client('', token).getMe();
  expect(asked.map(({ headers }) => headers.authorization?.toLowerCase())).toEqual([
    'bearer a',
    'bearer b',
    'bearer a',
  ]);
  expect(asked.some(({ headers }) => headers.cookie !== undefined)).toBe(false);
});

test('a call that is not answered ends by the clock of the box, and is not made again', async () => {
  answer = () => {};
  const failed = failure();
  while (asked.length === 0) await settled();
  await clock.advance(CALL_MS);
  expect(await failed).toMatchObject({ id: null, status: null });
  expect(asked).toHaveLength(1);
});

test('an answer that stops in its middle ends the same way', async () => {
  answer = (_request, response) => response.write('{"id":');
  const failed = failure();
  while (asked.length === 0) await settled();
  await clock.advance(CALL_MS);
  expect(await failed).toMatchObject({ status: null });
});

test('an error of the server is known by its id, never by its sentence', async () => {
  const body = { id: 'app.post.get.app_error', message: 'Anaïs wrote that', status_code: 404 };
  answer = (_request, response) => response.writeHead(404).end(JSON.stringify(body));
  const error = await client()
    .getPost('x')
    .catch((reason: unknown) => reason);
  expect(codeOf(error)).toBe('app.post.get.app_error');
  expect(JSON.stringify([String(error), error])).not.toContain('Anaïs');
});

test('a sentence in the place of a name, as a plugin that refuses gives it, is told nowhere', async () => {
  const body = { id: 'Post rejected by plugin. Anaïs wrote that', status_code: 400 };
  answer = (_request, response) => response.writeHead(400).end(JSON.stringify(body));
  const error = await client()
    .getMe()
    .catch((reason: unknown) => reason);
  expect((error as MattermostError).failure).toEqual({ id: UNNAMED, status: 400 });
  expect(codeOf(error)).toBe('unnamed');
  expect(JSON.stringify([String(error), error])).not.toContain('Anaïs');
});

test('a 429 in plain text says how long to wait, in whatever header it is', async () => {
  for (const [headers, retryAfterMs] of [
    [{ 'retry-after': '3' }, 3_000],
    [{ 'x-ratelimit-reset': '2' }, 2_000],
    [{ 'retry-after': 'soon' }, 5_000],
    [{}, 5_000],
  ] as const) {
    answer = (_request, response) =>
      response.writeHead(429, { ...headers, 'content-type': 'text/plain' }).end('limit exceeded');
    expect(await failure()).toEqual({ id: null, status: 429, retryAfterMs });
  }
});

test('a page of a proxy is no answer of the server, and its text is nowhere in the error', async () => {
  for (const status of [200, 403, 404, 502, 503]) {
    answer = (_request, response) =>
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html>Please log in, Anaïs</html>');
    const error = await client()
      .getMe()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MattermostError);
    expect((error as MattermostError).failure).toMatchObject({ id: null, status });
    expect(JSON.stringify([String(error), error])).not.toContain('Anaïs');
  }
});

test('a redirection is not followed, and says where it leads without its query', async () => {
  answer = (_request, response) =>
    response.writeHead(301, { location: 'https://chat.example.fr/x?token=secret' }).end();
  expect(await failure()).toEqual({ id: null, status: 301, location: 'https://chat.example.fr/x' });
  expect(asked).toHaveLength(1);
});

test('where nothing listens, the network says why', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  const lost = new MattermostClient({ url: `http://127.0.0.1:${port}`, token: 'x', clock });
  expect(await failure(lost.getMe())).toEqual({ id: null, status: null, reason: 'ECONNREFUSED' });
});
