import { type App, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../../../src/clock.ts';
import type { Logger } from '../../../src/log.ts';
import { boltLog } from '../bolt-log.ts';
import { clientOptions } from '../client.ts';
import { codeOf } from '../codes.ts';
import { eventless } from './eventless.ts';

/** Waits between tries that fail, milliseconds; the last one is repeated. The first try after a good time is at once. */
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/** A connection that has not said hello by then is given up, milliseconds. */
const HELLO_MS = 30_000;

/** How long a closing connection may take before it is cut, milliseconds. */
const GOODBYE_MS = 2_000;

export interface ConnectionParts {
  appToken: string;
  apiUrl: string;
  clock: Clock;
  log: Logger;
  app: App;
  /** False while the box stops: what comes then is left to Slack, which sends it again. */
  accepting(): boolean;
  /** It is open, or no more. */
  changed(open: boolean): void;
  /** Slack dropped events; what it says of that. */
  rateLimited(body: unknown): void;
}

type Client = SocketModeReceiver['client'];

/**
 * One connection of Socket Mode, opened again whenever it ends. @slack/socket-mode 3.1.0 could do that itself, but what
 * fails there is a rejection nobody hears, and Node ends the process; so it is told not to, each connection is a
 * client of its own, and every promise of it is awaited here.
 */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #stopping = new AbortController();
  #client: Client | null = null;
  #running: Promise<void> | null = null;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** Resolves once it is open for the first time; rejects when the first try fails. */
  async start(): Promise<void> {
    const client = await this.#connect();
    this.#running = this.#keep(client);
  }

  /** Closes it for good. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    if (this.#client) await this.#close(this.#client);
    await this.#running;
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #keep(first: Client): Promise<void> {
    let client: Client | null = first;
    let failures = 0;
    while (client || !this.#stopped) {
      if (client) {
        await ended(client);
        this.#client = null;
        this.#parts.changed(false);
        failures = 0;
      } else {
        failures += 1;
        await this.#parts.clock.sleep(waitAfter(failures), this.#stopping.signal);
      }
      client = this.#stopped ? null : await this.#connect().catch((error: unknown) => this.#failed(error));
    }
  }

  #failed(error: unknown): null {
    this.#parts.log.warn({ code: codeOf(error) }, 'slack: a socket could not be opened');
    return null;
  }

  async #connect(): Promise<Client> {
    const { clock, changed } = this.#parts;
    const client = this.#makeClient();
    const opened = new AbortController();
    const late = clock.sleep(HELLO_MS, opened.signal).then(() => 'late' as const);
    try {
      const started = client.start();
      started.catch(() => {});
      if ((await Promise.race([started, late])) === 'late') throw new Error('no hello in time');
    } catch (error) {
      await this.#close(client);
      throw error instanceof Error ? error : new Error('closed before hello');
    } finally {
      opened.abort();
    }
    this.#client = client;
    changed(true);
    if (this.#stopped) await this.#close(client);
    return client;
  }

  #makeClient(): Client {
    const { appToken, apiUrl, clock, log, app } = this.#parts;
    const receiver = new SocketModeReceiver({
      appToken,
      logger: boltLog(log),
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions({ apiUrl, clock }) },
      // An event that was not taken is sent again by Slack; a failed acknowledgement has nobody to tell.
      processEventErrorHandler: async () => false,
    });
    receiver.init(app);
    const { client } = receiver;
    guard(client, this.#parts);
    return client;
  }

  /** Says goodbye, and cuts the connection where nobody answers. */
  async #close(client: Client): Promise<void> {
    const closed = new AbortController();
    const gone = client.disconnect().then(() => closed.abort());
    await Promise.race([gone, this.#parts.clock.sleep(GOODBYE_MS, closed.signal)]);
    if (!closed.signal.aborted) client.websocket?.disconnect();
    await gone;
  }
}

/**
 * Takes out the envelopes without an event: 3.1.0 throws at them where nobody catches. Whatever else it may throw
 * while it reads a message is caught here too.
 */
function guard(client: Client, { log, accepting, rateLimited }: ConnectionParts): void {
  const own = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: string | ArrayBuffer, isBinary: boolean) => {
    if (!accepting()) return;
    try {
      const envelope = isBinary ? null : eventless(data);
      if (envelope) {
        client.websocket?.send(JSON.stringify({ envelope_id: envelope.id, payload: {} }), () => {});
        rateLimited(envelope.payload);
        return;
      }
      for (const listener of own) await listener(data, isBinary);
    } catch (error) {
      log.warn({ code: codeOf(error) }, 'slack: an envelope was not understood');
    }
  });
}

/** Resolves when this connection is over; it must be open now. */
function ended(client: Client): Promise<void> {
  if (!client.websocket?.isActive()) return Promise.resolve();
  return new Promise((resolve) => {
    client.once('disconnected', () => resolve());
  });
}

function waitAfter(failures: number): number {
  return RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 0;
}
