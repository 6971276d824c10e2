import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Logger as BoltLogger, HTTPReceiver } from '@slack/bolt';
import { readBody } from '../../../src/chat/kit/read-body.ts';
import { refuseUnread } from '../../../src/chat/kit/refuse-unread.ts';
import type { Clock } from '../../../src/clock.ts';
import { Malformed } from '../malformed.ts';
import { claimOf, PROOF_LIFE_MS, proofOf } from './proof.ts';
import { Replays } from './replays.ts';

/** Events, commands and interactions all come here. */
export const REQUEST_PATH = '/slack/events';

/** Slack's own requests are some kilobytes; so much Bolt takes too. */
const BODY_BYTES = 4 * 1024 * 1024;

/** Of what nothing can prove, no more is read than the check of a certificate needs. */
const UNPROVEN_BYTES = 4 * 1024;

/** What Bolt takes for a form: exactly this, no other letter case and no charset behind it. */
const FORM = 'application/x-www-form-urlencoded';

export interface HttpParts {
  signingSecret: string;
  clock: Clock;
  logger: BoltLogger;
  /** False while the box stops: Slack is told to come again. */
  accepting(): boolean;
  /** Slack dropped events; what it says of that. */
  rateLimited(body: unknown): void;
}

/** The way in by HTTP: Bolt's receiver, and the listener that stands before it. */
export interface HttpWay {
  receiver: HTTPReceiver;
  listener: RequestListener;
}

/**
 * Guards Bolt's receiver. Nothing passes that Slack has not signed within five minutes of now, either way, nor the
 * same request twice; nothing that Bolt could not answer (a body that is no object would leave its promise without
 * a handler). Everything else is Bolt's.
 */
export function httpWay({ signingSecret, clock, logger, accepting, rateLimited }: HttpParts): HttpWay {
  const receiver = new HTTPReceiver({
    signingSecret,
    // Done here, by the box's clock.
    signatureVerification: false,
    endpoints: [REQUEST_PATH],
    logger,
    processEventErrorHandler: async ({ response, error }) => {
      if (!response.headersSent) end(response, (error as Error) instanceof Malformed ? 400 : 500);
      // Answered: Bolt stops waiting for an acknowledgement.
      return true;
    },
  });
  const replays = new Replays(clock, 2 * PROOF_LIFE_MS);

  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const claims = claimOf(request.headers, clock.now()) !== null;
    const body = await readBody(request, claims ? BODY_BYTES : UNPROVEN_BYTES);
    if (!body) return refuseUnread(request, response, { status: claims ? 413 : 401, clock });
    const isForm = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() === FORM;
    // A proxy may write it otherwise; what is signed is the body.
    if (isForm) request.headers['content-type'] = FORM;
    const form = isForm ? new URLSearchParams(body.toString()) : null;
    // Slack looks whether the address answers; it does not sign that, and nothing else may ride along.
    if (form?.get('ssl_check') === '1') return end(response, 200);
    const signature = proofOf(request.headers, body, { signingSecret, now: clock.now() });
    if (!signature) return end(response, 401);
    const content = contentOf(body, form);
    if (!content) return end(response, 400);
    if (!accepting()) return end(response, 503);
    if (!replays.take(signature)) return end(response, 200);
    response.once('close', () => {
      if (!response.writableFinished || response.statusCode >= 300) replays.forget(signature);
    });
    // Bolt finds no kind in it, and would let it wait for three seconds.
    if (content.type === 'app_rate_limited') {
      rateLimited(content);
      return end(response, 200);
    }
    receiver.requestListener(Object.assign(request, { rawBody: body }), response);
  }

  return {
    receiver,
    listener(request, response) {
      const path = request.url?.split('?')[0];
      if (path !== REQUEST_PATH) return end(response, 404);
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        return end(response, 405);
      }
      take(request, response).catch(() => {
        if (response.headersSent) response.destroy();
        else end(response, 400);
      });
    },
  };
}

/** What Bolt will read in it; null where that is no object. */
function contentOf(body: Buffer, form: URLSearchParams | null): Record<string, unknown> | null {
  const payload = form ? form.get('payload') : body.toString();
  if (form && payload === null) return Object.fromEntries(form);
  try {
    const content: unknown = JSON.parse(payload ?? '');
    return typeof content === 'object' && content !== null && !Array.isArray(content)
      ? (content as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status).end();
}
