import type { ModalView } from '@slack/types';
import { acknowledge } from '../../src/chat/acknowledge.ts';
import type { AdapterContext, AdapterWords } from '../../src/chat/adapter.ts';
import type { Answer, Arrival, Inbox } from '../../src/chat/arrival.ts';
import type { Form } from '../../src/chat/form.ts';
import { sealState } from '../../src/chat/kit/form-state.ts';
import type { Locales } from '../../src/chat/kit/locales.ts';
import { note } from '../../src/chat/kit/note.ts';
import { sealButtons } from '../../src/chat/kit/private-buttons.ts';
import { UnopenedForms } from '../../src/chat/kit/unopened-forms.ts';
import { withinMs } from '../../src/chat/kit/within.ts';
import type { Message } from '../../src/chat/message.ts';
import { codeOf } from './codes.ts';
import type { HomePages } from './home-pages.ts';
import { inView, messageView } from './message-view.ts';
import type { Modal, Modals } from './modals.ts';
import { renderHome } from './render.ts';
import { renderForm } from './render-form.ts';
import type { Asker, Following, Telling } from './telling.ts';
import type { Workspace } from './workspaces.ts';

/**
 * An answer that is there this soon travels with the acknowledgement itself; a form then opens as it is, without
 * the view that says "a moment". Milliseconds, far from Slack's 3,000.
 */
const PROMPT_MS = 75;

export interface ConversationParts {
  ctx: AdapterContext;
  inbox: Inbox;
  telling: Telling;
  modals: Modals;
  homePages: HomePages;
  locales: Locales;
  /** Told of each form that opens for this asker. */
  opened(modal: Modal, asker: Asker): void;
}

/** Something a person did that the box answers. */
export interface Asked {
  arrival: Arrival;
  /**
   * The same with what Slack must be asked for; the box waits for it, the acknowledgement of a command does not.
   * Never rejects.
   */
  completed?(): Promise<Arrival>;
  asker: Asker;
  workspace: Workspace;
  /** Opens one view, soon; null where there is none. */
  trigger: string | null;
  /** The view it was done in, which shows the answer. */
  modal: Modal | null;
  /** Told once the box has answered, before the answer is shown. */
  taken?(): Promise<void>;
  /** With a body, for what is answered by the acknowledgement (a command). */
  ack(body?: object): Promise<void>;
  /** Whether a private answer may travel with the acknowledgement. */
  answeredByAck: boolean;
}

/** A text an adapter says by itself. */
export type OwnText = Exclude<keyof AdapterWords, 'lang'>;

/** Where an answer is shown. */
type Ways = Pick<Asked, 'asker' | 'workspace' | 'trigger' | 'modal'>;

/** From an arrival to everything its person sees of the answer, in time. */
export class Conversation {
  readonly #parts: ConversationParts;
  readonly #unopened = new UnopenedForms();

  constructor(parts: ConversationParts) {
    this.#parts = parts;
  }

  /**
   * Hands the arrival to the box and shows what it answers. Acknowledged at once or nearly; what opens a form opens
   * a view before the box has answered; where the box is slow, the person is told so after two seconds.
   */
  async answer(asked: Asked): Promise<void> {
    const { ctx, inbox } = this.#parts;
    const { arrival, ack, taken } = asked;
    const heard: Inbox = async (one) => {
      const answered = await inbox((await asked.completed?.()) ?? one);
      await taken?.();
      return answered;
    };
    const acknowledged = acknowledge(heard, arrival, ctx.clock);
    const prompt = await withinMs(acknowledged, PROMPT_MS, ctx.clock);
    const answer = prompt?.kind === 'answered' ? prompt.answer : null;
    const { telling } = this.#parts;
    if (answer?.kind === 'private' && asked.answeredByAck && telling.isOne(asked.asker, answer.message)) {
      await ack({ response_type: 'ephemeral', ...telling.rendered(asked.asker, answer.message) });
      return this.#follow(answer, telling.following(asked.asker));
    }
    await ack();
    if (answer) return this.deliver(answer, asked);
    const waiting = await this.#openWaiting(asked);
    const later = await acknowledged;
    if (later.kind === 'late' && !waiting)
      await this.#showText(this.words(asked.asker).stillRecording, asked);
    await this.deliver(await later.answer, waiting ? { ...asked, modal: waiting } : asked);
  }

  /** Shows an answer that was acknowledged before. */
  async deliver(answer: Answer, ways: Ways): Promise<void> {
    switch (answer.kind) {
      case 'nothing':
        // The view that waits cannot be closed by us; of a repeat, everything was said the first time.
        if (ways.modal) await this.say('done', ways);
        return;
      case 'private':
        return this.#follow(answer, await this.#show(answer.message, ways));
      case 'form':
        return this.#showForm(answer.form, ways);
      case 'invalid':
        return this.#showText(Object.values(answer.fields).join('\n'), ways);
      case 'home':
        return this.#publish(answer.message, ways);
    }
  }

  /** Shows a text of the adapter's own. */
  say(text: OwnText, ways: Ways): Promise<void> {
    return this.#showText(this.words(ways.asker)[text], ways);
  }

  /** The view of a form, its state bound to this person. */
  formView(form: Form, { person }: Asker): ModalView {
    const { ctx } = this.#parts;
    const state = sealState(form.state, person, ctx.clock.now(), ctx);
    return renderForm(form, state, { realm: person.realm, words: ctx.words(form.lang) });
  }

  /** A message as a view, its buttons bound to this person. */
  view(message: Message, { person, where }: Asker): ModalView {
    const { ctx } = this.#parts;
    const sealed = sealButtons(message, { person, where }, ctx.clock.now(), ctx);
    return messageView(sealed, ctx.words(message.lang), { realm: person.realm });
  }

  /** The words lent by the box, in this person's language as far as it is known. */
  words({ person }: Asker): AdapterWords {
    const { ctx, locales } = this.#parts;
    return ctx.words(locales.of(person));
  }

  /** A text of the adapter's, as a view. */
  noteView(text: string, asker: Asker): ModalView {
    return this.view(note(text, this.words(asker)), asker);
  }

  /** Opens the view that a form will fill, if this will be answered by one; a trigger lives for three seconds. */
  async #openWaiting({ arrival, asker, workspace, trigger, modal }: Asked): Promise<Modal | null> {
    const { ctx, modals } = this.#parts;
    if (modal || !trigger || !ctx.opensForm(arrival)) return null;
    return modals.open(workspace, trigger, this.noteView(this.words(asker).loading, asker));
  }

  async #showText(text: string, ways: Ways): Promise<void> {
    await this.#show(note(text, this.words(ways.asker)), ways);
  }

  /** How something more can be shown; null where it cannot. What a view does not hold follows as messages. */
  async #show(message: Message, { asker, workspace, modal }: Ways): Promise<Following | null> {
    const { telling, modals } = this.#parts;
    if (!modal) return telling.tell(asker, message);
    const [first = message, ...others] = inView(message, { realm: asker.person.realm });
    const filled = await modals.fill(workspace, modal, this.view(first, asker));
    if (!filled) return telling.tell(asker, message);
    await telling.tellAll(asker, others);
    return {
      how: 'instead',
      show: async (next) => void (await modals.fill(workspace, filled, this.view(next, asker))),
    };
  }

  /** What is known later is shown in the message's place, or under it. Nothing waits for it: it may never come. */
  #follow({ later }: Extract<Answer, { kind: 'private' }>, following: Following | null): void {
    if (!later || !following) return;
    later(following.how)
      .then((message) => message && following.show(message))
      .catch((error: unknown) => {
        this.#parts.ctx.log.debug(
          { code: codeOf(error) },
          'slack: a private message was not followed by another',
        );
      });
  }

  /** Opens a form that could not be opened before. */
  async reopen(nonce: string, ways: Ways): Promise<void> {
    const form = this.#unopened.form(nonce);
    return form ? this.#showForm(form, ways) : this.say('buttonUnknown', ways);
  }

  /** In the view that is open, else in a new one; where neither is possible, behind a button, with what was typed. */
  async #showForm(form: Form, { asker, workspace, trigger, modal }: Ways): Promise<void> {
    const { modals, telling, opened } = this.#parts;
    const view = this.formView(form, asker);
    const shown =
      (modal && (await modals.fill(workspace, modal, view))) ??
      (modal || !trigger ? null : await modals.open(workspace, trigger, view));
    if (shown) return opened(shown, asker);
    const words = this.words(asker);
    await telling.tell(asker, this.#unopened.offer(form, words));
  }

  async #publish(message: Message, { asker, workspace }: Ways): Promise<void> {
    const { person } = asker;
    const view = renderHome(message, { realm: person.realm });
    await this.#parts.homePages.publish(workspace, person, view);
  }
}
