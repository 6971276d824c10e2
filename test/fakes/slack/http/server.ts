import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SocketWay } from '../delivery/socket-way.ts';
import type { Faults } from '../faults.ts';
import { answerByUrl } from '../interactivity/answers.ts';
import { objectOf, parseJson } from '../json.ts';
import type { Platform } from '../platform.ts';
import { bodyOf, uploadedBytes } from './body.ts';
import { failedAfter, failedBefore } from './failing.ts';
import { send } from './send.ts';
import type { WebApiDoor } from './web-api-door.ts';

/** The parts the server opens doors to. */
export interface Behind {
  readonly platform: Platform;
  readonly api: WebApiDoor;
  readonly socket: SocketWay;
  readonly faults: Faults;
  readonly stopped: AbortSignal;
}

/** The one HTTP and WebSocket server, on loopback. */
export class FakeServer {
  readonly #server: Server;
  #port = 0;

  constructor(behind: () => Behind) {
    this.#server = createServer((request, response) => {
      route(behind(), request, response).catch(() => response.destroy());
    });
    this.#server.on('upgrade', (request, socket, head) => behind().socket.upgrade(request, socket, head));
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

async function route(behind: Behind, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { platform, api } = behind;
  const url = new URL(request.url ?? '/', platform.url);
  const [, door = ''] = url.pathname.split('/');
  if (door === 'api') return api.handle(url, request, response);
  const body = await bodyOf(request);
  if (request.method === 'POST' && (door === 'commands' || door === 'actions')) {
    await hook(behind, url.pathname, body.toString('utf8'), response);
  } else if (request.method === 'POST' && door === 'upload') {
    upload(platform, url.pathname, uploadedBytes(request.headers['content-type'] ?? '', body), response);
  } else {
    response.writeHead(404).end();
  }
}

/** A post to a response_url; 'response_url' is its name among the faults. */
async function hook(
  { platform, faults, stopped }: Behind,
  path: string,
  body: string,
  response: ServerResponse,
): Promise<void> {
  const json = parseJson(body);
  const fault = faults.take('response_url', objectOf(json) ?? {});
  const troubled = { fault, response, clock: platform.clock, stopped };
  if (await failedBefore(troubled)) return;
  const answer = answerByUrl(platform, path, json);
  if (!(await failedAfter(troubled))) send(response, answer);
}

/** Takes the bytes of a file at the address handed out for it, as many as were announced. */
function upload({ world }: Platform, path: string, bytes: Buffer, response: ServerResponse): void {
  const [, , , id = '', secret = ''] = path.split('/');
  const file = world.files.get(id);
  if (!file || file.secret !== secret || file.readyAt !== null) {
    response.writeHead(404).end();
    return;
  }
  if (bytes.length !== file.length) {
    response.writeHead(400).end(`expected ${file.length} bytes`);
    return;
  }
  file.bytes = bytes;
  response.writeHead(200).end(`OK - ${bytes.length}`);
}
