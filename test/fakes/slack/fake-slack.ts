import { setMaxListeners } from 'node:events';
import { type Clock, realClock } from '../shared/clock.ts';
import { LoopbackServer } from '../shared/loopback-server.ts';
import { quiet, seen } from '../shared/seen.ts';
import { EVERY_EVENT, EVERY_SCOPE, type SlackApp } from './app.ts';
import { Dispatcher } from './delivery/dispatcher.ts';
import { Events } from './delivery/events.ts';
import { HttpWay } from './delivery/http-way.ts';
import { SocketWay } from './delivery/socket-way.ts';
import { SlackFaults } from './faults.ts';
import type { CallRecord } from './http/call-log.ts';
import { receivingFor } from './http/server.ts';
import { WebApiDoor } from './http/web-api-door.ts';
import { Ids } from './ids.ts';
import { Interactions } from './interactivity/interactions.ts';
import { ResponseUrls } from './interactivity/response-urls.ts';
import { Triggers } from './interactivity/triggers.ts';
import type { Person } from './people/person.ts';
import { SlackWorkspace } from './people/slack-workspace.ts';
import type { Platform, Settings } from './platform.ts';
import { RateLimits } from './rate-limits.ts';
import { ViewStore } from './views/view-store.ts';
import { World } from './world/world.ts';

/** How a test starts its Slack. */
export interface FakeSlackOptions {
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Where ids and chance begin. Default 1. */
  readonly seed?: number;
  /** Default: any free one. */
  readonly port?: number;
  /** How the app is told what happens. Default 'http'. */
  readonly way?: SlackApp['way'];
  /** Where it is told over HTTP; may be set later. */
  readonly requestUrl?: string;
}

/** What may be said of a workspace. */
export interface WorkspaceSettings {
  readonly domain?: string;
  /** The organisation it belongs to. Default none. */
  readonly enterprise?: { readonly id: string; readonly name: string };
  /** Default: every scope the app could want. */
  readonly scopes?: readonly string[];
  /** The app is installed for the whole organisation. Default false. */
  readonly orgWide?: boolean;
  /** False: a workspace that does not have the app, known by Slack Connect only. Default true. */
  readonly installed?: boolean;
}

/**
 * A Slack on loopback: real HTTP and WebSocket, Slack's rules, no Slack. Built from Slack's documentation and
 * published specifications, never from an adapter; whoever it refuses, Slack would refuse.
 *
 * ```ts
 * const slack = await FakeSlack.start({ clock, requestUrl });
 * const bretagne = slack.workspace('Bretagne');          // bretagne.botToken, slack.apiUrl, slack.app.signingSecret
 * const anais = bretagne.person('anais');
 * const labo = bretagne.channel('labo', { members: [anais] });
 * await anais.command('/idee', 'un banc', labo);
 * await slack.when(() => anais.modal);
 * await anais.submit({ Titre: 'Un banc' });
 * const card = await slack.when(() => anais.sees(labo)[0]);
 * anais.react(card, '+1');
 * await slack.settle();
 * await slack.stop();
 * ```
 */
export class FakeSlack {
  readonly app: SlackApp;
  readonly clock: Clock;
  /** Which calls are to fail. */
  readonly faults = new SlackFaults();
  readonly limits: RateLimits;
  readonly settings: Settings = { reactionUsers: 25, fileProcessingMs: 0 };
  readonly world = new World();
  readonly events: Events;
  readonly http: HttpWay;
  readonly socket: SocketWay;
  readonly #stopped = new AbortController();
  readonly #dispatcher: Dispatcher;
  readonly #server: LoopbackServer;
  readonly #api: WebApiDoor;
  readonly #platform: Platform;
  readonly #interactions: Interactions;

  private constructor(options: FakeSlackOptions) {
    const clock = options.clock ?? realClock;
    const ids = new Ids(clock, options.seed ?? 1);
    const { world, settings } = this;
    const { signal } = this.#stopped;
    // Everything under way listens to it.
    setMaxListeners(0, signal);
    const app = appOf(ids, options);
    this.clock = clock;
    this.app = app;
    this.limits = new RateLimits(clock);
    this.http = new HttpWay(clock, app, signal);
    this.socket = new SocketWay(clock, app, ids, signal, () => world.changed());
    this.#dispatcher = new Dispatcher(app, clock, { http: this.http, socket: this.socket });
    this.events = new Events(app, clock, ids, world, this.#dispatcher, signal);
    const server = new LoopbackServer(
      receivingFor(() => ({
        platform: this.#platform,
        api: this.#api,
        socket: this.socket,
        faults: this.faults,
        stopped: signal,
      })),
    );
    const { socket, events } = this;
    this.#server = server;
    this.#platform = {
      app,
      clock,
      ids,
      world,
      settings,
      events,
      views: new ViewStore(world, ids),
      triggers: new Triggers(clock, ids),
      responseUrls: new ResponseUrls(clock, ids, () => `http://${server.host}`),
      get url() {
        return `http://${server.host}`;
      },
      socketUrl: () => `ws://${server.host}${socket.ticket()}`,
    };
    this.#interactions = new Interactions(this.#platform, this.#dispatcher);
    this.#api = new WebApiDoor(this.#platform, this.faults, this.limits, signal);
  }

  /** A Slack that listens. */
  static async start(options: FakeSlackOptions = {}): Promise<FakeSlack> {
    const slack = new FakeSlack(options);
    await slack.#server.listen(options.port ?? 0);
    return slack;
  }

  /** What the SDK calls slackApiUrl. */
  get apiUrl(): string {
    return `${this.#platform.url}/api/`;
  }

  /** Adds a workspace and installs the app in it, unless told not to. */
  workspace(name: string, settings: WorkspaceSettings = {}): SlackWorkspace {
    const { ids } = this.#platform;
    const id = ids.id('T');
    const botUserId = ids.id('U');
    const workspace = {
      id,
      name,
      domain: settings.domain ?? name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
      enterprise: settings.enterprise ?? null,
      emoji: new Set<string>(),
      install: {
        teamId: id,
        botToken: `xoxb-${ids.hex(24)}`,
        botId: ids.id('B'),
        botUserId,
        scopes: new Set<string>(settings.scopes ?? EVERY_SCOPE),
        tokenState: settings.installed === false ? ('account_inactive' as const) : ('active' as const),
        orgWide: settings.orgWide ?? false,
      },
    };
    this.world.workspaces.set(id, workspace);
    this.world.users.set(botUserId, {
      id: botUserId,
      teamId: id,
      name: 'boite',
      realName: 'Boîte',
      kind: 'bot',
      active: true,
      locale: 'fr-FR',
      tz: 'Europe/Paris',
      email: '',
    });
    return new SlackWorkspace(workspace, this.#platform, this.#interactions);
  }

  /** A fresh trigger, as if that person had just pressed something. */
  trigger(person: Person): string {
    return this.#platform.triggers.issue(person.user.teamId, person.id);
  }

  /** Every call of the app, or those of one method, oldest first. */
  calls(method?: string): readonly CallRecord[] {
    return this.#api.calls.filter((call) => method === undefined || call.method === method);
  }

  /** Everything sent to the app, oldest first, with what came of it. */
  get deliveries() {
    return this.#dispatcher.records;
  }

  /** Sends something to the app once more, exactly as it was: what a doubled request looks like. */
  async resend(delivery: FakeSlack['deliveries'][number]['delivery']): Promise<void> {
    await this.#dispatcher.send(delivery);
  }

  /** Does what saving the request address does (Slack docs: url_verification). Whether the app passed. */
  async verifyUrl(): Promise<boolean> {
    const challenge = this.#platform.ids.hex(32);
    const body = JSON.stringify({ token: this.app.verificationToken, challenge, type: 'url_verification' });
    const answer = await this.http.post(body, { contentType: 'application/json' });
    return answer.status === 200 && answer.body.includes(challenge);
  }

  /** Tells the app that its events exceed 30,000 an hour (Slack docs: app_rate_limited): an envelope without event. */
  async tellRateLimited(workspace: { readonly id: string }): Promise<void> {
    await this.events.tell({
      token: this.app.verificationToken,
      type: 'app_rate_limited',
      team_id: workspace.id,
      minute_rate_limited: Math.floor(this.clock.now() / 60_000) * 60,
      api_app_id: this.app.id,
    });
  }

  /**
   * Resolves with what `look` finds, as soon as it finds something; rejects after `patienceMs` of real time, for
   * waiting on sockets is real.
   */
  when<T>(look: () => T | null | undefined | false, patienceMs = 2_000): Promise<T> {
    return seen(this.world, look, patienceMs);
  }

  /** Resolves when nothing sent waits for its acknowledgement and no call for its answer. */
  async settle(): Promise<void> {
    await quiet(() => this.#dispatcher.underWay + this.#api.inHand);
  }

  /** Closes the connections that are only kept for later calls; whoever calls right now may meet a closed one. */
  closeIdle(): void {
    this.#server.closeIdle();
  }

  /** Closes sockets, connections and port; nothing is sent any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.socket.stop();
    await this.#server.close();
  }
}

function appOf(ids: Ids, { way, requestUrl }: FakeSlackOptions): SlackApp {
  return {
    id: ids.id('A'),
    signingSecret: ids.hex(32),
    verificationToken: ids.hex(24),
    appToken: `xapp-1-${ids.hex(24)}`,
    appScopes: new Set(['connections:write']),
    way: way ?? 'http',
    requestUrl: requestUrl ?? null,
    events: new Set(EVERY_EVENT),
    commands: null,
    escapesCommands: true,
    labelsMentions: true,
    homeTab: true,
    messagesTab: true,
  };
}
