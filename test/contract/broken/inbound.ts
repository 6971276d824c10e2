import type { AdapterContext } from '../../../src/chat/adapter.ts';
import type { Arrival, Span } from '../../../src/chat/arrival.ts';
import { FORM_LIFE_MS, type Form, type FormState } from '../../../src/chat/form.ts';
import { PRIVATE_BUTTON_LIFE_MS } from '../../../src/chat/message.ts';
import type { Channel, Person, Posted } from '../../../src/chat/place.ts';
import type { Breaks } from './flags.ts';
import { read } from './markup.ts';
import { BOT, PROOF, type TinyEvent, type TinyForm, type TinyPlatform } from './platform.ts';
import { renderInline } from './render.ts';

export const PLATFORM = 'tiny';
export const REALM = 'tiny.example';

export const person = (user: string): Person => ({ platform: PLATFORM, realm: REALM, user });
export const channel = (id: string): Channel => ({
  ...{ platform: PLATFORM, realm: REALM, channel: id },
  ...(id.startsWith('dm-') ? { direct: true } : {}),
});
export const posted = (id: string, message: string): Posted => ({ ...channel(id), message });

/** Emoji without skin tone and without U+FE0F. */
export function normal(emoji: string, breaks: Breaks): string {
  return breaks('keepsSkinTone') ? emoji : emoji.replace(/[\u{1f3fb}-\u{1f3ff}\u{fe0f}]/gu, '');
}

/** Translates events of the tiny platform, each verified first; null for what must not reach the box. */
export class Inbound {
  readonly #ctx: AdapterContext;
  readonly #platform: TinyPlatform;
  readonly #breaks: Breaks;
  #count = 0;

  constructor(ctx: AdapterContext, platform: TinyPlatform, breaks: Breaks) {
    this.#ctx = ctx;
    this.#platform = platform;
    this.#breaks = breaks;
  }

  translate(event: TinyEvent): Arrival | null {
    const breaks = this.#breaks;
    if (event.proof !== PROOF && !breaks('letsUnverifiedThrough')) return null;
    this.#count += 1;
    const common = {
      id: this.#idOf(event),
      by: person(event.user),
      at: breaks('countsSeconds') ? Math.floor(event.at / 1000) : event.at,
    };
    const where = channel(event.channel);
    switch (event.kind) {
      case 'command': {
        if (breaks('drops') && this.#count % 2 === 0) return null;
        const under = event.under && !breaks('losesThread') ? posted(event.channel, event.under) : null;
        const text = this.#spans(event.text);
        return { ...common, kind: 'command', where, text, ...(under ? { inThread: under } : {}) };
      }
      case 'press': {
        if (event.alone && this.#isOld(event) && !breaks('ignoresButtonAge')) return null;
        const alone = event.alone && !breaks('forgetsPrivacy');
        const message = breaks('forgetsPosting') ? 'm0' : event.message;
        const on = alone ? ('private' as const) : posted(event.channel, message);
        return { ...common, kind: 'press', where, on, action: event.action, value: event.value };
      }
      case 'reaction': {
        if (event.user === BOT && !breaks('echoesOwnReaction')) return null;
        if (breaks('dropsMarks') || (breaks('forgetsRemovals') && !event.added)) return null;
        const on = posted(event.channel, event.message);
        if (breaks('mixesRealms')) on.realm = 'team-7';
        return { ...common, kind: 'mark', on, emoji: normal(event.emoji, breaks), added: event.added };
      }
      case 'submit': {
        const form = this.#unseal(event.state, event.user);
        return form && { ...common, kind: 'submit', form, values: this.#values(event.values) };
      }
      case 'shortcut': {
        const stored = this.#platform.get(event.message);
        const text = breaks('losesShortcutText') ? '' : read(stored.markup).text;
        const message = posted(event.channel, event.message);
        return { ...common, kind: 'shortcut', message, text, author: null };
      }
      case 'page':
        return { ...common, kind: 'home' };
    }
  }

  form(form: Form, user: string): TinyForm {
    const escaped = (value: string) =>
      this.#breaks('escapesValues') ? value.replace(/[*<&]/g, '\\$&') : value;
    const value = (field: Form['fields'][number]) =>
      field.value === undefined ? field : { ...field, value: escaped(field.value) };
    return {
      title: form.title,
      intro: this.#breaks('dropsIntroductions') ? '' : renderInline(form.intro ?? [], this.#breaks),
      submit: form.submit,
      fields: form.fields.map(value),
      state: this.#seal(form.state, user),
      channel: form.state.where?.channel ?? 'lab',
    };
  }

  #isOld({ message }: { message: string }): boolean {
    return this.#ctx.clock.now() - this.#platform.get(message).at > PRIVATE_BUTTON_LIFE_MS;
  }

  #idOf(event: TinyEvent): string {
    const { id, ...said } = event;
    if (this.#breaks('reusesIds')) return JSON.stringify([said.kind, 'text' in said && said.text]);
    if (this.#breaks('pressesShareId') && event.kind === 'press') return `${event.message} ${event.value}`;
    return this.#breaks('changesDeliveryId') ? `${id}-${this.#count}` : id;
  }

  #spans(text: string): Span[] {
    if (this.#breaks('tidiesText')) return [text.replace(/\s+/g, ' ')];
    if (this.#breaks('flattensMentions')) return [text];
    return text
      .split(/(@(?:alice|bob)\b)/)
      .filter((part) => part !== '')
      .map((part) => (/^@(alice|bob)$/.test(part) ? { person: person(part.slice(1)), name: part } : part));
  }

  #values(values: Readonly<Record<string, string>>): Record<string, string> {
    const breaks = this.#breaks;
    const changed = Object.entries(values).map(([id, value]) => {
      if (breaks('ticksWithOn') && value === 'yes') return [id, 'on'];
      return [id, breaks('cutsLongText') ? value.slice(0, 150) : value];
    });
    return Object.fromEntries(changed.filter(([, value]) => value !== '' || !breaks('omitsEmptyValues')));
  }

  /** The state goes through the client: signed, bound to the person, with the instant it was made. */
  #seal(state: FormState, user: string): string {
    const text = JSON.stringify({ ...state, user, made: this.#ctx.clock.now() });
    return JSON.stringify([text, this.#ctx.sign('form', text)]);
  }

  #unseal(sealed: string, by: string): FormState | null {
    const [text, tag] = JSON.parse(sealed) as [string, string];
    if (!this.#ctx.verify('form', text, tag) && !this.#breaks('acceptsForgedState')) return null;
    const { user, made, ...state } = JSON.parse(text) as FormState & { user: string; made: number };
    if (user !== by && !this.#breaks('acceptsForeignState')) return null;
    const expired = this.#ctx.clock.now() - made > FORM_LIFE_MS && !this.#breaks('ignoresExpiry');
    return { ...state, expired, ...(this.#breaks('forgetsFormState') ? { draft: null } : {}) };
  }
}
