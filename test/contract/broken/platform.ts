import type { Field } from '../../../src/chat/form.ts';
import type { Clock } from '../../../src/clock.ts';
import type { Fault } from '../harness.ts';
import type { Content } from './render.ts';

/** What the tiny platform delivers. `proof` is what only it can give. */
export type TinyEvent = { id: string; proof: string; at: number; user: string; channel: string } & (
  | { kind: 'command'; text: string; under?: string }
  | { kind: 'press'; message: string; action: string; value: string; alone: boolean }
  | { kind: 'submit'; state: string; values: Record<string, string> }
  | { kind: 'reaction'; message: string; emoji: string; added: boolean }
  | { kind: 'shortcut'; message: string }
  | { kind: 'page' }
);
export type Deed = TinyEvent extends infer E
  ? E extends TinyEvent
    ? Omit<E, 'id' | 'proof' | 'at'>
    : never
  : never;

/** The acknowledgement, which may already show something to the person. */
export interface Reply {
  message?: Content;
  form?: TinyForm;
  errors?: Readonly<Record<string, string>>;
}

export interface TinyForm {
  title: string;
  intro: string;
  submit: string;
  fields: readonly Field[];
  /** Travels through the client in clear: the adapter signs it. */
  state: string;
  channel: string;
}

export interface Stored extends Content {
  id: string;
  channel: string;
  /** Only this user sees it. */
  alone?: string;
  key?: string;
  at: number;
  marks: { user: string; emoji: string; at: number }[];
}

/** An open form: values typed, errors shown. */
export interface OpenForm {
  form: TinyForm;
  values: Record<string, string>;
  errors: Readonly<Record<string, string>>;
}

export class TinyError extends Error {
  readonly code:
    | 'ratelimited'
    | 'timeout'
    | 'forbidden'
    | 'no such channel'
    | 'no such message'
    | 'no such user';
  readonly retryAfterMs: number;
  constructor(code: TinyError['code'], retryAfterMs = 0) {
    super(code);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

export const PROOF = 'genuine';
export const BOT = 'bot';
const USERS = ['alice', 'bob', BOT];
const CHANNELS = ['lab'];

/** A chat platform of one workspace, in memory: two persons, a channel, direct messages, reactions, forms. */
export class TinyPlatform {
  readonly messages: Stored[] = [];
  readonly open = new Map<string, OpenForm>();
  readonly pages = new Map<string, Content>();
  fault: Fault | null = null;
  #handler: ((event: TinyEvent) => Promise<Reply>) | null = null;
  #last: TinyEvent | null = null;
  #inHand = new Set<Promise<unknown>>();
  #ids = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  connect(handler: ((event: TinyEvent) => Promise<Reply>) | null): void {
    this.#handler = handler;
  }

  /** A person does something: the adapter hears of it, and what it replies is shown to that person. */
  act(deed: Deed): Promise<void> {
    const event = { ...deed, id: this.#id('e'), proof: PROOF, at: this.#clock.now() } as TinyEvent;
    this.#last = event;
    return this.deliver(event);
  }

  async repeat(): Promise<void> {
    if (this.#last) await this.deliver(this.#last);
  }

  async deliver(event: TinyEvent): Promise<void> {
    if (!this.#handler) throw new Error('nobody listens');
    const reply = this.#handler(event);
    this.#inHand.add(reply);
    try {
      this.#show(event, await reply);
    } finally {
      this.#inHand.delete(reply);
    }
  }

  get idle(): boolean {
    return this.#inHand.size === 0;
  }

  #show(event: TinyEvent, reply: Reply): void {
    if (event.kind === 'submit' && reply.errors) {
      const open = this.open.get(event.user);
      if (open) Object.assign(open, { errors: reply.errors, values: event.values });
    } else if (event.kind === 'submit' && event.proof === PROOF) this.open.delete(event.user);
    if (reply.message) this.#store({ ...reply.message, channel: event.channel, alone: event.user });
    if (reply.form) this.openForm(event.user, reply.form);
  }

  openForm(user: string, form: TinyForm): void {
    const values = Object.fromEntries(form.fields.map((field) => [field.id, field.value ?? '']));
    this.open.set(user, { form, values, errors: {} });
  }

  // What the bot calls.

  post(channel: string, content: Content, key: string, alone?: string): Promise<Stored> {
    return this.#call(() => {
      if (!CHANNELS.includes(channel) && !channel.startsWith('dm-')) throw new TinyError('no such channel');
      if (channel.startsWith('dm-') && !USERS.includes(channel.slice(3))) throw new TinyError('no such user');
      const known = this.messages.find((stored) => stored.key === key && stored.channel === channel);
      return known ?? this.#store({ ...content, channel, key, ...(alone ? { alone } : {}) });
    });
  }

  edit(id: string, content: Content): Promise<void> {
    return this.#call(() => {
      Object.assign(this.get(id), content);
    });
  }

  get(id: string): Stored {
    const stored = this.messages.find((message) => message.id === id);
    if (!stored) throw new TinyError('no such message');
    return stored;
  }

  /** A reaction put or taken by anybody, the bot too; the platform tells of both. */
  async mark(user: string, id: string, emoji: string, added: boolean): Promise<void> {
    const stored = this.get(id);
    stored.marks = stored.marks.filter((mark) => mark.user !== user || mark.emoji !== emoji);
    if (added) stored.marks.push({ user, emoji, at: this.#clock.now() });
    await this.act({ kind: 'reaction', user, channel: stored.channel, message: id, emoji, added });
  }

  remove(id: string): void {
    const at = this.messages.findIndex((message) => message.id === id);
    if (at >= 0) this.messages.splice(at, 1);
  }

  async #call<T>(happen: () => T): Promise<T> {
    const fault = this.fault;
    this.fault = null;
    if (fault?.kind === 'slow down') throw new TinyError('ratelimited', fault.retryAfterMs);
    if (fault?.kind === 'refused') throw new TinyError('forbidden');
    const done = happen();
    if (fault?.kind === 'lost answer') throw new TinyError('timeout');
    return done;
  }

  #store(message: Omit<Stored, 'id' | 'at' | 'marks'>): Stored {
    const stored = { ...message, id: this.#id('m'), at: this.#clock.now(), marks: [] };
    this.messages.push(stored);
    return stored;
  }

  #id(prefix: string): string {
    this.#ids += 1;
    return `${prefix}${this.#ids}`;
  }
}
