import { randomUUID } from 'node:crypto';
import { type ClientRequest, type OutgoingHttpHeaders, request } from 'node:http';
import type {
  FormView,
  LiveEvent,
  MessagesView,
  MessageView,
  Outcome,
} from '../../../adapters/local/wire.ts';

/** The form open on the page: what was typed and what is wrong. */
export interface OpenForm {
  view: FormView;
  values: Record<string, string>;
  errors: Readonly<Record<string, string>>;
  /** The submit that is under way. */
  requestId?: string;
}

/** What the page asks of the server; `body` makes it a POST. */
export interface Ask {
  path: string;
  body?: Readonly<Record<string, unknown>>;
  headers?: OutgoingHttpHeaders;
}

/** One person's page, as a browser runs it but without a screen: requests, the live stream, the open form. */
export class Page {
  readonly user: string;
  /** What the page shows by itself for the moment: "still recording". */
  readonly notices: { text: string; channel: string }[] = [];
  form: OpenForm | null = null;
  readonly #base: string;
  /** What is on the screen, so that it stays there when the server goes. */
  readonly #shown = new Map<number, MessageView>();
  /** The channel before the person's eyes. */
  #channel = '';
  #stream: ClientRequest | null = null;

  constructor(base: string, user: string) {
    this.#base = `${base}/local/api`;
    this.user = user;
  }

  /** Something the box hears of. What comes back is shown. */
  async act(ask: Ask, channel = this.#channel): Promise<void> {
    this.#channel = channel;
    await this.#listen();
    this.#show(await this.ask<Outcome>(ask), String(ask.body?.requestId));
  }

  /** The body of every act: who, and an id of this very act. */
  signed(body: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    return { as: this.user, requestId: randomUUID(), ...body };
  }

  /** Everything that stands in a channel for this person; once the server is gone, what was shown of it. */
  async messages(channel: string): Promise<MessageView[]> {
    const all = await this.#load(channel).catch((error: Error) => {
      if (!error.message.startsWith('503')) throw error;
      return [...this.#shown.values()].filter((message) => message.channel === channel);
    });
    for (const message of all) this.#shown.set(message.id, message);
    return all;
  }

  async #load(channel: string): Promise<MessageView[]> {
    const all: MessageView[] = [];
    for (let before = ''; ; ) {
      const query = `?as=${this.user}&channel=${channel}${before}`;
      const page = await this.ask<MessagesView>({ path: `/messages${query}` });
      all.unshift(...page.messages);
      if (!page.more) return all;
      before = `&before=${all[0]?.id}`;
    }
  }

  ask<T>({ path, body, headers }: Ask): Promise<T> {
    return new Promise((resolve, reject) => {
      const options = {
        agent: false,
        method: body ? 'POST' : 'GET',
        headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
      } as const;
      const asked = request(`${this.#base}${path}`, options, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          if (response.statusCode === 200) resolve(JSON.parse(text) as T);
          else reject(new Error(`${response.statusCode} ${text}`));
        });
        response.on('error', reject);
      });
      asked.on('error', reject);
      asked.end(body ? JSON.stringify(body) : undefined);
    });
  }

  close(): void {
    this.#stream?.destroy();
  }

  /** Connects the live stream once; a server that has stopped ends it, and it stays ended. */
  #listen(): Promise<void> {
    if (this.#stream) return Promise.resolve();
    return new Promise((resolve) => {
      const stream = request(`${this.#base}/events?as=${this.user}`, { agent: false }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          const frames = text.split('\n\n');
          text = frames.pop() ?? '';
          for (const frame of frames) this.#hear(frame);
        });
        response.on('error', () => {});
        resolve();
      });
      stream.on('error', () => resolve());
      stream.end();
      this.#stream = stream;
    });
  }

  #hear(frame: string): void {
    const data = frame.split('\n').find((line) => line.startsWith('data: '));
    if (!data) return;
    const event = JSON.parse(data.slice('data: '.length)) as LiveEvent;
    if (event.kind === 'message') this.#shown.set(event.message.id, event.message);
    if (event.kind === 'outcome') this.#show(event.outcome, event.requestId);
  }

  #show(outcome: Outcome, requestId: string): void {
    const submitted = this.form?.requestId === requestId;
    if (outcome.kind === 'message') this.#shown.set(outcome.message.id, outcome.message);
    if (outcome.kind === 'later') this.notices.push({ text: outcome.text, channel: this.#channel });
    else if (outcome.kind === 'form') this.form = opened(outcome.form);
    else if (submitted && this.form && outcome.kind === 'invalid') this.form.errors = outcome.fields;
    else if (submitted) this.form = null;
  }
}

function opened(view: FormView): OpenForm {
  return { view, values: Object.fromEntries(view.fields.map(({ id, value }) => [id, value])), errors: {} };
}
