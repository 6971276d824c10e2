import { WebSocket } from 'undici';
import type { Clock } from '../../src/clock.ts';
import { type Frame, readFrame } from './frames.ts';

/** How long an opening, or an answer to a ping, may take, milliseconds. */
export const ANSWER_MS = 10_000;
/** Time between two pings of ours; the server lets go of a silent connection after 100 s. */
export const PING_MS = 30_000;

export interface ConnectionOptions {
  /** ws or wss, with what it is to go on from. */
  address: string;
  token: string;
  clock: Clock;
  /**
   * Numbers of requests, never the same one twice: a server that goes on with a connection also hands over the answers
   * that the one before did not take any more, and they are none to what this one asked (web_hub.go, CheckConn).
   */
  number(): number;
  frame(frame: Frame): void;
}

/**
 * One WebSocket, authenticated on the upgrade. Pings of the application, one at once and one every {@link PING_MS},
 * find a connection that is dead and a token that was revoked, which the server says in no other way.
 */
export class Connection {
  /** Why it ended. Nothing is heard of it afterwards. */
  readonly ended: Promise<string>;
  /** When the server has taken leave too. */
  readonly closed: Promise<void>;
  readonly #socket: WebSocket;
  readonly #over = new AbortController();
  readonly #end: (why: string) => void;
  readonly #number: () => number;
  /** The first request of this socket, and the last one; 0 before that. */
  #first = 0;
  #asked = 0;
  #answered = 0;

  constructor({ address, token, clock, number, frame }: ConnectionOptions) {
    const { promise, resolve } = deferred<string>();
    this.ended = promise;
    this.#end = resolve;
    this.#number = number;
    const socket = new WebSocket(address, { headers: { Authorization: `Bearer ${token}` } });
    this.#socket = socket;
    this.closed = new Promise((done) => socket.addEventListener('close', () => done()));
    socket.addEventListener('open', () => this.#ping());
    // A close follows, which tells no less.
    socket.addEventListener('error', () => {});
    socket.addEventListener('close', ({ code }) => this.end(`closed (${code})`));
    socket.addEventListener('message', ({ data }) => {
      if (this.#over.signal.aborted) return;
      const read = readFrame(data);
      if (!read) return this.end('not understood');
      if (read.kind === 'reply') {
        if (!this.#hasAsked(read.to)) return;
        this.#answered = Math.max(this.#answered, read.to);
      }
      frame(read);
    });
    void this.#watch(clock);
  }

  /** Lets go of it. */
  end(why: string): void {
    if (this.#over.signal.aborted) return;
    this.#over.abort();
    this.#socket.close(1000);
    this.#end(why);
  }

  #ping(): void {
    if (this.#over.signal.aborted) return;
    this.#asked = this.#number();
    this.#first ||= this.#asked;
    // Requests are counted from 1 (server/channels/app/web_socket_router.go).
    this.#socket.send(JSON.stringify({ seq: this.#asked, action: 'ping' }));
  }

  #hasAsked(request: number): boolean {
    return this.#first > 0 && request >= this.#first && request <= this.#asked;
  }

  async #watch(clock: Clock): Promise<void> {
    const { signal } = this.#over;
    for (;;) {
      await clock.sleep(ANSWER_MS, signal);
      if (signal.aborted) return;
      if (this.#asked === 0 || this.#answered < this.#asked) return this.end('no answer in time');
      await clock.sleep(PING_MS - ANSWER_MS, signal);
      this.#ping();
    }
  }
}

function deferred<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
