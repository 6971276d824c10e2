import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Json, type JsonObject, objectOf, parseJson, textOf } from '../../../test/fakes/shared/json.ts';
import { userJson } from '../../../test/fakes/slack/world/user.ts';
import { PEOPLE, WORKSPACE } from './workspace.ts';

/** Answered at once: without them the box cannot start, nor know who people are; what is measured comes after. */
const AT_ONCE = new Set(['auth.test', 'users.info']);

/** Somebody who is to be told something privately. */
export interface Told {
  /** Resolves when they were. */
  heard: Promise<void>;
  /** Nothing is to be told any more. */
  forget(): void;
}

/** A view as it was opened. */
interface Opened {
  id: string;
  spec: JsonObject;
}

/**
 * The side of Slack that the box calls. It believes everything and keeps nothing: what calls must be like is checked
 * by the fake of the tests; here they shall take no time of the load's.
 */
export class StandIn {
  readonly #server: Server;
  readonly #awaited = new Map<string, (content: JsonObject) => void>();
  /** By person: by which addresses they may be told, the longest awaited first. */
  readonly #tellable = new Map<string, string[]>();
  readonly #people = new Map(
    PEOPLE.map(({ user }) => [user.id, userJson(user, { locale: true, email: false, stranger: false })]),
  );
  #made = 0;
  /** How long Slack takes to answer a call; what was asked is done at once. Milliseconds. */
  answersAfterMs = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.#take(request, response).catch(() => response.destroy());
    });
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** http://127.0.0.1:PORT */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** A fresh address for the answers to one interaction. */
  responseUrl(of: 'commands' | 'actions'): string {
    this.#made += 1;
    return `${this.url}/${of}/${WORKSPACE.id}/${this.#made}`;
  }

  /** Somebody is told something privately: by that address, or by a message only they see. */
  told(responseUrl: string, user: string): Told {
    const path = new URL(responseUrl).pathname;
    const paths = this.#tellable.get(user) ?? [];
    this.#tellable.set(user, paths);
    paths.push(path);
    const forget = () => {
      this.#awaited.delete(path);
      if (paths.includes(path)) paths.splice(paths.indexOf(path), 1);
    };
    return { heard: this.#next(path).then(forget), forget };
  }

  /** Resolves with the form that is opened by that trigger; not with the view that only says "a moment". */
  async opened(trigger: string): Promise<Opened> {
    const { id, spec } = (await this.#next(trigger)) as unknown as Opened;
    return { id, spec: spec.submit ? spec : await this.filled(id) };
  }

  /** Resolves with what that view shows next. */
  filled(id: string): Promise<JsonObject> {
    return this.#next(id);
  }

  #next(key: string): Promise<JsonObject> {
    return new Promise((resolve) => {
      this.#awaited.set(key, (content) => {
        this.#awaited.delete(key);
        resolve(content);
      });
    });
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { pathname } = new URL(request.url ?? '/', this.url);
    const method = pathname.startsWith('/api/') ? pathname.slice('/api/'.length) : null;
    const answer = method === null ? this.#answered(pathname, body) : this.#called(method, body);
    const send = () => {
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(answer));
    };
    if (AT_ONCE.has(method ?? '')) send();
    else setTimeout(send, this.answersAfterMs);
  }

  #answered(path: string, body: string): JsonObject {
    this.#awaited.get(path)?.(objectOf(parseJson(body)) ?? {});
    return { ok: true };
  }

  #called(method: string, body: string): JsonObject {
    const args = new URLSearchParams(body);
    switch (method) {
      case 'auth.test': {
        const { id, domain, install } = WORKSPACE;
        const url = `https://${domain}.slack.com/`;
        return { ok: true, url, team_id: id, user_id: install.botUserId, bot_id: install.botId };
      }
      case 'users.info':
        return { ok: true, user: (this.#people.get(args.get('user') ?? '') ?? null) as Json };
      case 'views.open': {
        this.#made += 1;
        const view = { id: `V${this.#made}`, hash: `1.${this.#made}` };
        const spec = specOf(args);
        this.#awaited.get(args.get('trigger_id') ?? '')?.({ id: view.id, spec });
        return { ok: true, view };
      }
      case 'views.update': {
        const id = args.get('view_id') ?? '';
        this.#awaited.get(id)?.(specOf(args));
        return { ok: true, view: { id, hash: `1.${this.#made}` } };
      }
      case 'chat.postEphemeral':
        this.#awaited.get(this.#tellable.get(args.get('user') ?? '')?.shift() ?? '')?.({});
        return { ok: true, ...this.#written(args) };
      default:
        return { ok: true, ...this.#written(args) };
    }
  }

  /** What was posted, or whispered to one person, stands from now on. */
  #written(args: URLSearchParams): JsonObject {
    this.#made += 1;
    const ts = `1800000000.${String(this.#made).padStart(6, '0')}`;
    return { channel: textOf(args.get('channel')), ts, message_ts: ts };
  }
}

const specOf = (args: URLSearchParams): JsonObject => objectOf(parseJson(args.get('view') ?? '')) ?? {};
