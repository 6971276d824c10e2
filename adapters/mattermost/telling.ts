import { sealButtons } from '../../src/chat/kit/private-buttons.ts';
import { type Alone, type TellingAlone, tellAlone } from '../../src/chat/kit/tell-alone.ts';
import type { Message } from '../../src/chat/message.ts';
import type { CommandResponse } from './command-response.ts';
import type { Draw } from './draw.ts';
import type { Outbound } from './outbound.ts';
import type { RecentCommands } from './recent-commands.ts';
import type { ResponseUrl } from './response-url.ts';

/** Whom an answer goes to. */
export type Asker = Alone;

export interface TellingParts extends TellingAlone {
  outbound: TellingAlone['outbound'] & Pick<Outbound, 'whispersIn'>;
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

  /** Rejects when no way was left. */
  async tell(asker: Asker, message: Message): Promise<void> {
    const url = this.#urlFor(asker);
    if (url && (await url.answer(this.response(asker, message)))) return;
    await tellAlone(this.#parts, asker, message);
  }

  /** Whether an answer is going to be a direct message, as far as is known before it is told. */
  goesDirect(asker: Asker): boolean {
    const { where, directly = false } = asker;
    return directly || (this.#urlFor(asker) === null && !(where && this.#parts.outbound.whispersIn(where)));
  }

  /** The message as the answer of a command, its buttons bound to the person. */
  response({ person, where }: Asker, message: Message): CommandResponse {
    const { clock, signer, draw } = this.#parts;
    const sealed = sealButtons(message, { person, where }, clock.now(), signer);
    const { message: text, props } = draw(sealed, { realm: person.realm, channel: where?.channel ?? '' });
    return { response_type: 'ephemeral', text, attachments: props.attachments, skip_slack_parsing: true };
  }

  /** The address that shows it where the person is. */
  #urlFor({ person, where, directly }: Asker): ResponseUrl | null {
    return directly ? null : this.#parts.recent.urlFor(person, where);
  }
}
