import type { LaterShown } from '../../src/chat/arrival.ts';
import { sealButtons } from '../../src/chat/kit/private-buttons.ts';
import { type Alone, type TellingAlone, tellAlone } from '../../src/chat/kit/tell-alone.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Posted } from '../../src/chat/place.ts';
import type { CommandResponse } from './command-response.ts';
import type { Draw } from './draw.ts';
import type { Outbound } from './outbound.ts';
import type { RecentCommands } from './recent-commands.ts';
import type { ResponseUrl } from './response-url.ts';

/** Whom an answer goes to. */
export type Asker = Alone;

/** Shows what is known later: in place of the message that was shown, or under it. */
export interface Following {
  how: LaterShown;
  show(message: Message): Promise<void>;
}

export interface TellingParts extends Omit<TellingAlone, 'outbound'> {
  outbound: Pick<Outbound, 'send' | 'update' | 'showAlone' | 'whispersIn'>;
  draw: Draw;
  recent: RecentCommands;
}

/**
 * Private answers on their way to their person: by the address of their last command there, which reaches channels
 * the bot is not in; else as a message only they see in that channel, where the server lets the bot; else, and to whom
 * is in the direct conversation, there.
 */
export class Telling {
  readonly #parts: TellingParts;

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  /** How something more can be shown, or null where it cannot. Rejects when no way was left. */
  async tell(asker: Asker, message: Message): Promise<Following | null> {
    const url = this.#urlFor(asker);
    if (url && (await url.answer(this.response(asker, message)))) return this.following(asker);
    const direct = await this.#tellAlone(asker, message);
    return direct ? this.#inPlaceOf(direct, asker) : this.#underWhisper(asker);
  }

  /** How something more can be shown under what a command was answered, by its address; null where that takes no more. */
  following(asker: Asker): Following | null {
    if (!this.#urlFor(asker)) return null;
    return {
      how: 'after',
      show: async (message) => void (await this.#urlFor(asker)?.answer(this.response(asker, message))),
    };
  }

  /** Whether an answer is going to be a direct message, as far as is known before it is told. */
  goesDirect(asker: Asker): boolean {
    const { where, directly = false } = asker;
    return directly || (this.#urlFor(asker) === null && !(where && this.#parts.outbound.whispersIn(where)));
  }

  /** The message as the answer of a command, its buttons bound to the person. */
  response(asker: Asker, message: Message): CommandResponse {
    const { person, where } = asker;
    const at = { realm: person.realm, channel: where?.channel ?? '' };
    const { message: text, props } = this.#parts.draw(this.#sealed(asker, message), at);
    return { response_type: 'ephemeral', text, attachments: props.attachments, skip_slack_parsing: true };
  }

  /** Null where only they see it, in that channel. */
  #tellAlone(asker: Asker, message: Message): Promise<Posted | null> {
    const { outbound, ...waiting } = this.#parts;
    const { send, showAlone } = outbound;
    const whisper: typeof showAlone = (where, to, said) => showAlone(where, to, this.#sealed(asker, said));
    return tellAlone({ ...waiting, outbound: { send, whisper } }, asker, message);
  }

  /** A direct message is a post like any other. */
  #inPlaceOf(direct: Posted, asker: Asker): Following {
    const { outbound } = this.#parts;
    return { how: 'instead', show: (message) => outbound.update(direct, this.#sealed(asker, message)) };
  }

  /** Nothing changes what only one person sees (no route does). */
  #underWhisper(asker: Asker): Following {
    return { how: 'after', show: async (message) => void (await this.#tellAlone(asker, message)) };
  }

  #sealed({ person, where }: Asker, message: Message): Message {
    const { clock, signer } = this.#parts;
    return sealButtons(message, { person, where }, clock.now(), signer);
  }

  /** The address that shows it where the person is. */
  #urlFor({ person, where, directly }: Asker): ResponseUrl | null {
    return directly ? null : this.#parts.recent.urlFor(person, where);
  }
}
