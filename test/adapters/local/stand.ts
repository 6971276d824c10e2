import local from '../../../adapters/local/index.ts';
import type { LiveEvent, MessagesView, MessageView, Outcome } from '../../../adapters/local/wire.ts';
import type { Adapter, AdapterContext } from '../../../src/chat/adapter.ts';
import type { Message } from '../../../src/chat/message.ts';
import { TestBox } from '../../contract/box.ts';
import { makeContext, type TestContext } from '../../contract/context.ts';
import { until } from '../../contract/wait.ts';

/** The local chat over a real socket and a real file, with a box that says what the test wants. */
export interface Stand {
  context: TestContext;
  adapter: Adapter;
  box: TestBox;
  get(path: string, headers?: Record<string, string>): Promise<Reply>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Reply>;
  /** Asks until the outcome is there; the reply must be a success. */
  does(path: string, body: Record<string, unknown>): Promise<Outcome>;
  messages(as: string, channel: string): Promise<MessageView[]>;
  /** Opens the live connection of a person. */
  listen(as: string, lastEventId?: string): Promise<Listener>;
  close(): Promise<void>;
}

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says, for the test to look at
  json: any;
}

export interface Listener {
  events: { id: string; event: LiveEvent }[];
  /** Waits for an event that is like this. */
  hears<K extends LiveEvent['kind']>(
    kind: K,
    like?: (event: LiveEvent & { kind: K }) => boolean,
  ): Promise<LiveEvent & { kind: K }>;
  ended: Promise<void>;
  leave(): void;
}

const PATIENCE_MS = 3000;

let requests = 0;

/** A fresh request id. */
export function requestId(): string {
  requests += 1;
  return `request-${requests}`;
}

export async function openStand(over: Partial<Omit<AdapterContext, 'clock'>> = {}): Promise<Stand> {
  const context: TestContext = { ...(await makeContext()), ...over };
  const box = new TestBox();
  const adapter = local.create(context, local.env.parse({}));
  await adapter.start(box.inbox);
  const url = (path: string) => new URL(path, context.baseUrl);

  async function reply(response: Response): Promise<Reply> {
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
    return { status: response.status, headers: response.headers, json: isJson ? JSON.parse(text) : text };
  }

  const stand: Stand = {
    context,
    adapter,
    box,
    get: async (path, headers = {}) => reply(await fetch(url(path), { headers, redirect: 'manual' })),
    post: async (path, body, headers = {}) =>
      reply(
        await fetch(url(path), {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
      ),
    async does(path, body) {
      const { status, json } = await stand.post(path, { requestId: requestId(), ...body });
      if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
      return json as Outcome;
    },
    async messages(as, channel) {
      const { json } = await stand.get(`/local/api/messages?as=${as}&channel=${channel}`);
      return (json as MessagesView).messages;
    },
    listen: (as, lastEventId) => listen(url(`/local/api/events?as=${as}`), lastEventId),
    async close() {
      box.release();
      await adapter.stop();
      await context.close();
    },
  };
  return stand;
}

async function listen(url: URL, lastEventId: string | undefined): Promise<Listener> {
  const leaving = new AbortController();
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(url, { headers, signal: leaving.signal });
  if (!response.body) throw new Error('no stream of events');
  const events: Listener['events'] = [];

  const ended = (async (body: ReadableStream<Uint8Array>) => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) {
        const id = /^id: (.*)$/m.exec(frame)?.[1];
        const data = /^data: (.*)$/m.exec(frame)?.[1];
        if (id && data) events.push({ id, event: JSON.parse(data) });
      }
    }
  })(response.body).catch(() => {});

  return {
    events,
    hears: (kind, like = () => true) =>
      until(
        () => {
          const found = events.find(({ event }) => event.kind === kind && like(event as never));
          return found?.event as never;
        },
        `the event ${kind} came`,
        PATIENCE_MS,
      ),
    ended,
    leave: () => leaving.abort(),
  };
}

/** A message of the box with one button. */
export function withButton(text: string, action = 'vote', value = '2256:for'): Message {
  return {
    lang: 'fr',
    summary: text,
    blocks: [
      { kind: 'text', text: [text] },
      { kind: 'buttons', buttons: [{ action, value, label: '👍 Pour' }] },
    ],
  };
}

export const GENERAL = { platform: 'local', realm: 'local', channel: 'general' };
export const RH = { platform: 'local', realm: 'local', channel: 'labo-rh' };
export const person = (user: string) => ({ platform: 'local', realm: 'local', user });
