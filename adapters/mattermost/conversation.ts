import { acknowledge } from '../../src/chat/acknowledge.ts';
import type { AdapterContext, AdapterWords } from '../../src/chat/adapter.ts';
import type { Answer, Arrival, Inbox } from '../../src/chat/arrival.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Locales } from '../../src/chat/kit/locales.ts';
import { note } from '../../src/chat/kit/note.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Person } from '../../src/chat/place.ts';
import type { CommandResponse } from './command-response.ts';
import type { Dialogs } from './dialogs.ts';
import { codeOf } from './mattermost-error.ts';
import type { Site } from './site.ts';
import type { Asker, Following, Telling } from './telling.ts';

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
  trigger: string | null;
  /** A private message as the body of the reply; null where it cannot travel so. */
  reply(message: Message): object | null;
  /** Whether the person may not see what travels with the reply: what they must know goes by another way. */
  unseen: boolean;
  /** Whether it was asked in a place where direct messages are out of sight. */
  fromAfar: boolean;
}

/** Where an answer is shown that no longer travels with the reply. */
type Ways = Pick<Asked, 'asker' | 'site' | 'trigger'>;

/** From an arrival to everything its person sees of the answer, in time. */
export class Conversation {
  readonly #parts: ConversationParts;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  /**
   * Hands the arrival to the box. What it answers within two seconds travels with the reply, or opens a form right
   * after it; else the reply says that the answer will come, and it does.
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

  /** What the reply says where the answer is a direct message: whoever sees the reply is not left to wonder. */
  pointer({ asker, fromAfar, reply }: Pick<Asked, 'asker' | 'fromAfar' | 'reply'>): object {
    const words = this.words(asker.person);
    const needed = fromAfar && this.#parts.telling.goesDirect(asker);
    return (needed && reply(note(words.answerComesDirectly, words))) || {};
  }

  #reply(answer: Answer, asked: Asked): Reply {
    const after = () => this.deliver(answer, asked);
    if (answer.kind === 'nothing') return { body: {} };
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

  /** Where it cannot be shown, the person is asked to try again. */
  async #showForm(form: Form, { asker, site, trigger }: Ways): Promise<void> {
    const { dialogs } = this.#parts;
    const shown = trigger !== null && (await dialogs.open(site, trigger, form, asker.person));
    if (!shown) await this.say(this.words(asker.person).tryAgain, asker);
  }
}

/** Whether the press that is answered was of a posting in a channel, whose card says the answer too. */
function showsOnCard(answer: Answer, arrival: Arrival): boolean {
  if (answer.kind !== 'private' || !answer.onCard || arrival.kind !== 'press') return false;
  return arrival.on !== 'private' && !arrival.on.direct;
}
