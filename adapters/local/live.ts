import { randomBytes } from 'node:crypto';
import type { LiveEvent } from './wire.ts';

/** Events kept for each person, for a page that was away for a moment. */
const KEPT = 200;

/** A page that leaves this many events unread is let go; it comes back and catches up. */
const UNREAD_MAX = 500;

/**
 * So that a connection nobody reads any more is noticed, and proxies keep the others; milliseconds. Of the
 * transport, not of the chat: nothing depends on it, so it goes by the process's timer, not by the Clock.
 */
const HEARTBEAT_MS = 25_000;

/** How long a page waits before it connects again, milliseconds. */
const RETRY_MS = 1000;

interface Connection {
  user: string;
  stream: ReadableStreamDefaultController<Uint8Array>;
}

/**
 * Server-sent events: what happens is told to each person's open pages. A page that reconnects names the
 * last event it got (Last-Event-ID) and gets what it missed, or `refresh` when that is no longer known.
 */
export class Live {
  /** Ids of an earlier run mean nothing in this one. */
  readonly #run = randomBytes(4).toString('hex');
  readonly #heartbeat = setInterval(() => this.#write(bytes(':\n\n'), () => true), HEARTBEAT_MS).unref();
  readonly #connections = new Set<Connection>();
  readonly #kept = new Map<string, { number: number; frame: Uint8Array }[]>();
  #last = 0;

  /** A stream of events for one page of this person. */
  connect(user: string, lastEventId: string | undefined): ReadableStream<Uint8Array> {
    let connection: Connection;
    return new ReadableStream<Uint8Array>(
      {
        start: (stream) => {
          connection = { user, stream };
          this.#connections.add(connection);
          stream.enqueue(bytes(`retry: ${RETRY_MS}\n\n`));
          const missed = this.#since(user, lastEventId) ?? [this.#frame(this.#last, { kind: 'refresh' })];
          for (const frame of missed) stream.enqueue(frame);
        },
        cancel: () => {
          this.#connections.delete(connection);
        },
      },
      { highWaterMark: UNREAD_MAX },
    );
  }

  /** Tells every page of this person; false when none is open. */
  tell(user: string, event: LiveEvent): boolean {
    const number = ++this.#last;
    const frame = this.#frame(number, event);
    const kept = this.#kept.get(user) ?? [];
    kept.push({ number, frame });
    this.#kept.set(user, kept.slice(-KEPT));
    return this.#write(frame, (connection) => connection.user === user);
  }

  /** Ends every stream. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const connection of this.#connections) this.#end(connection);
  }

  #write(frame: Uint8Array, to: (connection: Connection) => boolean): boolean {
    const addressed = [...this.#connections].filter(to);
    for (const connection of addressed) {
      if ((connection.stream.desiredSize ?? 0) <= 0) this.#end(connection);
      else connection.stream.enqueue(frame);
    }
    return addressed.length > 0;
  }

  #end(connection: Connection): void {
    if (this.#connections.delete(connection)) connection.stream.close();
  }

  /** What this person missed since that event; null when that cannot be known. */
  #since(user: string, lastEventId: string | undefined): Uint8Array[] | null {
    const [run, text] = lastEventId?.split('-') ?? [];
    const since = Number(text);
    if (run !== this.#run || !Number.isSafeInteger(since)) return null;
    const kept = this.#kept.get(user) ?? [];
    const oldest = kept[0]?.number ?? 0;
    // A full shelf may have lost events older than its first.
    if (kept.length === KEPT && since < oldest) return null;
    return kept.filter(({ number }) => number > since).map(({ frame }) => frame);
  }

  #frame(number: number, event: LiveEvent): Uint8Array {
    return bytes(`id: ${this.#run}-${number}\ndata: ${JSON.stringify(event)}\n\n`);
  }
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
