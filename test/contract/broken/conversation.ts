import type { AdapterContext } from '../../../src/chat/adapter.ts';
import type { Answer, Arrival, Inbox } from '../../../src/chat/arrival.ts';
import type { Breaks } from './flags.ts';
import type { Inbound } from './inbound.ts';
import type { Reply, TinyEvent, TinyPlatform } from './platform.ts';
import { renderMessage } from './render.ts';

/** One event's way to the box and the answer's way back: in the acknowledgement, or later. */
export class Conversation {
  readonly #ctx: AdapterContext;
  readonly #platform: TinyPlatform;
  readonly #inbound: Inbound;
  readonly #inbox: Inbox;
  readonly #breaks: Breaks;
  readonly #inHand = new Set<Promise<unknown>>();

  constructor(ctx: AdapterContext, platform: TinyPlatform, inbound: Inbound, inbox: Inbox, breaks: Breaks) {
    this.#ctx = ctx;
    this.#platform = platform;
    this.#inbound = inbound;
    this.#inbox = inbox;
    this.#breaks = breaks;
  }

  /** Resolves when no arrival is in hand any more. */
  async rest(): Promise<void> {
    while (this.#inHand.size > 0) await Promise.all(this.#inHand);
  }

  readonly handle = (event: TinyEvent): Promise<Reply> => {
    const arrival = this.#inbound.translate(event);
    if (!arrival) return Promise.resolve({});
    const handled = this.#answer(event, arrival);
    this.#keep(handled);
    return handled;
  };

  async #answer(event: TinyEvent, arrival: Arrival): Promise<Reply> {
    if (this.#breaks('doubles')) await this.#inbox(arrival);
    const answered = this.#inbox(arrival);
    const inTime = new AbortController();
    const limit = this.#breaks('acknowledgesLate') ? 5_000 : 2_000;
    const late = this.#ctx.clock.sleep(limit, inTime.signal).then(() => null);
    const answer = await Promise.race([answered, late]);
    if (this.#breaks('criesLate') && answer) this.#later(this.#ctx.clock.sleep(2_000), event);
    if (!this.#breaks('leavesSleep')) inTime.abort();
    if (answer) return this.#reply(event, answer, arrival);
    const afterwards = answered.then((then) => this.#afterwards(event, then, arrival));
    if (!this.#breaks('stopsBeforeLate')) this.#keep(afterwards);
    if (this.#breaks('saysRecordedEarly')) return this.#words('Votre idée porte le numéro #2256.');
    return this.#words(this.#ctx.words().stillRecording);
  }

  #words(text: string): Reply {
    return {
      message: renderMessage(
        { lang: 'fr', summary: text, blocks: [{ kind: 'text', text: [text] }] },
        () => false,
      ),
    };
  }

  /** What the acknowledgement shows. */
  async #reply(event: TinyEvent, answer: Answer, arrival: Arrival): Promise<Reply> {
    const breaks = this.#breaks;
    switch (answer.kind) {
      case 'nothing':
        return breaks('fillsSilence') ? this.#words('Bien reçu.') : {};
      case 'private': {
        const content = renderMessage(answer.message, breaks);
        if (breaks('hidesRefusals') && this.#ctx.opensForm(arrival)) return {};
        if (breaks('keepsFormOpen') && event.kind === 'submit') return { message: content, errors: {} };
        if (breaks('answersOverCard') && event.kind === 'press') {
          await this.#platform.edit(event.message, content);
          return { message: content };
        }
        if (breaks('leaksPrivate')) {
          await this.#platform.post(event.channel, content, `leak-${event.id}`);
          return {};
        }
        if (breaks('answersTwice')) await this.#alone(event, answer);
        return { message: content };
      }
      case 'form':
        if (breaks('opensNothingForPresses') && event.kind === 'press') return {};
        if (breaks('keepsOldStep') && event.kind === 'submit') return { errors: {} };
        return { form: this.#inbound.form(answer.form, event.user) };
      case 'invalid':
        if (breaks('losesTypedValues') && event.kind === 'submit') {
          for (const id of Object.keys(event.values)) event.values[id] = '';
        }
        return { errors: breaks('dropsFieldErrors') ? {} : answer.fields };
      case 'home':
        if (!breaks('ignoresHome'))
          this.#platform.pages.set(event.user, renderMessage(answer.message, breaks));
        return {};
    }
  }

  async #afterwards(event: TinyEvent, answer: Answer, arrival: Arrival): Promise<void> {
    if (this.#breaks('forgetsLateAnswers')) return;
    if (answer.kind === 'form')
      this.#platform.openForm(event.user, this.#inbound.form(answer.form, event.user));
    if (answer.kind === 'private' && this.#breaks('leaksPrivate')) await this.#reply(event, answer, arrival);
    else if (answer.kind === 'private') await this.#alone(event, answer);
  }

  async #alone(event: TinyEvent, answer: Extract<Answer, { kind: 'private' }>): Promise<void> {
    const content = renderMessage(answer.message, this.#breaks);
    await this.#platform.post(event.channel, content, `answer-${event.id}`, event.user);
  }

  #later(instant: Promise<void>, event: TinyEvent): void {
    const words = this.#words(this.#ctx.words().stillRecording).message;
    if (words)
      this.#keep(instant.then(() => this.#platform.post(event.channel, words, `l-${event.id}`, event.user)));
  }

  #keep(work: Promise<unknown>): void {
    const kept = work.finally(() => this.#inHand.delete(kept));
    this.#inHand.add(kept);
  }
}
