import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Json, type JsonObject, objectOf, parseJson, textOf } from './shared/json.ts';

/** A request as it came, unread. */
export interface Received {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The payload, whatever its dress: JSON, form fields, or JSON in the field `payload`. */
  readonly payload: JsonObject;
}

/** What to answer; 'never' leaves the request open. */
export type Reply =
  | {
      readonly status?: number;
      readonly json?: Json;
      readonly text?: string;
      readonly headers?: Record<string, string>;
    }
  | 'never';

/** The least an app can be: it keeps what a platform sends and answers what a test says. It checks nothing. */
export class BareApp {
  readonly received: Received[] = [];
  /** Answers 200 and nothing, until a test says otherwise. */
  reply: (received: Received) => Reply | Promise<Reply> = () => ({});
  readonly #server: Server;

  /** The path of its one address. */
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
    this.#server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on(
        'end',
        () => void this.#answer(request.headers, Buffer.concat(chunks).toString('utf8'), response),
      );
    });
  }

  static async start(path = '/slack/events'): Promise<BareApp> {
    const app = new BareApp(path);
    await new Promise<void>((resolve) => app.#server.listen(0, '127.0.0.1', resolve));
    return app;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${this.path}`;
  }

  /** The payload received last. */
  get last(): JsonObject {
    return this.received.at(-1)?.payload ?? {};
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(headers: Received['headers'], body: string, response: ServerResponse): Promise<void> {
    const received = { headers, body, payload: payloadOf(body) };
    this.received.push(received);
    const reply = await this.reply(received);
    if (reply === 'never') return;
    const type = reply.json === undefined ? 'text/plain' : 'application/json';
    response.writeHead(reply.status ?? 200, { 'content-type': type, ...reply.headers });
    response.end(reply.json === undefined ? (reply.text ?? '') : JSON.stringify(reply.json));
  }
}

function payloadOf(body: string): JsonObject {
  const json = objectOf(parseJson(body));
  if (json) return json;
  const fields = Object.fromEntries(new URLSearchParams(body));
  return objectOf(parseJson(textOf(fields.payload))) ?? fields;
}
