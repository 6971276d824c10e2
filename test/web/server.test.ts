import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { healthz, readyz } from '../../src/web/health.ts';
import { createWebServer, type WebServer } from '../../src/web/server.ts';

let server: WebServer;
let url: string;

beforeEach(async () => {
  server = createWebServer();
  url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
});
afterEach(() => server.close(0));

/** Answers its name and the address it was asked by. */
const named = (name: string): Parameters<WebServer['mount']>[1] => {
  return (request, response) => response.end(`${name} ${request.method} ${request.url}`);
};

const get = async (path: string) => {
  const response = await fetch(`${url}${path}`);
  return { status: response.status, text: await response.text(), headers: response.headers };
};

describe('a mounted listener', () => {
  test('gets its prefix and what is below, the address untouched', async () => {
    server.mount('/slack/', named('slack'));
    server.mount('/healthz', named('health'));
    expect((await get('/slack/events?x=1')).text).toBe('slack GET /slack/events?x=1');
    expect((await get('/healthz?now')).text).toBe('health GET /healthz?now');
    expect((await get('/healthz/deep')).text).toBe('health GET /healthz/deep');
  });

  test('does not get what only begins alike', async () => {
    server.mount('/slack', named('slack'));
    for (const path of ['/slacker', '/', '/Slack', '/x/slack']) {
      expect(await get(path)).toMatchObject({ status: 404, text: '{"error":"not found"}\n' });
    }
  });

  test('of the longer prefix goes first, in whichever order they came', async () => {
    server.mount('/', named('page'));
    server.mount('/local/live', named('live'));
    server.mount('/local', named('local'));
    expect((await get('/local/live/1')).text).toMatch(/^live/);
    expect((await get('/local/other')).text).toMatch(/^local/);
    expect((await get('/anything')).text).toMatch(/^page/);
  });
});

test('a port that is taken is told', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const { port } = taken.address() as AddressInfo;
  await expect(createWebServer().listen(port, '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => taken.close(resolve));
});

describe('closing', () => {
  test('waits for the request in hand and takes no new one', async () => {
    let finish = () => {};
    const reached = new Promise<void>((resolve) => {
      server.mount('/slow', (_request, response) => {
        finish = () => response.end('done');
        resolve();
      });
    });
    const inHand = get('/slow');
    await reached;
    const closing = server.close(60_000);
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
    finish();
    expect((await inHand).text).toBe('done');
    await closing;
  });

  test('ends a request that takes too long', async () => {
    const reached = new Promise<void>((resolve) => server.mount('/never', () => resolve()));
    const inHand = fetch(`${url}/never`);
    inHand.catch(() => {});
    await reached;
    await server.close(1);
    await expect(inHand).rejects.toThrow();
  });
});

describe('health', () => {
  test('/healthz says that the process answers', async () => {
    server.mount('/healthz', healthz);
    const { status, text, headers } = await get('/healthz');
    expect([status, JSON.parse(text), headers.get('cache-control')]).toEqual([200, { ok: true }, 'no-store']);
  });

  test('/readyz is 200 when every part is well', async () => {
    server.mount(
      '/readyz',
      readyz(async () => ({ database: null, local: null })),
    );
    const { status, text, headers } = await get('/readyz');
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { ready: true, parts: { database: 'ok', local: 'ok' } },
    ]);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('/readyz is 503 with what is not well', async () => {
    server.mount(
      '/readyz',
      readyz(async () => ({ database: null, local: 'starting' })),
    );
    const { status, text } = await get('/readyz');
    expect([status, JSON.parse(text)]).toEqual([
      503,
      { ready: false, parts: { database: 'ok', local: 'starting' } },
    ]);
  });

  test('/readyz is 503 when nobody can tell', async () => {
    server.mount(
      '/readyz',
      readyz(() => Promise.reject(new Error('the token is xyz'))),
    );
    const { status, text } = await get('/readyz');
    expect([status, JSON.parse(text)]).toEqual([503, { ready: false, parts: { box: 'cannot tell' } }]);
  });
});
