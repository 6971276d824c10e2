import { randomUUID } from 'node:crypto';
import type { FormView, MessagesView, MessageView, Outcome } from '../../adapters/local/wire.ts';

/** Somebody at the local chat's page, doing by HTTP what the page does. */
export class LocalUser {
  readonly #url: string;
  readonly #as: string;

  constructor(url: string, as: string) {
    this.#url = url;
    this.#as = as;
  }

  say(channel: string, text: string): Promise<Outcome> {
    return this.#post('messages', { channel, text });
  }

  submit(form: FormView, values: Record<string, string>): Promise<Outcome> {
    return this.#post('submit', { token: form.token, values });
  }

  press(message: number, action: string, value: string): Promise<Outcome> {
    return this.#post('press', { message, action, value });
  }

  react(message: number, emoji: string, standing: boolean): Promise<Outcome> {
    return this.#post('reactions', { message, emoji, standing });
  }

  /** The newest messages of a channel as this person sees them, oldest first. */
  async messages(channel: string): Promise<MessageView[]> {
    return (await this.#page({ channel })).messages;
  }

  /** All messages of a channel as this person sees them, oldest first. */
  async history(channel: string): Promise<MessageView[]> {
    let { messages, more } = await this.#page({ channel });
    while (more && messages[0]) {
      const older = await this.#page({ channel, before: String(messages[0].id) });
      messages = [...older.messages, ...messages];
      more = older.more;
    }
    return messages;
  }

  async #page(of: { channel: string; before?: string }): Promise<MessagesView> {
    const answer = await fetch(
      `${this.#url}/local/api/messages?${new URLSearchParams({ as: this.#as, ...of })}`,
    );
    if (!answer.ok) throw new Error(`messages: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as MessagesView;
  }

  async #post(path: string, body: object): Promise<Outcome> {
    const answer = await fetch(`${this.#url}/local/api/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as: this.#as, requestId: randomUUID(), ...body }),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Outcome;
  }
}

/** The plain text of a message of the box, a block a line. */
export function textOf(message: MessageView): string {
  if (message.content.by === 'person') return message.content.text;
  return message.content.card.blocks
    .map((block) => {
      if (block.kind === 'buttons') return block.buttons.map(({ label }) => `[${label}]`).join(' ');
      if (block.kind === 'fields')
        return block.fields.map(({ label, value }) => `${label}: ${value}`).join('\n');
      if (block.kind === 'image') return block.alt;
      return block.text
        .map((run) => (typeof run === 'string' ? run : 'name' in run ? run.name : run.text))
        .join('');
    })
    .join('\n');
}

/** The form an outcome opened. */
export function formOf(outcome: Outcome): FormView {
  if (outcome.kind !== 'form') throw new Error(`no form but ${JSON.stringify(outcome)}`);
  return outcome.form;
}

/** What the box answered privately. */
export function answerOf(outcome: Outcome): string {
  if (outcome.kind !== 'message') throw new Error(`no message but ${JSON.stringify(outcome)}`);
  return textOf(outcome.message);
}
