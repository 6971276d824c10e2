import type { WebSocketMessage } from '@mattermost/client';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import { Connection } from './connection.ts';
import type { Frame } from './frames.ts';

/** Waits before each new try, milliseconds; the last one is repeated. */
const WAITS_MS: readonly number[] = [1_000, 2_000, 5_000, 10_000, 30_000, 60_000];
/** Tries at a start before it is said that events do not arrive. */
const FIRST_TRIES = 3;
/** How long a stop waits for the server to close, milliseconds. */
const CLOSING_MS = 2_000;

/** What a socket tells. */
export interface Heard {
  /** Each once, in the server's order. */
  event(event: WebSocketMessage): void;
  /** Events arrive. `since`: some may be missing since that instant; null: none is. */
  up(since: number | null): void;
  down(): void;
  /** The server does not know our token (any more). */
  refused(): void;
  /** A connection ended before events arrived; also a token that is no longer taken may show so. */
  failed(): void;
}

export interface SocketOptions {
  /** Of the server, http or https: no slash at the end. */
  url: string;
  token: string;
  clock: Clock;
  log: Logger;
  heard: Heard;
}

/**
 * The events of one server, over one connection after the other. The server lets the next one go on where the last
 * one broke off, by its id and the number of the next event; where it cannot (a restart, a long pause, another node of a
 * cluster) its hello brings a new id, and events may be missing. Tries go on until it is closed.
 */
export class EventSocket {
  readonly #options: SocketOptions;
  readonly #closing = new AbortController();
  #connection: Connection | null = null;
  #running: Promise<void> = Promise.resolve();
  /** Of the connection; '' when there is none to go on with. */
  #id = '';
  /** Number of the next event. */
  #next = 0;
  /** The event the server was asked for because it had left it out. */
  #missing = -1;
  /** When something arrived last; null before the first connection. */
  #heardAt: number | null = null;
  /** The same, before the present connection. */
  #brokeOffAt: number | null = null;
  #up = false;
  /** The last request, of whichever connection. */
  #request = 0;
  #failures = 0;

  constructor(options: SocketOptions) {
    this.#options = options;
  }

  /** True once events arrive; false after {@link FIRST_TRIES} without, and when it is closed before. */
  start(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#running = this.#run(
        () => resolve(true),
        () => resolve(false),
      );
    });
  }

  /**
   * Our token was not taken: the server keeps nothing for a connection from then on, also once the token is taken again
   * (web_conn.go, IsAuthenticated). The next one begins anew, and so tells what may be missing.
   */
  beginAnew(): void {
    this.#id = '';
    this.#connection?.end('refused');
  }

  /** No more events; resolves when the connection is closed. */
  async close(): Promise<void> {
    this.#closing.abort();
    const open = this.#connection;
    open?.end('stopped');
    await this.#running;
    if (!open) return;
    const over = new AbortController();
    await Promise.race([open.closed, this.#options.clock.sleep(CLOSING_MS, over.signal)]);
    over.abort();
  }

  async #run(listening: () => void, notYet: () => void): Promise<void> {
    const { clock, log, heard } = this.#options;
    const { signal } = this.#closing;
    while (!signal.aborted) {
      const why = await this.#connect(listening);
      if (signal.aborted) break;
      heard[this.#up ? 'down' : 'failed']();
      this.#up = false;
      this.#failures += 1;
      if (this.#heardAt === null && this.#failures === FIRST_TRIES) notYet();
      const wait = WAITS_MS[Math.min(this.#failures, WAITS_MS.length) - 1] ?? 0;
      log.debug({ why, wait }, 'mattermost: a socket ended');
      await clock.sleep(wait, signal);
    }
    notYet();
  }

  async #connect(listening: () => void): Promise<string> {
    const { token, clock } = this.#options;
    this.#brokeOffAt = this.#heardAt;
    const connection = new Connection({
      ...{ address: this.#address(), token, clock },
      number: () => {
        this.#request += 1;
        return this.#request;
      },
      frame: (frame) => {
        const trouble = this.#take(frame, listening);
        if (trouble === null) this.#heardAt = clock.now();
        else connection.end(trouble);
      },
    });
    this.#connection = connection;
    const why = await connection.ended;
    this.#connection = null;
    return why;
  }

  /** What is wrong with the connection; null: nothing. */
  #take(frame: Frame, listening: () => void): string | null {
    const { heard } = this.#options;
    if (frame.kind === 'reply') {
      if (frame.refused) {
        this.beginAnew();
        heard.refused();
        return 'refused';
      }
      // Without a hello before it, the server went on where the last connection broke off.
      if (this.#id !== '') this.#arrives(null, listening);
      return null;
    }
    if (frame.hello !== null && frame.hello !== this.#id) {
      this.#id = frame.hello;
      this.#next = 0;
      this.#arrives(this.#brokeOffAt, listening);
    }
    const { seq } = frame.event;
    if (seq > this.#next) return this.#ask();
    if (seq < this.#next) return null;
    this.#next += 1;
    heard.event(frame.event);
    return null;
  }

  #arrives(since: number | null, listening: () => void): void {
    if (this.#up && since === null) return;
    this.#up = true;
    this.#failures = 0;
    this.#options.heard.up(since);
    listening();
  }

  /** An event was left out: the next connection asks for it, once; then for a new beginning. */
  #ask(): string {
    if (this.#missing === this.#next) this.#id = '';
    this.#missing = this.#next;
    return 'an event is missing';
  }

  #address(): string {
    const base = `${this.#options.url.replace(/^http/, 'ws')}/api/v4/websocket`;
    return this.#id === '' ? base : `${base}?connection_id=${this.#id}&sequence_number=${this.#next}`;
  }
}
