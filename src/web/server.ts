import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The box's one HTTP server: health, and what adapters mount. */
export interface WebServer {
  /** The longest prefix that fits gets the request, its URL untouched. */
  mount(prefix: string, listener: RequestListener): void;
  /** Resolves with the port listened on. */
  listen(port: number, host: string): Promise<number>;
  /** No new connections; waits for requests in hand until `graceMs`, then closes them. */
  close(graceMs: number): Promise<void>;
}

/** Slow-loris and stuck clients end by these; chats' requests take seconds at most. Milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 60_000;

/** Makes the server; nothing listens before `listen`. */
export function createWebServer(): WebServer {
  const mounts: { prefix: string; listener: RequestListener }[] = [];
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? '/';
    const found = mounts.find(
      ({ prefix }) => path === prefix || path.startsWith(prefix.replace(/\/?$/, '/')),
    );
    if (found) return found.listener(request, response);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not found"}\n');
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;

  return {
    mount(prefix, listener) {
      mounts.push({ prefix, listener });
      mounts.sort((a, b) => b.prefix.length - a.prefix.length);
    },
    listen: (port, host) =>
      new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => {
          server.off('error', reject);
          resolve((server.address() as AddressInfo).port);
        });
      }),
    close: (graceMs) => closeServer(server, graceMs),
  };
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    server.closeIdleConnections();
  });
}
