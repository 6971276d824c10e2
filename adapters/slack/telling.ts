import { randomUUID } from 'node:crypto';
import { type Adapter, DeliveryError } from '../../src/chat/adapter.ts';
import { sealButtons } from '../../src/chat/kit/private-buttons.ts';
import type { Signer } from '../../src/chat/kit/signer.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
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

export interface TellingParts {
  /** Its whisper() binds buttons to the person by itself. */
  outbound: Required<Pick<Adapter, 'send' | 'whisper'>>;
  signer: Signer;
  clock: Clock;
}

/** Tries of one way while Slack says "later". */
const TRIES = 3;

/**
 * Private answers on their way to their person: by the interaction's own address, which reaches channels the bot is
 * not in; else as a message only they see in that channel; else in the direct conversation.
 */
export class Telling {
  readonly #parts: TellingParts;

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  /** How the message can be replaced, or null where it cannot. Rejects when no way was left. */
  async tell(asker: Asker, message: Message): Promise<Replace | null> {
    if (await asker.responseUrl?.answer(this.rendered(asker, message))) return this.replacing(asker);
    await this.#send(asker, message);
    return null;
  }

  /** How what the interaction's own address showed last can be replaced. */
  replacing(asker: Asker): Replace | null {
    const { responseUrl } = asker;
    if (!responseUrl?.replaces) return null;
    return async (message) => void (await responseUrl.replace(this.rendered(asker, message)));
  }

  async #send(asker: Asker, message: Message): Promise<void> {
    const { outbound } = this.#parts;
    const { person, where } = asker;
    const direct = () => outbound.send(person, this.#sealed(asker, message), randomUUID());
    // In the conversation with the box a message stays; one that only they see would be gone at the next start.
    if (!where || where.direct) return this.#patiently(direct);
    // whisper() itself falls back to the direct conversation.
    return this.#patiently(() => outbound.whisper(where, person, message));
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

  async #patiently(send: () => Promise<unknown>, tries = TRIES): Promise<void> {
    try {
      await send();
    } catch (error) {
      const failure = error instanceof DeliveryError ? error.failure : null;
      if (!failure || !('retryAfterMs' in failure) || tries === 1) throw error;
      await this.#parts.clock.sleep(failure.retryAfterMs);
      await this.#patiently(send, tries - 1);
    }
  }
}
