import { Connection, type ConnectionParts } from './connection.ts';

/** Slack asks each connection to go every few hours, and sends each event to one of them: while one is renewed, the other hears. */
const CONNECTIONS = 2;

export interface SocketsParts extends Omit<ConnectionParts, 'changed'> {
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
    this.#connections = Array.from(
      { length: CONNECTIONS },
      () => new Connection({ ...parts, changed: (open) => this.#changed(open) }),
    );
  }

  /** Resolves once every connection is open; rejects when one cannot be, and closes the others. */
  async start(): Promise<void> {
    try {
      for (const connection of this.#connections) await connection.start();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#connections.map((connection) => connection.stop()));
  }

  #changed(open: boolean): void {
    this.#open += open ? 1 : -1;
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
