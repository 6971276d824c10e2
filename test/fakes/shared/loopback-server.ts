import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** What a server does with what comes. */
export interface Receiving {
  /** A request; when it rejects, the connection is cut. */
  request(request: IncomingMessage, response: ServerResponse): Promise<void>;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** One HTTP and WebSocket server, on loopback. */
export class LoopbackServer {
  readonly #server: Server;
  #port = 0;

  constructor(receiving: Receiving) {
    this.#server = createServer((request, response) => {
      receiving.request(request, response).catch(() => response.destroy());
    });
    this.#server.on('upgrade', (request, socket, head) => receiving.upgrade(request, socket, head));
  }

  /** host:port */
  get host(): string {
    return `127.0.0.1:${this.#port}`;
  }

  /** Resolves once it listens; port 0 takes any. */
  async listen(port: number): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Closes the connections on which nothing is under way. */
  closeIdle(): void {
    this.#server.closeIdleConnections();
  }

  /** Closes every connection; resolves when the port is free. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }
}
