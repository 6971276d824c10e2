import type { RequestListener } from 'node:http';
import type { Receiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import { type AdapterContext, SetupError } from '../../src/chat/adapter.ts';
import type { Inbox } from '../../src/chat/arrival.ts';
import { InHand } from '../../src/chat/kit/in-hand.ts';
import { knowing } from '../../src/chat/kit/knowing.ts';
import { Locales } from '../../src/chat/kit/locales.ts';
import { persistently } from '../../src/chat/kit/persistently.ts';
import { Remembered } from '../../src/chat/kit/remembered.ts';
import { ServerTime } from '../../src/chat/kit/server-time.ts';
import { boltApp } from './bolt-app.ts';
import { boltLog } from './bolt-log.ts';
import { callsTo } from './calls.ts';
import { createClient } from './client.ts';
import { codeOf } from './codes.ts';
import { Conversation } from './conversation.ts';
import type { Environment } from './environment.ts';
import { restAfter } from './errors.ts';
import { HomePages } from './home-pages.ts';
import { Homes } from './homes.ts';
import { rateLimitedShape } from './inbound/payloads.ts';
import { joinLater } from './joining.ts';
import { Losing } from './losing.ts';
import { MentionNames } from './mention-names.ts';
import { Modals } from './modals.ts';
import { OpenForms } from './open-forms.ts';
import { openWorkspaces } from './open-workspaces.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import { httpWay } from './receivers/http.ts';
import { Sockets } from './receivers/sockets.ts';
import { Senders } from './senders.ts';
import { Telling } from './telling.ts';
import { Trouble } from './trouble.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** The adapter between start and stop. */
export interface OpenSlack {
  outbound: Outbound;
  /** Takes what comes over HTTP; null where nothing does. */
  listener: RequestListener | null;
  /** Resolves once events can arrive. */
  listen(): Promise<void>;
  /** Takes nothing more, and resolves when what is in hand is answered, soon in any case. */
  close(): Promise<void>;
}

/** A trigger lives for three seconds: whatever opens a view is sent at once, however slow Slack is. */
const VIEWS_AT_A_TIME = 1_000;

/** How long a stop waits for answers that Slack makes wait, milliseconds: what they answer is done, or kept. */
const IN_HAND_MS = 8_000;

/** Slack sends an event that was not acknowledged again at once, after one minute, and after five (Slack docs: "Events API"). */
const REPEATS_MS = 10 * 60_000;

/** How long a stop waits for hints that Slack makes wait, milliseconds: the next start looks for what they said. */
const HINTS_MS = 5_000;

/** Each connection has Bolt's own; what App asks of one is done there. */
const NO_RECEIVER: Receiver = { init() {}, start: async () => {}, stop: async () => {} };

/** Asks Slack whose the tokens are, and wires the adapter. Rejects with SetupError, or once it is stopped. */
export async function openSlack(
  ctx: AdapterContext,
  { tokens, apiUrl, emoji, way }: Environment,
  inbox: Inbox,
  signal: AbortSignal,
): Promise<OpenSlack> {
  const { clock, log, memory } = ctx;
  const time = new ServerTime();
  const written = new Remembered<Promise<void>>(clock, { lifeMs: REPEATS_MS });
  const clients = (more: { concurrency?: number } = {}) =>
    tokens.map((token) => createClient(token, { apiUrl, clock, time, ...more }));
  const { workspaces, lost, awaited } = await openWorkspaces(clients(), { clock, log, memory, signal });
  const locales = new Locales();
  const losing = new Losing(ctx, workspaces);
  for (const workspace of lost) losing.lose(workspace);
  const calls = callsTo(log, (client) => void losing.suspect(client));
  const homes = new Homes(workspaces, calls, clock);
  const senders = new Senders(workspaces, calls, homes, clock);
  const speaking = knowing(createOutbound({ workspaces, emoji, losing, homes, ctx }), {
    signer: ctx,
    clock,
    locales,
  });
  const telling = new Telling({ outbound: speaking, signer: ctx, clock, stopping: signal });
  const modals = new Modals(clientsBy(clients({ concurrency: VIEWS_AT_A_TIME })), log);
  const names = new MentionNames(speaking, clock);
  const openForms = new OpenForms(clock);
  const inHand = new InHand();
  const hints = new InHand((error) => log.warn({ code: codeOf(error) }, 'slack: a hint was not answered'));
  const conversation = new Conversation({
    ...{ ctx, inbox, telling, modals, locales },
    homePages: new HomePages({ clock, log, stopping: signal }),
    opened: (modal, asker) => openForms.opened(modal, asker),
  });

  let accepting = true;
  const entry = {
    clock,
    accepting: () => accepting,
    rateLimited: (body: unknown) => reportDropped(ctx, workspaces, body),
  };
  const http =
    way.kind === 'http'
      ? httpWay({ ...entry, signingSecret: way.signingSecret, logger: boltLog(log) })
      : null;
  const app = boltApp({
    ...{
      ctx,
      inbox,
      workspaces,
      losing,
      homes,
      senders,
      conversation,
      modals,
      openForms,
      locales,
      emoji,
      names,
      time,
      written,
    },
    ...{ receiver: http?.receiver ?? NO_RECEIVER, apiUrl, inHand, hints },
  });
  const every = (notice: { kind: 'up' } | { kind: 'down' } | { kind: 'gap'; since: number }) => {
    for (const realm of workspaces.livingRealms()) ctx.report({ ...notice, realm, at: clock.now() });
  };
  let sockets: Sockets | null = null;
  const openSockets = (appToken: string): Promise<void> => {
    sockets = new Sockets({
      ...{ ...entry, app, apiUrl, log, appToken },
      disconnected: () => every({ kind: 'down' }),
      reconnected(since) {
        every({ kind: 'gap', since });
        every({ kind: 'up' });
      },
    });
    return sockets.start().catch((error: unknown) => {
      throw socketsRefused(error);
    });
  };

  return {
    outbound: speaking,
    listener: http?.listener ?? null,
    async listen() {
      if (way.kind === 'socket') {
        const trouble = new Trouble(log, {
          begins: 'slack: Socket Mode cannot be opened, it is tried again',
          ends: 'slack: Socket Mode is open',
        });
        const failed = (error: unknown) => trouble.failed(way, { code: codeOf(error) });
        await persistently(() => openSockets(way.appToken), { clock, signal, failed, restAfter });
        trouble.worked(way);
      }
      every({ kind: 'up' });
      joinLater(awaited, { ctx, workspaces, losing, signal });
    },
    async close() {
      accepting = false;
      await Promise.all([inHand.doneWithin(IN_HAND_MS, clock), hints.doneWithin(HINTS_MS, clock)]);
      await sockets?.stop();
    },
  };
}

/** A second client of each workspace. */
function clientsBy(clients: readonly WebClient[]): (of: Workspace) => WebClient {
  const byToken = new Map(clients.map((client) => [client.token, client]));
  return ({ client }) => byToken.get(client.token) ?? client;
}

/** Slack dropped events of a minute because there were too many: whatever they said is looked up. */
function reportDropped(ctx: AdapterContext, workspaces: Workspaces, body: unknown): void {
  const { success, data } = rateLimitedShape.safeParse(body);
  const workspace = success ? workspaces.byTeam(data.team_id) : null;
  if (!success || !workspace) return;
  const since = data.minute_rate_limited * 1000;
  ctx.report({ kind: 'gap', realm: workspace.realm, since, at: ctx.clock.now() });
}

/** Slack's codes for an app-level token that it will not take next time either. */
const TOKEN_REFUSED = new Set(
  'invalid_auth not_authed not_allowed_token_type missing_scope account_inactive token_revoked no_permission'.split(
    ' ',
  ),
);

/** The sockets cannot be opened at start: what to look at, unless it may pass. */
function socketsRefused(error: unknown): unknown {
  const code = codeOf(error);
  if (!TOKEN_REFUSED.has(code)) return error;
  return new SetupError(
    `SLACK_APP_TOKEN: Socket Mode cannot be opened (${code}). Check that it is the app-level token of this app, with ` +
      'the scope connections:write, and that Socket Mode is on ("Socket Mode" on api.slack.com/apps).',
    { cause: error },
  );
}
