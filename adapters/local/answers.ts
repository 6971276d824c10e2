import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Answer } from '../../src/chat/arrival.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import type { Conversations } from './conversations.ts';
import { type Signer, sealState } from './form-state.ts';
import type { Live } from './live.ts';
import { renderForm, renderMessage } from './render.ts';
import type { StoredMessage } from './store.ts';
import type { CardView, MessageView, Outcome } from './wire.ts';
import { persona } from './world.ts';

/** Whom an answer goes to, and what it answers. */
export interface Asker {
  user: string;
  channel: string;
  requestId: string;
}

export interface AnswersParts {
  conversations: Conversations;
  live: Live;
  signer: Signer;
  words(locale?: string): AdapterWords;
  clock: Clock;
  log: Logger;
}

/** The box's answers on their way to the person who caused them. */
export class Answers {
  readonly #parts: AnswersParts;

  constructor(parts: AnswersParts) {
    this.#parts = parts;
  }

  /** What the page is told; a private message is stored first, so that it survives a reload. */
  outcome(answer: Answer, asker: Asker): Outcome {
    switch (answer.kind) {
      case 'nothing':
        return answer;
      case 'private':
        return this.#sayAndFollow(answer, asker);
      case 'home':
        return {
          kind: 'message',
          message: this.#view(this.#say(renderMessage(answer.message), asker), asker),
        };
      case 'form':
        return { kind: 'form', form: this.#sealed(answer.form, asker) };
      case 'invalid':
        return { kind: 'invalid', fields: { ...answer.fields } };
    }
  }

  /**
   * Tells it by the live connection, after "still recording". A form that comes when their page is closed
   * has nowhere to open: they find a message that says to try again.
   */
  tellLater(answer: Answer, asker: Asker): void {
    const outcome = this.outcome(answer, asker);
    const told = this.#parts.live.tell(asker.user, { kind: 'outcome', requestId: asker.requestId, outcome });
    if (told || (outcome.kind !== 'form' && outcome.kind !== 'invalid')) return;
    const locale = persona(asker.user)?.locale;
    const text = this.#parts.words(locale).tryAgain;
    this.#say({ lang: locale ?? 'fr', summary: text, blocks: [{ kind: 'text', text: [text] }] }, asker);
  }

  /** What is known later takes the message's place; nothing waits for it. */
  #sayAndFollow({ message, later }: Extract<Answer, { kind: 'private' }>, asker: Asker): Outcome {
    const { conversations, clock, log } = this.#parts;
    const said = this.#say(renderMessage(message), asker);
    later?.()
      .then((more) => more && conversations.repaint(said.id, renderMessage(more), clock.now()))
      // The chat may have been closed meanwhile: what was said first stands.
      .catch((error: unknown) => log.debug({ err: error }, 'a private message could not be replaced'));
    return { kind: 'message', message: this.#view(said, asker) };
  }

  #say(card: CardView, { user, channel }: Asker): StoredMessage {
    const { conversations, clock } = this.#parts;
    return conversations.say({ channel, onlyFor: user, at: clock.now(), content: { kind: 'card', card } });
  }

  #view(said: StoredMessage, { user }: Asker): MessageView {
    return this.#parts.conversations.view(said, user);
  }

  #sealed(form: Form, { user }: Asker) {
    const { clock, signer } = this.#parts;
    return renderForm(form, sealState(form.state, user, clock.now(), signer));
  }
}
