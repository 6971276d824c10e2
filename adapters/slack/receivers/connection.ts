import { type App, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../../../src/clock.ts';
import type { Logger } from '../../../src/log.ts';
import { boltLog } from '../bolt-log.ts';
import { clientOptions } from '../client.ts';
import { codeOf } from '../codes.ts';
import { restAfter } from '../errors.ts';
import type { Trouble } from '../trouble.ts';
import { envelopeIdOf } from './envelope-id.ts';
import { eventless } from './eventless.ts';
import { farewell } from './farewell.ts';

/** Waits after failures in a row, milliseconds; the last one is repeated. */
const RETRY_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/** The longest wait while nothing is open at all: commands fail meanwhile. Milliseconds. */
const DEAF_MS = 5_000;

/** A connection that has not said hello by then is given up, milliseconds. */
const HELLO_MS = 30_000;

/** The same at a stop: a hello that is on its way is heard, so that the connection can be closed in order. */
const LAST_HELLO_MS = 3_000;

/** A connection that ends sooner has failed; after one that lasted, the next is opened at once. Milliseconds. */
const STEADY_MS = 30_000;

/** How long one that has a successor may stay open, should Slack not close it, milliseconds. */
const LINGER_MS = 30_000;

/** Reasons after which Slack closes a connection of ours and takes another. */
const RENEWING = new Set(['warning', 'refresh_requested']);

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
  /** One more client is open, or one less: while one is renewed there are two. */
  changed(by: 1 | -1): void;
  /** Whether no connection is open. */
  isDeaf(): boolean;
  /** Slack dropped events; what it says of that. */
  rateLimited(body: unknown): void;
  /** Whether another connection has heard this envelope, and will answer it. */
  isCopy(envelope: string): boolean;
  /** Told of each try to open one again. */
  trouble: Trouble;
}

type Client = SocketModeReceiver['client'];

/** A client that has said hello. */
interface Line {
  client: Client;
  since: number;
  /** Slack says that it must go soon; it still hears until then. */
  leaving: Promise<void>;
  ended: Promise<void>;
}

/**
 * One connection of Socket Mode, opened again whenever it ends. @slack/socket-mode 3.1.0 could do that itself, but what
 * fails there is a rejection nobody hears, and Node ends the process; and it leaves at the first word of a refresh,
 * whatever is still on its way. So it is told not to, each connection is a client of its own, and every promise of it is
 * awaited here. When Slack asks one to go its successor is opened first, and it hears on until Slack closes it.
 */
export class Connection {
  readonly #parts: ConnectionParts;
  readonly #stopping = new AbortController();
  readonly #open = new Set<Client>();
  readonly #retiring = new Set<Promise<void>>();
  #running: Promise<void> | null = null;
  /** How long Slack wants to be left alone, milliseconds. */
  #rest = 0;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
  }

  /** Resolves once it is open for the first time; rejects when the first try fails. */
  async start(): Promise<void> {
    const line = await this.#connect();
    this.#running = this.#keep(line);
  }

  /** Opens it, now or later. Resolves after the first try, however that ends. */
  async begin(): Promise<void> {
    const tried = this.#tried();
    this.#running = tried.then((line) => this.#keep(line));
    await tried;
  }

  /** Closes it for good. Idempotent. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all([...this.#open].map((client) => this.#close(client)));
    await this.#running;
    await Promise.all(this.#retiring);
  }

  get #stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #keep(first: Line | null): Promise<void> {
    const { clock } = this.#parts;
    /** Left open until there is a successor. */
    const leaving: Line[] = [];
    let line: Line | null = first;
    let failures = 0;
    while (!this.#stopped) {
      if (line) {
        await Promise.race([line.leaving, line.ended]);
        failures = clock.now() - line.since < STEADY_MS ? failures + 1 : 0;
        leaving.push(line);
      } else failures += 1;
      if (failures > 0) await this.#waitAfter(failures);
      if (this.#stopped) return;
      line = await this.#tried();
      if (!line) continue;
      this.#parts.trouble.worked(this);
      for (const old of leaving.splice(0)) this.#retire(old);
    }
  }

  /** Waits before the next try; no longer than {@link DEAF_MS} while the others are not open either, unless Slack says so. */
  async #waitAfter(failures: number): Promise<void> {
    const { clock, isDeaf } = this.#parts;
    const { signal } = this.#stopping;
    const wait = RETRY_MS[Math.min(failures, RETRY_MS.length) - 1] ?? 0;
    const soon = Math.max(Math.min(wait, DEAF_MS), this.#rest);
    await clock.sleep(soon, signal);
    if (!isDeaf()) await clock.sleep(wait - soon, signal);
  }

  /** It has a successor: Slack closes it, else we do. */
  #retire({ client, ended }: Line): void {
    const gone = new AbortController();
    void ended.then(() => gone.abort());
    const signal = AbortSignal.any([gone.signal, this.#stopping.signal]);
    const retired = this.#parts.clock.sleep(LINGER_MS, signal).then(async () => {
      if (this.#open.has(client)) await this.#close(client);
      this.#retiring.delete(retired);
    });
    this.#retiring.add(retired);
  }

  /** A line; null where none could be opened now. */
  #tried(): Promise<Line | null> {
    this.#rest = 0;
    return this.#connect().catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): null {
    this.#rest = restAfter(error);
    this.#parts.trouble.failed(this, { code: codeOf(error) });
    return null;
  }

  async #connect(): Promise<Line> {
    const { clock, changed } = this.#parts;
    const { client, leaving } = this.#makeClient();
    const opened = new AbortController();
    const late = this.#patience(opened.signal).then(() => 'late' as const);
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
    this.#open.add(client);
    changed(1);
    const ended = endOf(client).then(() => {
      this.#open.delete(client);
      changed(-1);
    });
    if (this.#stopped) await this.#close(client);
    return { client, since: clock.now(), leaving, ended };
  }

  /** Resolves when no hello is waited for any more: sooner at a stop. */
  async #patience(opened: AbortSignal): Promise<void> {
    const { clock } = this.#parts;
    await clock.sleep(HELLO_MS, AbortSignal.any([opened, this.#stopping.signal]));
    if (this.#stopped) await clock.sleep(LAST_HELLO_MS, opened);
  }

  #makeClient(): Pick<Line, 'client' | 'leaving'> {
    const { appToken, apiUrl, clock, log, app } = this.#parts;
    const receiver = new SocketModeReceiver({
      appToken,
      logger: boltLog(log, 'debug'),
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions({ apiUrl, clock }) },
      // Left without an acknowledgement: an event is sent again by Slack.
      processEventErrorHandler: async () => false,
    });
    receiver.init(app);
    const { client } = receiver;
    return { client, leaving: guard(client, this.#parts) };
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
 * Takes out the envelopes without an event, at which 3.1.0 throws where nobody catches, and Slack's farewell, at which
 * it leaves at once. Whatever else it may throw while it reads a message is caught here too. Resolves when Slack says
 * that the connection must go and another may come.
 */
function guard(client: Client, { log, accepting, isCopy, rateLimited }: ConnectionParts): Promise<void> {
  const own = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  let greeted = false;
  client.once('connected', () => {
    greeted = true;
  });
  return new Promise((leave) => {
    client.on('ws_message', async (data: string | ArrayBuffer, isBinary: boolean) => {
      const reason = isBinary ? null : farewell(data);
      if (reason !== null) {
        if (RENEWING.has(reason)) leave();
        else log.warn({ reason }, 'slack: a socket must go');
        return;
      }
      // Its hello is heard even at a stop, which waits for it: then it can be closed.
      if (greeted && !accepting()) return;
      const id = isBinary ? null : envelopeIdOf(data);
      if (id !== null && isCopy(id)) return;
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
  });
}

/** Resolves when this connection is over; it must be open now. */
function endOf(client: Client): Promise<void> {
  if (!client.websocket?.isActive()) return Promise.resolve();
  return new Promise((resolve) => {
    client.once('disconnected', () => resolve());
  });
}
