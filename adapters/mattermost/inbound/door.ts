import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AdapterContext } from '../../../src/chat/adapter.ts';
import type { InHand } from '../../../src/chat/kit/in-hand.ts';
import { readBody } from '../../../src/chat/kit/read-body.ts';
import { refuseUnread } from '../../../src/chat/kit/refuse-unread.ts';
import { Seldom } from '../../../src/chat/kit/seldom.ts';
import type { Reply } from '../conversation.ts';
import { type DoorName, doorAt } from '../doors.ts';
import { codeOf } from '../mattermost-error.ts';
import type { Site } from '../site.ts';
import type { Sites } from '../sites.ts';
import { takeCommand } from './commands.ts';
import type { InboundParts } from './parts.ts';
import { takePress } from './presses.ts';
import { takeSubmit } from './submits.ts';

/** The server's own requests are some kilobytes; a form's texts a hundred. */
const BODY_BYTES = 1024 * 1024;

/** Ways for a request to break off, and for what follows one to fail, that are told in an hour. */
const BROKEN = 10;

/** What a door takes: an arrival and its reply, or null for what it was not made for. */
interface Door {
  take(parts: InboundParts, site: Site, body: string): Promise<Reply | null>;
  /** A text in the shape of this door's replies. */
  saying(text: string): object;
}

const DOORS: Readonly<Record<DoorName, Door>> = {
  command: {
    take: (parts, site, body) => takeCommand(parts, site, new URLSearchParams(body)),
    saying: (text) => ({ response_type: 'ephemeral', text, skip_slack_parsing: true }),
  },
  action: {
    take: (parts, site, body) => takePress(parts, site, objectIn(body)),
    saying: (text) => ({ ephemeral_text: text, skip_slack_parsing: true }),
  },
  dialog: {
    take: (parts, site, body) => takeSubmit(parts, site, objectIn(body)),
    saying: (error) => ({ error }),
  },
};

export interface DoorParts {
  ctx: Pick<AdapterContext, 'words' | 'log' | 'clock'>;
  /** What the adapter works with between start and stop; null before and after. */
  open(): { sites: Sites; inbound: InboundParts; inHand: InHand } | null;
}

/**
 * Takes what the servers send. Mattermost shows people an error for every status but 200, so whatever a person can be
 * told is a 200; other statuses are for requests that no server makes.
 */
export function doorListener({ ctx, open }: DoorParts): RequestListener {
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = doorAt(request.url?.split('?')[0] ?? '');
    if (!found) return end(response, 404);
    if (request.method !== 'POST') return end(response, 405, { allow: 'POST' });
    const door = DOORS[found.door];
    const opened = open();
    if (!opened) return send(response, door.saying(ctx.words().tryAgain));
    const site = opened.sites.byRealm(found.realm);
    if (!site && opened.sites.isAwaited(found.realm))
      return send(response, door.saying(ctx.words().tryAgain));
    if (!site) return end(response, 404);
    const body = await readBody(request, BODY_BYTES);
    if (!body) return refuseUnread(request, response, { status: 413, clock: ctx.clock });
    const reply = await door.take(opened.inbound, site, body.toString());
    if (!reply) return end(response, 400);
    await send(response, reply.body);
    await reply.after?.().catch((error: unknown) => {
      const code = codeOf(error);
      // A server that is out of order fails it for all who ask.
      if (unfollowed.due(code))
        ctx.log.error({ code }, 'mattermost: a request was answered, what was to follow failed');
    });
  }

  const broken = new Seldom(ctx.clock, { most: BROKEN });
  const unfollowed = new Seldom(ctx.clock, { most: BROKEN });

  return (request, response) => {
    const taken = take(request, response).catch((error: unknown) => {
      const code = codeOf(error);
      // Of what broke off before it was whole anybody can send any number.
      if (request.complete || broken.due(code))
        ctx.log.error({ code }, 'mattermost: a request was not answered');
      if (!response.headersSent) end(response, 500);
    });
    open()?.inHand.hold(taken);
  };
}

/** Resolves when it has left, or nobody waits for it any more: what follows must not come before it. */
function send(response: ServerResponse, body: object): Promise<void> {
  return new Promise((resolve) => {
    response.once('close', resolve);
    // Their types are compared letter for letter by some clients of this platform.
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify(body), () => resolve());
  });
}

function end(response: ServerResponse, status: number, headers: Record<string, string> = {}): void {
  response.writeHead(status, headers).end();
}

/** Null for what is no JSON. */
function objectIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
