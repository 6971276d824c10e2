import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../ids.ts';
import type { Settings } from '../settings.ts';
import type { User } from '../world/user.ts';
import type { World } from '../world/world.ts';
import type { Connection } from './connection.ts';
import type { SiteEvent } from './event.ts';

/** How long a connection waits for its client to come back, ms (web_hub.go, inactiveConnReaperInterval). */
const WAITS_MS = 5 * 60_000;

/** Everyone who listens, and who may hear what. */
export class Hub {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #world: World;
  readonly #settings: Settings;
  readonly #connections = new Set<Connection>();
  readonly #dropped: { event: string; left: number }[] = [];
  readonly #told: SiteEvent[] = [];
  #held: SiteEvent[] | null = null;

  constructor(clock: Clock, ids: Ids, world: World, settings: Settings) {
    this.#clock = clock;
    this.#ids = ids;
    this.#world = world;
    this.#settings = settings;
  }

  /** Clients connected now. */
  get open(): readonly Connection[] {
    return [...this.#connections].filter(({ socket }) => socket !== null);
  }

  /** Everything that happened, oldest first, whoever heard of it. */
  get told(): readonly SiteEvent[] {
    return this.#told;
  }

  /** Tells those who may know. */
  publish(event: SiteEvent): void {
    this.#told.push(event);
    if (this.#held) this.#held.push(event);
    else this.#deliver(event);
  }

  /** Keeps what happens from now on, until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  /** Tells what was kept. */
  release(): void {
    const held = this.#held ?? [];
    this.#held = null;
    for (const event of held) this.#deliver(event);
  }

  /** The next `times` events of this kind are lost on the way: they take a number, and nobody gets them. */
  lose(event: string, times = 1): void {
    this.#dropped.push({ event, left: times });
  }

  /** Says an event once more to everybody who may know, as a new one with the same content. */
  repeat(event: SiteEvent): void {
    this.#deliver(event);
  }

  /** A new connection begins: it is greeted by its id. */
  welcome(connection: Connection): void {
    this.#connections.add(connection);
    connection.send({
      event: 'hello',
      data: {
        connection_id: connection.id,
        server_version: `${this.#settings.version}.fake.0.false`,
        server_hostname: 'fake-mattermost',
      },
      to: { userId: connection.userId },
    });
    this.#world.changed();
  }

  /**
   * The connection of that id that waits for its client, if it is this user's and did not wait too long. One whose socket
   * the server still takes for alive is none (web_hub.go, RemoveInactiveByConnectionID).
   */
  waiting(id: string, userId: string): Connection | undefined {
    const found = [...this.#connections].find((one) => one.id === id && one.userId === userId);
    if (!found || found.socket) return undefined;
    if (found.goneSince !== null && this.#clock.now() - found.goneSince > WAITS_MS) {
      this.#connections.delete(found);
      return undefined;
    }
    return found;
  }

  /** A fresh id for a connection. */
  freshId(): string {
    return this.#ids.id();
  }

  /** A socket is gone; what happens now waits for its client. */
  gone(connection: Connection): void {
    connection.socket = null;
    connection.stalled = false;
    connection.goneSince = this.#clock.now();
    this.#world.changed();
  }

  /** What is for the open connections waits in their queues from now on: their network is gone, unnoticed. */
  stall(): void {
    for (const connection of this.open) connection.stalled = true;
  }

  /** Closes every socket with this code; their clients may come back. 1006: without a word. */
  closeAll(code = 1006): void {
    for (const { socket } of this.open) {
      if (code === 1006) socket?.terminate();
      else socket?.close(code);
    }
  }

  /** Forgets every connection, as a restarted server has. */
  forget(): void {
    this.closeAll();
    this.#connections.clear();
  }

  #deliver(event: SiteEvent): void {
    const dropped = this.#dropped.find((one) => one.left > 0 && one.event === event.event);
    if (dropped) dropped.left -= 1;
    for (const connection of this.#connections) {
      if (!this.#mayHear(connection, event)) continue;
      if (dropped) connection.lose();
      else if (!connection.send(event)) this.#connections.delete(connection);
    }
  }

  /**
   * Whose connection it is. One that asks, or is to be told something, while its token does not count has lost it: it
   * hears nothing more, also when the token counts again, until its client comes back (web_conn.go, IsAuthenticated).
   */
  userOf(connection: Connection): User | undefined {
    const user = this.#world.holderOf(connection.token);
    if (!user) connection.token = '';
    return user;
  }

  /** web_conn.go, ShouldSendEvent. */
  #mayHear(connection: Connection, { event, to }: SiteEvent): boolean {
    const user = this.userOf(connection);
    if (!user) return false;
    if (to.userId) return to.userId === user.id;
    if (to.omitUserId === user.id) return false;
    if (to.channelId) {
      const channel = this.#world.channels.get(to.channelId);
      const scoped =
        event.startsWith('reaction_') && (connection.activeChannelId ?? to.channelId) !== to.channelId;
      return channel?.members.has(user.id) === true && channel.deleteAt === 0 && !scoped;
    }
    if (to.teamId) return this.#world.teams.get(to.teamId)?.members.has(user.id) === true;
    return true;
  }
}
