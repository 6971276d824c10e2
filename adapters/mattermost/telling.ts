import { sealButtons } from '../../src/chat/kit/private-buttons.ts';
import { type TellingAlone, tellAlone } from '../../src/chat/kit/tell-alone.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import type { CommandResponse } from './command-response.ts';
import type { Draw } from './draw.ts';
import type { Outbound } from './outbound.ts';
import type { RecentCommands } from './recent-commands.ts';

/** Whom an answer goes to. */
export interface Asker {
  person: Person;
  /** The channel asked from; null at the person's own page. */
  where: Channel | null;
}

export interface TellingParts extends TellingAlone {
  outbound: TellingAlone['outbound'] & Pick<Outbound, 'whispersIn'>;
  draw: Draw;
  recent: RecentCommands;
}

/**
 * Private answers on their way to their person: by the address of their last command there, which reaches channels
 * the bot is not in; else as a message only they see in that channel, where the server lets the bot; else in the
 * direct conversation.
 */
export class Telling {
  readonly #parts: TellingParts;

  constructor(parts: TellingParts) {
    this.#parts = parts;
  }

  /** Rejects when no way was left. */
  async tell(asker: Asker, message: Message): Promise<void> {
    const url = this.#parts.recent.urlFor(asker.person, asker.where);
    if (url && (await url.answer(this.response(asker, message)))) return;
    await tellAlone(this.#parts, asker, message);
  }

  /** Whether an answer is going to be a direct message, as far as is known before it is told. */
  goesDirect({ person, where }: Asker): boolean {
    const { recent, outbound } = this.#parts;
    return recent.urlFor(person, where) === null && !(where && outbound.whispersIn(where));
  }

  /** The message as the answer of a command, its buttons bound to the person. */
  response({ person, where }: Asker, message: Message): CommandResponse {
    const { clock, signer, draw } = this.#parts;
    const sealed = sealButtons(message, { person, where }, clock.now(), signer);
    const { message: text, props } = draw(sealed, { realm: person.realm, channel: where?.channel ?? '' });
    return { response_type: 'ephemeral', text, attachments: props.attachments, skip_slack_parsing: true };
  }
}
