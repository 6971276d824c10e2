import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { leanFetch } from '../../../src/chat/kit/lean-fetch.ts';

let server: Server;
let answer: RequestListener;

beforeEach(async () => {
  server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(async () => {
  server.close();
  server.closeAllConnections();
  await once(server, 'close');
});

const url = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;

test('sends method, headers and text, and gives status, headers and text back', async () => {
  answer = async (request, response) => {
    request.setEncoding('utf8');
    let text = '';
    for await (const part of request) text += part;
    response.writeHead(429, { 'retry-after': '7', 'set-cookie': ['a=1', 'b=2'] });
    response.end(`${request.method} ${request.headers['x-who']} ${text}`);
  };
  const response = await leanFetch(url(), { method: 'post', headers: { 'X-Who': 'box' }, body: 'né à 8 €' });
  expect(response.status).toBe(429);
  expect(response.headers.get('retry-after')).toBe('7');
  expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
  expect(await response.text()).toBe('POST box né à 8 €');
});

test('a redirection is not followed, whatever it leads to', async () => {
  let asked = 0;
  answer = (_, response) => {
    asked += 1;
    response.writeHead(302, { location: url() }).end();
  };
  expect((await leanFetch(url(), { method: 'POST', body: 'x' })).status).toBe(302);
  expect(asked).toBe(1);
});

test.each([204, 304])('an answer of %d has no text', async (status) => {
  answer = (_, response) => response.writeHead(status).end();
  const response = await leanFetch(url());
  expect(response.status).toBe(status);
  expect(await response.text()).toBe('');
});

test('ends by its signal, with its reason', async () => {
  answer = () => {};
  const late = new AbortController();
  const ended = leanFetch(url(), { signal: late.signal });
  late.abort(new Error('no answer in time'));
  await expect(ended).rejects.toThrow('no answer in time');
});

test('rejects with the code of the network', async () => {
  const nowhere = url();
  server.close();
  await once(server, 'close');
  await expect(leanFetch(nowhere)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

test('sends nothing but texts', async () => {
  await expect(leanFetch(url(), { method: 'POST', body: new FormData() })).rejects.toThrow('only a text');
});

test.each(['GET', 'POST'])(
  'a %s whose connection breaks off is sent once: whoever asks knows whether again',
  async (method) => {
    let asked = 0;
    answer = (request, response) => {
      asked += 1;
      if (asked === 1) request.socket.destroy();
      else response.end('here');
    };
    await expect(leanFetch(url(), { method })).rejects.toThrow();
    expect(asked).toBe(1);
  },
);
