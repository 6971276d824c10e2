import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Clock, within } from '../../shared/clock.ts';
import { type Json, objectOf, parseJson, present, textOf } from '../../shared/json.ts';
import type { SlackApp } from '../app.ts';
import type { Ids } from '../ids.ts';
import { ACK_MS, type Delivery, type Receipt, type Way } from './delivery.ts';

/** At most so many connections an app (Slack docs: "Using Socket Mode"). */
const CONNECTIONS = 10;

/** How long the address of apps.connections.open may be used, ms. It is "short-lived"; nobody says how long. */
const TICKET_MS = 30_000;

/** Reasons Slack gives before it closes a connection (Slack docs: "Using Socket Mode", disconnect messages). */
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

interface Waiting {
  readonly socket: WebSocket;
  answer(body: Json | null | 'closed'): void;
}

/**
 * Sends over one of the app's open connections, at random; each envelope goes to one of them only (node-slack-sdk
 * issue 1654).
 */
export class SocketWay implements Way {
  readonly #clock: Clock;
  /** Whether each envelope goes to every connection, as other emulators do it; Slack sends it to one. */
  toEveryone = false;
  /** Whether connections are opened and never greeted: a Slack that hangs. */
  speechless = false;
  readonly #app: SlackApp;
  readonly #ids: Ids;
  readonly #stopped: AbortSignal;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Map<string, number>();
  readonly #open: WebSocket[] = [];
  readonly #waiting = new Map<string, Waiting>();
  readonly #pings: NodeJS.Timeout;
  readonly #changed: () => void;

  /**
   * `pingMs` is real time: a client that hears nothing for 30 s gives its connection up, whatever a test's clock
   * says. `changed` is called when a connection comes or goes.
   */
  constructor(
    clock: Clock,
    app: SlackApp,
    ids: Ids,
    stopped: AbortSignal,
    changed: () => void,
    pingMs = 10_000,
  ) {
    this.#changed = changed;
    this.#clock = clock;
    this.#app = app;
    this.#ids = ids;
    this.#stopped = stopped;
    this.#pings = setInterval(() => {
      for (const socket of this.#open) socket.ping();
    }, pingMs);
    this.#pings.unref();
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#open.length;
  }

  /** The path and query of a fresh address, for one connection. */
  ticket(): string {
    const ticket = this.#ids.hex(32);
    this.#tickets.set(ticket, this.#clock.now() + TICKET_MS);
    return `/link/?ticket=${ticket}&app_id=${this.#app.id}`;
  }

  /** Takes a connection in, if its ticket is good; else refuses it. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const until = this.#tickets.get(url.searchParams.get('ticket') ?? '');
    this.#tickets.delete(url.searchParams.get('ticket') ?? '');
    if (url.pathname !== '/link/' || until === undefined || this.#clock.now() > until) {
      socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
  }

  async deliver(delivery: Delivery): Promise<Receipt> {
    const begun = this.#clock.now();
    // One that Slack is closing gets nothing more.
    const open = this.#open.filter(({ readyState, OPEN }) => readyState === OPEN);
    const socket = open[Math.floor(this.#ids.fraction() * open.length)];
    const failed = (reason: 'http_timeout' | 'connection_failed'): Receipt => {
      return { acked: false, reason, status: null, noRetry: false, ms: this.#clock.now() - begun };
    };
    if (!socket) return failed('connection_failed');
    const envelope = envelopeOf(delivery, this.#envelopeId());
    const answer = new Promise<Json | null | 'closed'>((resolve) => {
      this.#waiting.set(envelope.envelope_id, { socket, answer: resolve });
    });
    for (const one of this.toEveryone ? open : [socket]) one.send(JSON.stringify(envelope));
    const outcome = await within(this.#clock, ACK_MS, answer, this.#stopped);
    this.#waiting.delete(envelope.envelope_id);
    if (outcome === 'late') return failed('http_timeout');
    if (outcome.value === 'closed') return failed('connection_failed');
    return { acked: true, body: outcome.value, ms: this.#clock.now() - begun };
  }

  /**
   * Says to each connection, or to the oldest only, that it must go. A warning leaves it open; after any other
   * reason Slack closes it.
   */
  disconnect(reason: DisconnectReason, which: 'all' | 'one' = 'all'): void {
    for (const socket of this.#open.slice(0, which === 'one' ? 1 : undefined)) {
      socket.send(JSON.stringify(farewell(reason)));
      if (reason !== 'warning') socket.close(1000);
    }
  }

  /** Drops each connection, or the oldest only, without a word: a network that failed. */
  cut(which: 'all' | 'one' = 'all'): void {
    for (const socket of this.#open.slice(0, which === 'one' ? 1 : undefined)) socket.terminate();
  }

  /** Closes everything. */
  stop(): void {
    clearInterval(this.#pings);
    this.cut();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    if (this.#open.length >= CONNECTIONS) {
      socket.send(JSON.stringify(farewell('too_many_websockets')));
      socket.close(1000);
      return;
    }
    this.#open.push(socket);
    socket.on('message', (data) => this.#heard(String(data)));
    socket.on('close', () => this.#left(socket));
    socket.on('error', () => socket.terminate());
    if (!this.speechless) this.#greet(socket);
    this.#changed();
  }

  #greet(socket: WebSocket): void {
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: this.#open.length,
        debug_info: { host: 'applink-fake', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: this.#app.id },
      }),
    );
  }

  #heard(text: string): void {
    const ack = objectOf(parseJson(text));
    const waiting = this.#waiting.get(textOf(ack?.envelope_id));
    if (!ack || !waiting) return;
    const { payload } = ack;
    const empty =
      payload === undefined || payload === null || Object.keys(objectOf(payload) ?? { some: 1 }).length === 0;
    waiting.answer(empty ? null : payload);
  }

  #left(socket: WebSocket): void {
    const at = this.#open.indexOf(socket);
    if (at >= 0) this.#open.splice(at, 1);
    for (const waiting of this.#waiting.values()) if (waiting.socket === socket) waiting.answer('closed');
    this.#changed();
  }

  #envelopeId(): string {
    return [8, 4, 4, 4, 12].map((length) => this.#ids.hex(length)).join('-');
  }
}

function farewell(reason: DisconnectReason) {
  return { type: 'disconnect', reason, debug_info: { host: 'applink-fake' } };
}

/** An envelope (Slack docs: "Using Socket Mode"): only events carry the number of the try. */
function envelopeOf({ kind, payload, retry }: Delivery, id: string) {
  const tries =
    kind === 'events_api' ? { retry_attempt: retry?.attempt ?? 0, retry_reason: timeoutName(retry) } : {};
  const envelope = { envelope_id: id, type: kind, accepts_response_payload: kind !== 'events_api', payload };
  return { ...envelope, ...present(tries) };
}

/** Over a socket every failure is a missing answer. */
function timeoutName(retry: Delivery['retry']): string {
  return retry ? 'timeout' : '';
}
