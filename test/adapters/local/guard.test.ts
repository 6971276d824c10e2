import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { BODY_BYTES } from '../../../adapters/local/requests.ts';
import { openStand, requestId, type Stand } from './stand.ts';

let stand: Stand;
beforeEach(async () => {
  stand = await openStand({ publicUrl: new URL('https://idees.example.fr') });
});
afterEach(() => stand.close());

/** fetch does not let Host be chosen; a plain socket does. */
function status(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  const { hostname, port } = new URL(stand.context.baseUrl);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

const port = () => new URL(stand.context.baseUrl).port;

describe('Host', () => {
  test.each([
    ['127.0.0.1 with the port', () => `127.0.0.1:${port()}`, 200],
    ['localhost with the port', () => `localhost:${port()}`, 200],
    ['[::1] with the port', () => `[::1]:${port()}`, 200],
    ["PUBLIC_URL's host", () => 'idees.example.fr', 200],
    ["PUBLIC_URL's host with its port written out", () => 'idees.example.fr:443', 200],
    ["PUBLIC_URL's host with another port", () => 'idees.example.fr:8443', 403],
    ['loopback with another port', () => 'localhost:1', 403],
    ['loopback without the port', () => 'localhost', 403],
    ['a name that may resolve to this machine', () => `evil.example:${port()}`, 403],
    ['a name that begins like loopback', () => `localhost.evil.example:${port()}`, 403],
    ['a name that begins like an address', () => `127.0.0.1.evil.example:${port()}`, 403],
  ])('%s', async (_name, host, expected) => {
    expect(await status('/local/api/world', { host: host() })).toBe(expected);
  });
});

describe('Origin and Sec-Fetch-Site', () => {
  const own = () => stand.context.baseUrl;

  test.each([
    ['the page itself', () => ({ origin: own(), 'sec-fetch-site': 'same-origin' }), 200],
    ['the address bar', () => ({ 'sec-fetch-site': 'none' }), 200],
    ['another site', () => ({ origin: 'https://evil.example' }), 403],
    ['another port of this machine', () => ({ origin: 'http://127.0.0.1:1' }), 403],
    ['a sandboxed frame', () => ({ origin: 'null' }), 403],
    ['another site, without Origin', () => ({ 'sec-fetch-site': 'cross-site' }), 403],
    ['a neighbour, without Origin', () => ({ 'sec-fetch-site': 'same-site' }), 403],
  ])('a read from %s', async (_name, headers, expected) => {
    expect((await stand.get('/local/api/world', headers())).status).toBe(expected);
  });

  test('a write from another site changes nothing', async () => {
    const body = { as: 'camille', requestId: requestId(), channel: 'general', text: '/idee top' };
    const reply = await stand.post('/local/api/messages', body, { origin: 'https://evil.example' });
    expect(reply.status).toBe(403);
    expect(reply.json.error).toContain('autre site');
    expect(stand.box.arrivals).toEqual([]);
  });

  test('a form of another site cannot pass for JSON', async () => {
    const reply = await stand.post('/local/api/messages', '{}', { 'content-type': 'text/plain' });
    expect(reply.status).toBe(415);
  });

  test('a link on another site may open the page, not read anything', async () => {
    const visit = {
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(await status('/', { ...visit, host: `localhost:${port()}` })).toBe(302);
    expect(await status('/', { ...visit, host: `localhost:${port()}`, 'sec-fetch-dest': 'iframe' })).toBe(
      403,
    );
  });
});

describe('every answer', () => {
  test('carries the headers that keep the page to itself', async () => {
    for (const path of ['/local/', '/local/api/world', '/local/nothing']) {
      const { headers } = await stand.get(path);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('leads from / to the page, and from nowhere else', async () => {
    expect((await stand.get('/')).headers.get('location')).toBe('/local/');
    expect((await stand.get('/elsewhere')).status).toBe(404);
  });

  test('says in the language asked for what is wrong', async () => {
    const french = await stand.get('/local/api/messages?as=yann&channel=labo-rh');
    const english = await stand.get('/local/api/messages?as=yann&channel=labo-rh', {
      'accept-language': 'en-GB',
    });
    expect(french.json.error).toMatch(/n'existe pas/);
    expect(english.json.error).toMatch(/does not exist/);
  });
});

describe('bodies', () => {
  const said = (text: string) => ({ as: 'camille', requestId: requestId(), channel: 'general', text });

  test('just under the limit are taken, one byte more is refused with what to do', async () => {
    const overhead = JSON.stringify(said('')).length;
    const largest = said('x'.repeat(BODY_BYTES - overhead - 1));
    expect((await stand.post('/local/api/messages', largest)).status).toBe(200);
    const tooLarge = await stand.post('/local/api/messages', said('x'.repeat(BODY_BYTES)));
    expect(tooLarge.status).toBe(413);
    expect(tooLarge.json.error).toContain('256');
    expect((await stand.get('/local/api/world')).status).toBe(200);
  });

  test.each([
    ['no JSON', '{'],
    ['not an object', '3'],
    ['nobody', JSON.stringify({ as: 'nobody', requestId: 'request-0', channel: 'general', text: 'x' })],
    ['no request id', JSON.stringify({ as: 'camille', channel: 'general', text: 'x' })],
    [
      'an empty text',
      JSON.stringify({ as: 'camille', requestId: 'request-0', channel: 'general', text: ' \n' }),
    ],
    [
      'a text that is none',
      JSON.stringify({ as: 'camille', requestId: 'request-0', channel: 'general', text: [] }),
    ],
  ])('%s: 400 with an error', async (_name, body) => {
    const reply = await stand.post('/local/api/messages', body);
    expect(reply.status).toBe(400);
    expect(reply.json.error).toEqual(expect.any(String));
  });

  test.each(['a b', '1', ''])('a value cannot be named %j', async (name) => {
    const body = `{"as":"camille","requestId":"request-0","token":"x","values":{"${name}":"1"}}`;
    expect((await stand.post('/local/api/submit', body)).status).toBe(400);
  });
});
