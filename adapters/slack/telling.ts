import { sealButtons } from '../../src/chat/kit/private-buttons.ts';
import { type TellingAlone, tellAlone } from '../../src/chat/kit/tell-alone.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import { renderMessage } from './render.ts';
import type { ResponseUrl } from './response-url.ts';

/** Whom an answer goes to, and by which ways. */
export interface Asker {
  person: Person;
  /** The channel asked from; null at the person's own page. */
  where: Channel | null;
  /** Null where the interaction has no address for answers, or it is long past. */
  responseUrl: ResponseUrl | null;
}

/** Shows another message in place of one that was shown. */
export type Replace = (message: Message) => Promise<void>;

/**
 * Private answers on their way to their person: by the interaction's own address, which reaches channels the bot is
 * not in; else as a message only they see in that channel; else in the direct conversation.
 */
export class Telling {
  readonly #parts: TellingAlone;

  constructor(parts: TellingAlone) {
    this.#parts = parts;
  }

  /** How the message can be replaced, or null where it cannot. Rejects when no way was left. */
  async tell(asker: Asker, message: Message): Promise<Replace | null> {
    if (await asker.responseUrl?.answer(this.rendered(asker, message))) return this.replacing(asker);
    await tellAlone(this.#parts, asker, message);
    return null;
  }

  /** How what the interaction's own address showed last can be replaced. */
  replacing(asker: Asker): Replace | null {
    const { responseUrl } = asker;
    if (!responseUrl?.replaces) return null;
    return async (message) => void (await responseUrl.replace(this.rendered(asker, message)));
  }

  /** The message as an answer of Slack's own: with an acknowledgement, or by the interaction's address. */
  rendered(asker: Asker, message: Message) {
    const { person, where } = asker;
    const drawn = renderMessage(this.#sealed(asker, message), { realm: where?.realm ?? person.realm });
    return { ...drawn, ...(where?.thread === undefined ? {} : { thread_ts: where.thread }) };
  }

  /** The same, its buttons bound to the person. */
  #sealed({ person, where }: Asker, message: Message): Message {
    return sealButtons(message, { person, where }, this.#parts.clock.now(), this.#parts.signer);
  }
}
