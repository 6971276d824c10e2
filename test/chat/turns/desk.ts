import type { Answer, ArrivalOf, Inbox, Span } from '../../../src/chat/arrival.ts';
import type { Form } from '../../../src/chat/form.ts';
import type { Button, Message } from '../../../src/chat/message.ts';
import { type Channel, isChannel, type Person, type Posted } from '../../../src/chat/place.ts';
import type { Clock } from '../../../src/clock.ts';
import { type ChatPlatform, REALM } from './chat-platform.ts';
import { buttonsOf, textOf } from './said.ts';

/** What an arrival says of itself, where it is not the usual. */
export interface Odd {
  /** To repeat an earlier one. */
  id?: string;
  at?: number;
  locale?: string;
}

/** People at work on one platform: each method is one arrival, and its answer. Persons and channels by name. */
export class Desk {
  readonly platform: ChatPlatform;
  readonly #inbox: Inbox;
  readonly #clock: Clock;
  #drawn = 0;

  constructor(platform: ChatPlatform, inbox: Inbox, clock: Clock) {
    this.platform = platform;
    this.#inbox = inbox;
    this.#clock = clock;
  }

  person(user: string): Person {
    return { platform: this.platform.name, realm: REALM, user };
  }

  /** `dm-…` is a direct message. */
  channel(channel: string): Channel {
    const place = { platform: this.platform.name, realm: REALM, channel };
    return channel.startsWith('dm-') ? { ...place, direct: true } : place;
  }

  /** `/idee` and the text; `@name` after a space is a mention. */
  type(
    user: string,
    channel: string,
    text: string,
    { inThread, ...odd }: Odd & { inThread?: Posted } = {},
  ): Promise<Answer> {
    const spans = text.split(/(?<=^|\s)(@[a-z]+)/u).map((part): Span => {
      const name = /^@([a-z]+)$/.exec(part)?.[1];
      return name === undefined ? part : { person: this.person(name), name };
    });
    const where = this.channel(channel);
    this.platform.enter(user, channel);
    const under = inThread && { inThread };
    return this.#inbox({ kind: 'command', ...this.#common(user, odd), where, text: spans, ...under });
  }

  /** What was typed is answered by this text. */
  async says(user: string, channel: string, text: string, odd: Odd = {}): Promise<string> {
    return textOf(await this.type(user, channel, text, odd));
  }

  /** What was typed opens this form. */
  async form(user: string, channel: string, text: string, odd: Odd = {}): Promise<Form> {
    return formOf(await this.type(user, channel, text, odd));
  }

  /** Sends a form with its fields as they are, but for `values`. */
  submit(
    user: string,
    form: Form,
    values: Readonly<Record<string, string>> = {},
    odd: Odd & { expired?: boolean } = {},
  ): Promise<Answer> {
    const { expired = false, ...rest } = odd;
    const filled = Object.fromEntries(form.fields.map(({ id, value = '' }) => [id, value]));
    return this.#inbox({
      kind: 'submit',
      ...this.#common(user, rest),
      form: { ...form.state, expired },
      values: { ...filled, ...values },
    });
  }

  press(
    user: string,
    channel: string,
    { action, value }: Pick<Button, 'action' | 'value'>,
    odd: Odd & { on?: Posted; proven?: { postedAt: number }; elsewhere?: true } = {},
  ): Promise<Answer> {
    const { proven, elsewhere, ...rest } = odd;
    const on: Posted | 'private' = odd.on ?? 'private';
    const where = this.channel(channel);
    const pressed = { kind: 'press' as const, ...this.#common(user, rest), where, on, action, value };
    return this.#inbox({ ...pressed, ...(proven && { proven }), ...(elsewhere && { elsewhere }) });
  }

  /** Opens the page of one's own. */
  home(user: string, odd: Odd = {}): Promise<Answer> {
    return this.#inbox({ kind: 'home', ...this.#common(user, odd) });
  }

  /** `found`: nobody did it just now, it was seen when standing reactions were looked up. */
  react(
    user: string,
    on: Posted,
    emoji: string,
    added = true,
    { found, ...odd }: Odd & { found?: true } = {},
  ): Promise<Answer> {
    const seen = found && { found };
    return this.#inbox({ kind: 'mark', ...this.#common(user, odd), on, emoji, added, ...seen });
  }

  /** "Make an idea of this message", from its menu; `author` as the platform names it there. */
  shortcut(
    user: string,
    message: Posted,
    { author, text = '' }: { author: string | null; text?: string },
    odd: Odd = {},
  ): Promise<Answer> {
    const by = author === null ? null : this.person(author);
    return this.#inbox({ kind: 'shortcut', ...this.#common(user, odd), message, text, author: by });
  }

  /** Files an idea by the form; its number. */
  async file(user: string, channel: string, title: string, values: Record<string, string> = {}) {
    const form = await this.form(user, channel, title);
    return numberIn(await this.submit(user, form, values));
  }

  /** The card of an idea, as it stands in a channel. */
  card(number: number, channel: string): { posted: Posted; message: Message } {
    const found = this.shownIn(channel).find(({ message }) =>
      message.blocks.some(
        (block) => block.kind === 'heading' && String(block.text[0]).includes(`#${number} `),
      ),
    );
    if (!found) throw new Error(`no card of #${number} in ${channel}`);
    return found;
  }

  shownIn(channel: string) {
    return this.platform.shown.filter(({ to }) => isChannel(to) && to.channel === channel);
  }

  /** Direct messages of the box to somebody. */
  toldTo(user: string): Message[] {
    return this.platform.shown
      .filter(({ to }) => !isChannel(to) && to.user === user)
      .map(({ message }) => message);
  }

  #common(user: string, { id, at, locale }: Odd): Pick<ArrivalOf<'home'>, 'id' | 'by' | 'at' | 'locale'> {
    this.#drawn += 1;
    return {
      id: id ?? `arrival ${this.#drawn}`,
      by: this.person(user),
      at: at ?? this.#clock.now(),
      ...(locale !== undefined && { locale }),
    };
  }
}

/** What an answer shows at once: what follows later is a way of its own in each. */
export function atOnce(answer: Answer): Answer {
  return answer.kind === 'private' ? { kind: 'private', message: answer.message } : answer;
}

export function formOf(answer: Answer): Form {
  if (answer.kind !== 'form') throw new Error(`no form but ${answer.kind}: ${textOf(answer)}`);
  return answer.form;
}

export function messageOf(answer: Answer): Message {
  if (answer.kind !== 'private') throw new Error(`no message but ${answer.kind}: ${textOf(answer)}`);
  return answer.message;
}

/** Errors by field. */
export function faultsOf(answer: Answer): Readonly<Record<string, string>> {
  if (answer.kind !== 'invalid') throw new Error(`no fault but ${answer.kind}: ${textOf(answer)}`);
  return Object.fromEntries(
    Object.entries(answer.fields).map(([id, text]) => [id, text.replace(/[\u00A0\u202F]/gu, ' ')]),
  );
}

/** The button of a message by its label. */
export function button(answer: Answer | Message, label: string): Button {
  const message = 'blocks' in answer ? answer : messageOf(answer);
  const found = buttonsOf(message).find((one) => one.label === label);
  if (!found) throw new Error(`no button "${label}" but ${buttonsOf(message).map((one) => one.label)}`);
  return found;
}

/** The first idea's number an answer names. */
export function numberIn(answer: Answer): number {
  const number = /#(\d+)/.exec(textOf(answer))?.[1];
  if (number === undefined) throw new Error(`no number in: ${textOf(answer)}`);
  return Number(number);
}

/** Value of a form's field. */
export function typedIn(form: Form, id: string): string | undefined {
  return form.fields.find((field) => field.id === id)?.value;
}
