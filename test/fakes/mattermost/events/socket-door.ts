import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../shared/clock.ts';
import { objectOf, parseJson, textOf } from '../../shared/json.ts';
import { bearerOf } from '../http/bearer.ts';
import { ID } from '../ids.ts';
import type { World } from '../world/world.ts';
import { Connection } from './connection.ts';
import type { Hub } from './hub.ts';

/** How long a client may stay without saying who it is, ms (web_conn.go, authCheckInterval). */
const AUTHENTICATION_MS = 5_000;
const PING_MS = 60_000;

/** How the next connection fails: with a status, with a page of a proxy, or cut. */
export type Refusal = { readonly status: number } | 'cut';

/** GET /api/v4/websocket: upgrades, knows who came, lets a client go on where it was. */
export class SocketDoor {
  readonly #clock: Clock;
  readonly #world: World;
  readonly #hub: Hub;
  readonly #stopped: AbortSignal;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #refusals: { refusal: Refusal; left: number }[] = [];
  /** Upgrades asked for, refused ones included. */
  attempts = 0;
  /** What clients say does not arrive, and they do not notice. */
  deaf = false;

  constructor(clock: Clock, world: World, hub: Hub, stopped: AbortSignal) {
    this.#clock = clock;
    this.#world = world;
    this.#hub = hub;
    this.#stopped = stopped;
  }

  /** The next `times` upgrades fail. */
  refuse(refusal: Refusal = { status: 503 }, times = 1): void {
    this.#refusals.push({ refusal, left: times });
  }

  /** Connections are taken again. */
  accept(): void {
    this.#refusals.length = 0;
  }

  upgrade(url: URL, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.attempts += 1;
    const refused = this.#refusals.find(({ left }) => left > 0);
    if (refused) {
      refused.left -= 1;
      refuseUpgrade(socket, refused.refusal);
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (open) => {
      // A client that goes without a word is no news.
      open.on('error', () => open.terminate());
      this.#welcome(open, url.searchParams, bearerOf(request));
    });
  }

  /** An upgrade with a token that no longer counts is let in like one without: it has to say who it is. */
  #welcome(socket: WebSocket, query: URLSearchParams, token: string): void {
    const user = this.#world.holderOf(token);
    const wanted = query.get('connection_id') ?? '';
    const sequence = query.get('sequence_number') ?? '';
    const waiting = user && ID.test(wanted) ? this.#hub.waiting(wanted, user.id) : undefined;
    if (!user || wanted === '') this.#fresh(socket, user?.id ?? '', user ? token : '');
    else if (!ID.test(wanted) || (waiting && !/^\d+$/.test(sequence))) socket.close();
    else if (!waiting) this.#fresh(socket, user.id, token);
    else this.#resumed(waiting, socket, token, Number(sequence));
  }

  #resumed(connection: Connection, socket: WebSocket, token: string, sequence: number): void {
    this.#attach(connection, socket);
    connection.token = token;
    if (!connection.resume(sequence)) {
      connection.restart(this.#hub.freshId());
      this.#hub.welcome(connection);
    }
    connection.flush();
    this.#world.changed();
  }

  #fresh(socket: WebSocket, userId: string, token: string): void {
    const connection = new Connection(this.#hub.freshId(), userId, token);
    this.#attach(connection, socket);
    if (userId !== '') this.#hub.welcome(connection);
    else void this.#closeUnlessKnown(connection, socket);
  }

  #attach(connection: Connection, socket: WebSocket): void {
    connection.socket = socket;
    connection.goneSince = null;
    socket.on('message', (data) => this.#heard(connection, data.toString()));
    socket.on('close', () => {
      if (connection.socket === socket) this.#hub.gone(connection);
    });
    void this.#ping(socket);
  }

  #heard(connection: Connection, text: string): void {
    if (this.deaf) return;
    const asked = objectOf(parseJson(text));
    const seq = Number(asked?.seq);
    const data = objectOf(asked?.data) ?? {};
    if (!asked) connection.socket?.close();
    else if (asked.action === 'authentication_challenge') this.#identify(connection, seq, textOf(data.token));
    else if (!this.#hub.userOf(connection)) {
      const error = {
        id: 'api.web_socket_router.not_authenticated.app_error',
        message: 'Not authenticated.',
        status_code: 401,
      };
      connection.reply({ status: 'FAIL', error, seq_reply: seq });
    } else {
      if (asked.action === 'presence' && 'channel_id' in data)
        connection.activeChannelId = textOf(data.channel_id);
      const pong = asked.action === 'ping' ? { data: { text: 'pong' } } : {};
      connection.reply({ status: 'OK', ...pong, seq_reply: seq });
    }
  }

  #identify(connection: Connection, seq: number, token: string): void {
    if (connection.userId !== '') return;
    const user = this.#world.holderOf(token);
    if (!user) {
      connection.socket?.close();
      return;
    }
    connection.userId = user.id;
    connection.token = token;
    connection.reply({ status: 'OK', seq_reply: seq });
    this.#hub.welcome(connection);
  }

  async #closeUnlessKnown(connection: Connection, socket: WebSocket): Promise<void> {
    await this.#clock.sleep(AUTHENTICATION_MS, this.#whileOpen(socket));
    if (connection.userId === '') socket.close();
  }

  async #ping(socket: WebSocket): Promise<void> {
    const signal = this.#whileOpen(socket);
    for (;;) {
      await this.#clock.sleep(PING_MS, signal);
      if (signal.aborted) return;
      socket.ping();
    }
  }

  #whileOpen(socket: WebSocket): AbortSignal {
    const closed = new AbortController();
    socket.once('close', () => closed.abort());
    return AbortSignal.any([closed.signal, this.#stopped]);
  }
}

function refuseUpgrade(socket: Duplex, refusal: Refusal): void {
  if (refusal === 'cut') {
    socket.destroy();
    return;
  }
  const page = '<html><body>Bad gateway</body></html>';
  socket.end(
    `HTTP/1.1 ${refusal.status} Refused\r\nconnection: close\r\ncontent-type: text/html\r\ncontent-length: ${page.length}\r\n\r\n${page}`,
  );
}
