import type { RequestListener } from 'node:http';
import { getRequestListener, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { InHand } from '../../src/chat/kit/in-hand.ts';
import type { Logger } from '../../src/log.ts';
import { assets } from './assets.ts';
import { Refusal } from './errors.ts';
import { type Address, refuseForeign } from './guard.ts';

/** Nothing but what this server itself serves, and nobody may frame it. */
const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

export interface AppParts {
  address: Address;
  /** Mounted together under /local/api. */
  api: readonly Hono[];
  inHand: InHand;
  log: Logger;
  /** Said with a failure that is ours. */
  apology(languages: string | undefined): string;
}

/**
 * The HTTP face of the open chat: page and API under /local/, and `/` which leads there. Every request
 * passes the guard first; every error is JSON `{error: text}`.
 */
export function localApp({ address, api, inHand, log, apology }: AppParts): RequestListener {
  const app = new Hono<{ Bindings: HttpBindings }>();

  app.use(async (c, next) => {
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
    refuseForeign(c.env.incoming, address);
    await next();
  });

  app.get('/', (c) => c.redirect('/local/'));
  app.get('/local', (c) => c.redirect('/local/'));
  app.route('/', assets());

  app.use('/local/api/*', async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const work = next();
    if (c.req.method === 'POST') inHand.hold(work);
    await work;
  });
  for (const routes of api) app.route('/local/api', routes);

  app.notFound((c) =>
    c.json({ error: new Refusal('unknown').textFor(c.req.header('accept-language')) }, 404),
  );

  app.onError((error, c) => {
    const languages = c.req.header('accept-language');
    if (error instanceof Refusal) return c.json({ error: error.textFor(languages) }, error.status);
    log.error({ err: error, path: c.req.path }, 'local chat: a request failed');
    return c.json({ error: apology(languages) }, 500);
  });

  // The process's own Request and Response are left as they are.
  return getRequestListener(app.fetch, { overrideGlobalObjects: false });
}

/** What a request gets while the chat is not open. */
export const closedApp: RequestListener = (request, response) => {
  const refusal = new Refusal('closed');
  response.writeHead(refusal.status, { 'Content-Type': 'application/json', 'Retry-After': '1' });
  response.end(JSON.stringify({ error: refusal.textFor(request.headers['accept-language']) }));
};
