import { Remembered } from '../../../src/chat/kit/remembered.ts';
import { withinMs } from '../../../src/chat/kit/within.ts';
import { Trouble } from '../trouble.ts';
import { Connection, type ConnectionParts } from './connection.ts';

/** Slack sends each envelope to one of the connections that are open: while one fails, the other hears. */
const CONNECTIONS = 2;

/**
 * An envelope that comes by another connection this soon is a copy: emulators of Slack send each to all of them. What Slack
 * sends again it sends later. Milliseconds.
 */
const COPY_MS = 1_000;

/** How long the start waits for the others, milliseconds. */
const OTHERS_MS = 2_000;

export interface SocketsParts extends Omit<ConnectionParts, 'changed' | 'trouble' | 'isCopy' | 'isDeaf'> {
  /** Some connection is open again, none was since that instant. */
  reconnected(since: number): void;
  /** None is open any more. */
  disconnected(): void;
}

/** The way in by sockets that we open. */
export class Sockets {
  readonly #parts: SocketsParts;
  readonly #connections: readonly Connection[];
  #open = 0;
  /** Since when none is open; null while one is, and before the start. */
  #alone: number | null = null;
  #stopping = false;

  constructor(parts: SocketsParts) {
    this.#parts = parts;
    const changed = (by: 1 | -1) => this.#changed(by);
    const heard = new Remembered<true>(parts.clock, { lifeMs: COPY_MS });
    const isCopy = (envelope: string): boolean => {
      if (heard.get(envelope)) return true;
      heard.set(envelope, true);
      return false;
    };
    const isDeaf = () => this.#open === 0;
    const trouble = new Trouble(parts.log, {
      begins: 'slack: a socket could not be opened, it is tried again: check the network, a proxy',
      ends: 'slack: the sockets are open again',
    });
    this.#connections = Array.from(
      { length: CONNECTIONS },
      () => new Connection({ ...parts, changed, isCopy, isDeaf, trouble }),
    );
  }

  /**
   * Resolves once one connection is open, and the others were tried or are late; rejects when the first cannot be. Where
   * Slack lets one alone in, that one hears everything.
   */
  async start(): Promise<void> {
    const [first, ...others] = this.#connections;
    try {
      await first?.start();
    } catch (error) {
      await this.stop();
      throw error;
    }
    const begun = Promise.all(others.map((connection) => connection.begin()));
    await withinMs(begun, OTHERS_MS, this.#parts.clock);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#connections.map((connection) => connection.stop()));
  }

  #changed(by: 1 | -1): void {
    this.#open += by;
    if (this.#stopping) return;
    const { clock, reconnected, disconnected } = this.#parts;
    if (this.#open === 0) {
      this.#alone = clock.now();
      disconnected();
    } else if (this.#alone !== null) {
      const since = this.#alone;
      this.#alone = null;
      reconnected(since);
    }
  }
}
