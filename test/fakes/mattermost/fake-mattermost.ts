import { setMaxListeners } from 'node:events';
import { type Clock, realClock } from '../shared/clock.ts';
import { LoopbackServer } from '../shared/loopback-server.ts';
import { quiet, seen } from '../shared/seen.ts';
import { PendingPosts } from './core/pending-posts.ts';
import { Hub } from './events/hub.ts';
import { SocketDoor } from './events/socket-door.ts';
import { MattermostFaults } from './faults.ts';
import { type CallRecord, Door } from './http/door.ts';
import { Ids } from './ids.ts';
import {
  Outgoing,
  type OutgoingKind,
  type OutgoingRecord,
  type OutgoingRequest,
} from './integrations/outgoing.ts';
import { ResponseUrls } from './integrations/response-urls.ts';
import { Triggers } from './integrations/triggers.ts';
import { MattermostTeam, type PersonSettings } from './people/mattermost-team.ts';
import { Person } from './people/person.ts';
import type { Platform } from './platform.ts';
import { type Config, defaultConfig, type Settings } from './settings.ts';
import type { User } from './world/user.ts';
import { World } from './world/world.ts';

/** How a test starts its Mattermost. */
export interface FakeMattermostOptions {
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Where ids begin. Default 1; sites started beside each other want different ones. */
  readonly seed?: number;
  /** Default: any free one. */
  readonly port?: number;
  /** The path of the site, such as '/chat'. Default ''. */
  readonly path?: string;
  /** Default 11.6.0. */
  readonly version?: string;
}

/** An account with a token that works. */
export interface Account {
  readonly id: string;
  readonly user: User;
  readonly token: string;
}

/**
 * A Mattermost on loopback: real HTTP and WebSocket, Mattermost's rules, no Mattermost. Built from the server's code and
 * its published specification, never from an adapter; what it refuses, a server of that version would refuse, and what
 * that one only logs is refused too unless `settings.strict` is false.
 *
 * ```ts
 * const mattermost = await FakeMattermost.start({ clock });    // mattermost.url, mattermost.bot.token
 * const bretagne = mattermost.team('bretagne');
 * const command = bretagne.slashCommand('idee', `${ours}/mattermost/…`);   // command.token
 * const anais = bretagne.person('anais');
 * const labo = bretagne.channel('labo', { members: [anais] });
 * await anais.command('/idee', 'un banc', labo);
 * await mattermost.when(() => anais.dialog);
 * await anais.submit({ Titre: 'Un banc' });
 * const card = await mattermost.when(() => anais.sees(labo)[0]);
 * await anais.press(card, 'Pour');
 * anais.react(card, '+1');
 * await mattermost.settle();
 * await mattermost.stop();
 * ```
 */
export class FakeMattermost {
  readonly clock: Clock;
  readonly world = new World();
  /** Which requests are to fail. */
  readonly faults = new MattermostFaults();
  readonly config: Config;
  readonly settings: Settings;
  /** What listens, and what it is told. */
  readonly hub: Hub;
  readonly socket: SocketDoor;
  /** What a real server would have logged as a warning. */
  readonly complaints: string[] = [];
  readonly admin: Account;
  /** The box's own account; in the channels a test makes unless it says otherwise. */
  readonly bot: Account;
  readonly #stopped = new AbortController();
  readonly #path: string;
  readonly #server: LoopbackServer;
  readonly #door: Door;
  readonly #platform: Platform;

  private constructor(options: FakeMattermostOptions) {
    const clock = options.clock ?? realClock;
    const ids = new Ids(options.seed ?? 1);
    const { world, complaints } = this;
    const { signal } = this.#stopped;
    // Everything under way listens to it.
    setMaxListeners(0, signal);
    this.clock = clock;
    this.#path = (options.path ?? '').replace(/\/+$/, '');
    this.config = defaultConfig('');
    this.settings = { version: options.version ?? '11.6.0', strict: true, maxPostRunes: 16_383 };
    const { config, settings } = this;
    const hub = new Hub(clock, ids, world, settings);
    const socket = new SocketDoor(clock, world, hub, signal);
    this.hub = hub;
    this.socket = socket;
    this.#platform = {
      clock,
      ids,
      world,
      config,
      settings,
      hub,
      outgoing: new Outgoing(clock, config, signal),
      triggers: new Triggers(clock, ids, config),
      responseUrls: new ResponseUrls(clock, ids),
      pendingPosts: new PendingPosts(clock),
      complain: (what) => complaints.push(what),
    };
    this.#door = new Door(this.#platform, this.faults, this.#path, signal);
    this.#server = new LoopbackServer({
      request: (request, response) => this.#door.handle(request, response),
      upgrade: (request, duplex, head) => {
        const url = new URL(request.url ?? '/', 'http://localhost');
        if (url.pathname.replace(/\/$/, '') === `${this.#path}/api/v4/websocket`)
          socket.upgrade(url, request, duplex, head);
        else duplex.destroy();
      },
    });
    for (const role of [
      'system_user',
      'system_guest',
      'system_post_all',
      'system_post_all_public',
      'team_user',
    ])
      world.roles.set(role, new Set());
    world.roles.set('system_post_all', new Set(['create_post', 'use_channel_mentions']));
    this.admin = this.account('admin', { roles: 'system_admin system_user' });
    this.bot = this.#account('boite', {}, { isBot: true, ownerId: this.admin.id });
  }

  /** A Mattermost that listens. */
  static async start(options: FakeMattermostOptions = {}): Promise<FakeMattermost> {
    const mattermost = new FakeMattermost(options);
    await mattermost.#server.listen(options.port ?? 0);
    mattermost.config.ServiceSettings.SiteURL = mattermost.url;
    return mattermost;
  }

  /** The site's address, without a slash at its end. */
  get url(): string {
    return `http://${this.#server.host}${this.#path}`;
  }

  /** Where the REST API is. */
  get apiUrl(): string {
    return `${this.url}/api/v4`;
  }

  team(name: string): MattermostTeam {
    const id = this.#platform.ids.id();
    const team = {
      id,
      name: name.toLowerCase().replace(/[^a-z0-9]+/g, '-'),
      displayName: name,
      members: new Map([
        [this.admin.id, { admin: true, guest: false }],
        [this.bot.id, { admin: false, guest: false }],
      ]),
      left: new Map<string, number>(),
      createAt: this.clock.now(),
      deleteAt: 0,
    };
    this.world.teams.set(id, team);
    return new MattermostTeam(team, {
      platform: this.#platform,
      bot: this.bot.user,
      admin: this.admin.user,
      newPerson: (username, settings) => this.person(username, settings),
    });
  }

  /** Somebody of the site who is in no team yet. */
  person(name: string, settings: PersonSettings = {}): Person {
    const { user, token } = this.account(name, settings);
    return new Person(user, token, { platform: this.#platform, bot: this.bot.user, apiUrl: this.apiUrl });
  }

  /** Somebody who only calls the REST API. */
  account(name: string, settings: PersonSettings = {}): Account {
    return this.#account(name, settings, { isBot: false, ownerId: '' });
  }

  /** Ends every token of a user: what revoking them, or an administrator, does. */
  revokeTokens(user: { readonly id: string }): void {
    for (const token of this.world.tokens) if (token.userId === user.id) token.active = false;
  }

  /** Deactivates an account, or brings it back. */
  setActive(user: { readonly id: string }, active: boolean): void {
    const found = this.world.users.get(user.id);
    if (!found) throw new Error(`no user ${user.id}`);
    found.deleteAt = active ? 0 : this.clock.now();
    this.world.changed();
  }

  /** A fresh trigger, as if that person had just done something. */
  trigger(person: { readonly id: string }): string {
    const { forIntegration, forClient } = this.#platform.triggers.issue(person.id);
    this.world.client(person.id).triggerId = forClient;
    return forIntegration;
  }

  /** Every request to the REST API and to response_urls, or those of one route, oldest first. */
  calls(route?: string): readonly CallRecord[] {
    return this.#door.calls.filter((call) => route === undefined || call.route === route);
  }

  /** What the fake itself answered against the specification; null where that is not there to check by. */
  get mistakes(): readonly string[] | null {
    return this.#door.spec ? this.#door.mistakes : null;
  }

  /** Everything sent to integrations, oldest first, with what came of it. */
  deliveries(kind?: OutgoingKind): readonly OutgoingRecord[] {
    return this.#platform.outgoing.records.filter(
      ({ request }) => kind === undefined || request.kind === kind,
    );
  }

  /** Sends something to an integration once more, exactly as it was. */
  async resend(request: OutgoingRequest): Promise<void> {
    await this.#platform.outgoing.send(request);
  }

  /** Resolves with what `look` finds, as soon as it finds something. */
  when<T>(look: () => T | null | undefined | false, patienceMs = 2_000): Promise<T> {
    return seen(this.world, look, patienceMs);
  }

  /** Resolves when nothing sent waits for its answer. */
  async settle(): Promise<void> {
    await quiet(() => this.#platform.outgoing.underWay + this.#door.inHand);
  }

  /** Closes the connections that are only kept for later requests. */
  closeIdle(): void {
    this.#server.closeIdle();
  }

  /** The server goes down: connections are cut and their ids forgotten, the port is closed. What it remembers stays. */
  async down(): Promise<void> {
    this.#port = Number(new URL(this.url).port);
    this.hub.forget();
    await this.#server.close();
  }

  /** It is up again, at the same address. */
  async up(): Promise<void> {
    await this.#server.listen(this.#port);
  }

  /** Closes sockets, connections and port; nothing is sent any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.hub.forget();
    await this.#server.close();
  }

  #port = 0;

  #account(name: string, settings: PersonSettings, kind: { isBot: boolean; ownerId: string }): Account {
    const { ids, clock, world } = this.#platform;
    const now = clock.now();
    const user: User = {
      id: settings.id ?? ids.id(),
      username: name,
      firstName: settings.firstName ?? name,
      lastName: settings.lastName ?? '',
      nickname: settings.nickname ?? '',
      email: `${name}@example.org`,
      locale: settings.locale ?? 'fr',
      timezone: settings.timezone ?? 'Europe/Paris',
      roles: settings.roles ?? 'system_user',
      description: '',
      createAt: now,
      updateAt: now,
      deleteAt: settings.active === false ? now : 0,
      ...kind,
    };
    world.users.set(user.id, user);
    const token = ids.id();
    const access = kind.isBot ? ('access token' as const) : ('session' as const);
    world.tokens.push({ id: ids.id(), token, userId: user.id, description: '', kind: access, active: true });
    return { id: user.id, user, token };
  }
}
