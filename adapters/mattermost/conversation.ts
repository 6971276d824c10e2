import { acknowledge } from '../../src/chat/acknowledge.ts';
import type { AdapterContext, AdapterWords } from '../../src/chat/adapter.ts';
import type { Answer, Arrival, Inbox } from '../../src/chat/arrival.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Locales } from '../../src/chat/kit/locales.ts';
import { note } from '../../src/chat/kit/note.ts';
import { UnopenedForms } from '../../src/chat/kit/unopened-forms.ts';
import { withinMs } from '../../src/chat/kit/within.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Person } from '../../src/chat/place.ts';
import type { CommandResponse } from './command-response.ts';
import type { Dialogs } from './dialogs.ts';
import { codeOf } from './mattermost-error.ts';
import type { Site } from './site.ts';
import type { Asker, Following, Telling } from './telling.ts';
import type { Trigger } from './trigger.ts';

/**
 * How long a reply waits for its form to open, milliseconds. With the two seconds that the box may take this is far from
 * the server's thirty; and the reply is the one way of which we know that it is open.
 */
const OPEN_MS = 2_000;

export interface ConversationParts {
  ctx: AdapterContext;
  inbox: Inbox;
  telling: Telling;
  dialogs: Dialogs;
  locales: Locales;
}

/** What a request of a server is answered, and what is done once it is. */
export interface Reply {
  body: object;
  after?: () => Promise<void>;
}

/** Something a person did that the box answers. */
export interface Asked {
  arrival: Arrival;
  asker: Asker;
  site: Site;
  /** Opens forms, for a while; null where there is none. */
  trigger: Trigger | null;
  /** A private message as the body of the reply; null where it cannot travel so. */
  reply(message: Message): object | null;
  /** Whether the person may not see what travels with the reply: what they must know goes by another way. */
  unseen: boolean;
  /** Whether it was asked in a place where direct messages are out of sight. */
  fromAfar: boolean;
}

/** The same, without what the box would answer. */
type Reopened = Omit<Asked, 'arrival'>;

/** Where an answer is shown that no longer travels with the reply. */
type Ways = Pick<Asked, 'asker' | 'site' | 'trigger'>;

/** From an arrival to everything its person sees of the answer, in time. */
export class Conversation {
  readonly #parts: ConversationParts;
  readonly #unopened = new UnopenedForms();

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  /**
   * Hands the arrival to the box. What it answers within two seconds travels with the reply, or opens a form just
   * before it; else the reply says that the answer will come, and it does.
   */
  async answer(asked: Asked): Promise<Reply> {
    const { ctx, inbox } = this.#parts;
    const acknowledged = await acknowledge(inbox, asked.arrival, ctx.clock);
    if (acknowledged.kind === 'answered') return this.#reply(acknowledged.answer, asked);
    const words = this.words(asked.asker.person);
    const late = async () => this.deliver(await acknowledged.answer, asked);
    if (ctx.opensForm(asked.arrival))
      return { body: asked.reply(note(words.loading, words)) ?? {}, after: late };
    if (!asked.unseen) return { body: asked.reply(note(words.stillRecording, words)) ?? {}, after: late };
    // One after the other, and the answer even where the word before it did not get through.
    return {
      body: this.pointer(asked),
      after: async () => {
        try {
          await this.say(words.stillRecording, asked.asker);
        } finally {
          await late();
        }
      },
    };
  }

  /** Shows an answer after the reply. */
  async deliver(answer: Answer, ways: Ways): Promise<void> {
    switch (answer.kind) {
      case 'nothing':
        return;
      case 'private':
      case 'home':
        return this.#follow(answer, await this.#parts.telling.tell(ways.asker, answer.message));
      case 'form':
        return this.#showForm(answer.form, ways);
      case 'invalid':
        return this.say(Object.values(answer.fields).join('\n'), ways.asker);
    }
  }

  /** A message as the answer of a command. */
  response(asker: Asker, message: Message): CommandResponse {
    return this.#parts.telling.response(asker, message);
  }

  /** Tells a text of the adapter's own. */
  async say(text: string, asker: Asker): Promise<void> {
    await this.#parts.telling.tell(asker, note(text, this.words(asker.person)));
  }

  /** The words lent by the box, in this person's language as far as it is known. */
  words(person: Person): AdapterWords {
    const { ctx, locales } = this.#parts;
    return ctx.words(locales.of(person));
  }

  /** Opens a form that could not be opened before. */
  async reopen(nonce: string, pressed: Reopened): Promise<Reply> {
    const form = this.#unopened.form(nonce);
    if (form) return this.#replyToForm(form, pressed);
    return this.replyInWords(this.words(pressed.asker.person).buttonUnknown, pressed);
  }

  /** A text of the adapter's own as the reply to a press, or where that is out of sight by another way. */
  replyInWords(text: string, { asker, fromAfar, unseen, reply }: Omit<Reopened, 'site' | 'trigger'>): Reply {
    if (unseen) return { body: this.pointer({ asker, fromAfar, reply }), after: () => this.say(text, asker) };
    return { body: reply(note(text, this.words(asker.person))) ?? {} };
  }

  /** What the reply says where the answer is a direct message: whoever sees the reply is not left to wonder. */
  pointer({ asker, fromAfar, reply }: Pick<Asked, 'asker' | 'fromAfar' | 'reply'>): object {
    const words = this.words(asker.person);
    const needed = fromAfar && this.#parts.telling.goesDirect(asker);
    return (needed && reply(note(words.answerComesDirectly, words))) || {};
  }

  async #reply(answer: Answer, asked: Asked): Promise<Reply> {
    const after = () => this.deliver(answer, asked);
    if (answer.kind === 'nothing') return { body: {} };
    if (answer.kind === 'form') return this.#replyToForm(answer.form, asked);
    if (answer.kind !== 'private' && answer.kind !== 'home') return { body: {}, after };
    const body = asked.unseen && !showsOnCard(answer, asked.arrival) ? null : asked.reply(answer.message);
    if (!body) return { body: this.pointer(asked), after };
    return { body, after: async () => this.#follow(answer, this.#parts.telling.following(asked.asker)) };
  }

  /** What is known later is shown in the message's place, or under it. Nothing waits for it: it may never come. */
  #follow(answer: Extract<Answer, { kind: 'private' | 'home' }>, following: Following | null): void {
    if (answer.kind === 'home' || !answer.later || !following) return;
    answer
      .later(following.how)
      .then((message) => message && following.show(message))
      .catch((error: unknown) => {
        const code = codeOf(error);
        this.#parts.ctx.log.debug({ code }, 'mattermost: a private message was not followed by another');
      });
  }

  /**
   * The form opens first: where it does not soon, what was typed travels with the reply, and a button that opens it. No
   * later try: a form that opened by itself would take the place of what its person writes by then.
   */
  async #replyToForm(form: Form, asked: Reopened): Promise<Reply> {
    const { clock } = this.#parts.ctx;
    const until = Math.min(asked.trigger?.until ?? 0, clock.now() + OPEN_MS);
    const trigger = asked.trigger && { ...asked.trigger, until };
    const opening = this.#opens(form, { ...asked, trigger }).then((opened) => ({ opened }));
    const soon = await withinMs(opening, OPEN_MS, clock);
    if (soon?.opened) return { body: {} };
    const { asker, unseen } = asked;
    const offered = this.#offer(form, asker);
    const body = unseen ? null : asked.reply(offered);
    if (body) return { body };
    const words = this.words(asker.person);
    // Under what was pressed there is room for words alone; and what was pressed can be pressed again.
    if (!unseen) return { body: asked.reply(note(words.tryAgain, words)) ?? {} };
    return {
      body: this.pointer(asked),
      after: async () => void (await this.#parts.telling.tell(asker, offered)),
    };
  }

  /** Where it cannot be shown, what was typed is told, and a button that opens it. */
  async #showForm(form: Form, ways: Ways): Promise<void> {
    const { asker } = ways;
    if (!(await this.#opens(form, ways))) await this.#parts.telling.tell(asker, this.#offer(form, asker));
  }

  async #opens(form: Form, { asker, site, trigger }: Ways): Promise<boolean> {
    return trigger !== null && this.#parts.dialogs.open(site, trigger, form, asker.person);
  }

  #offer(form: Form, { person }: Asker): Message {
    return this.#unopened.offer(form, this.words(person));
  }
}

/** Whether the press that is answered was of a posting in a channel, whose card says the answer too. */
function showsOnCard(answer: Answer, arrival: Arrival): boolean {
  if (answer.kind !== 'private' || !answer.onCard || arrival.kind !== 'press') return false;
  return arrival.on !== 'private' && !arrival.on.direct;
}
