import type { LaterShown } from '../../src/chat/arrival.ts';
import { sealButtons } from '../../src/chat/kit/private-buttons.ts';
import { type Alone, type TellingAlone, tellAlone } from '../../src/chat/kit/tell-alone.ts';
import type { Message } from '../../src/chat/message.ts';
import { pagesOf } from './pages.ts';
import { type Place, renderMessage } from './render.ts';
import type { ResponseUrl } from './response-url.ts';

/** Whom an answer goes to, and by which ways. */
export interface Asker extends Alone {
  /** Null where the interaction has no address for answers, or it is long past. */
  responseUrl: ResponseUrl | null;
}

/** Shows what is known later: in place of the message that was shown, or under it. */
export interface Following {
  how: LaterShown;
  show(message: Message): Promise<void>;
}

/**
 * Private answers on their way to their person: by the interaction's own address, which reaches channels the bot is
 * not in; else as a message only they see in that channel; else in the direct conversation.
 */
export class Telling {
  readonly #parts: TellingAlone;

  constructor(parts: TellingAlone) {
    this.#parts = parts;
  }

  /**
   * How something more can be shown, or null where it cannot. Rejects when no way was left. What Slack does not take as
   * one message is told in several.
   */
  tell(asker: Asker, message: Message): Promise<Following | null> {
    return this.tellAll(asker, pagesOf(message, placeOf(asker)));
  }

  /** The pages of one message, all by one way where the address takes so many. */
  async tellAll(asker: Asker, pages: readonly Message[]): Promise<Following | null> {
    let responseUrl = asker.responseUrl?.takes(pages.length) ? asker.responseUrl : null;
    for (const page of pages) {
      if (await responseUrl?.answer(this.rendered(asker, page))) continue;
      responseUrl = null;
      await tellAlone(this.#parts, asker, page);
    }
    return responseUrl && this.following(asker);
  }

  /**
   * How something more can be shown by the interaction's own address: under what it showed. `replace_original` does
   * not replace what answered a command (bolt-js issue 2287), and would replace the very message that was pressed.
   */
  following(asker: Asker): Following | null {
    const { responseUrl } = asker;
    if (!responseUrl) return null;
    return {
      how: 'after',
      show: async (message) => void (await responseUrl.answer(this.rendered(asker, message))),
    };
  }

  /** The message as an answer of Slack's own: with an acknowledgement, or by the interaction's address. */
  rendered(asker: Asker, message: Message) {
    return renderMessage(this.#sealed(asker, message), placeOf(asker));
  }

  /** Whether Slack takes it as one message. */
  isOne(asker: Asker, message: Message): boolean {
    return pagesOf(message, placeOf(asker)).length === 1;
  }

  /** The same, its buttons bound to the person. */
  #sealed({ person, where }: Asker, message: Message): Message {
    return sealButtons(message, { person, where }, this.#parts.clock.now(), this.#parts.signer);
  }
}

function placeOf({ person, where }: Asker): Place {
  return { realm: where?.realm ?? person.realm };
}
