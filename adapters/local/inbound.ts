import { Hono } from 'hono';
import { acknowledge } from '../../src/chat/acknowledge.ts';
import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Arrival, Inbox } from '../../src/chat/arrival.ts';
import type { InHand } from '../../src/chat/kit/in-hand.ts';
import { PRIVATE_BUTTON_LIFE_MS } from '../../src/chat/message.ts';
import type { Clock } from '../../src/clock.ts';
import type { Answers, Asker } from './answers.ts';
import { commandText } from './command.ts';
import type { Conversations } from './conversations.ts';
import { isInPalette, plainEmoji } from './emoji.ts';
import { Refusal } from './errors.ts';
import { openState, type Signer } from './form-state.ts';
import { spans } from './mentions.ts';
import { buttonsOf } from './render.ts';
import { pressBody, reactBody, readBody, sayBody, submitBody } from './requests.ts';
import type { StoredMessage } from './store.ts';
import type { Outcome } from './wire.ts';
import { channelOf, directRoom, persona, personOf, postedOf, roomFor } from './world.ts';

/** What turns requests into arrivals needs. */
export interface InboundParts {
  inbox: Inbox;
  conversations: Conversations;
  answers: Answers;
  signer: Signer;
  inHand: InHand;
  words(locale?: string): AdapterWords;
  clock: Clock;
}

/**
 * The requests that say something to the box, each one arrival. All are POST with a JSON body that names
 * `as` (the persona) and `requestId` (made by the page, the same on a retry, so that the arrival's id
 * repeats), and answer an `Outcome`:
 *
 * - `/messages`  {channel, text}: a text that begins with the command word is a command, any other is said.
 * - `/press`     {message, action, value}: a button that stands on that message; on a private one, for 24 h.
 * - `/submit`    {token, values}: a form, its state as it was given.
 * - `/reactions` {message, emoji, standing}: put or take back; answered before the box has counted.
 */
export function inbound(parts: InboundParts): Hono {
  const { conversations, answers, inHand, clock } = parts;

  /** Asks the box, two seconds at most; what it says later is delivered privately. */
  async function ask(arrival: Arrival, asker: Asker): Promise<Outcome> {
    const acknowledged = await acknowledge(parts.inbox, arrival, clock);
    if (acknowledged.kind === 'answered') return answers.outcome(acknowledged.answer, asker);
    inHand.hold(acknowledged.answer.then((answer) => answers.tellLater(answer, asker)));
    return { kind: 'later', text: parts.words(arrival.locale).stillRecording };
  }

  /** What every arrival says of itself. The persona is part of the id: two people's requests never meet. */
  function common(kind: Arrival['kind'], { user, requestId }: Asker) {
    const locale = persona(user)?.locale;
    return {
      id: `local:${kind}:${user}:${requestId}`,
      by: personOf(user),
      at: clock.now(),
      ...(locale === undefined ? {} : { locale }),
    };
  }

  function visible(user: string, id: number): StoredMessage {
    const message = conversations.find(user, id);
    if (!message) throw new Refusal('unknown');
    return message;
  }

  return new Hono()
    .post('/messages', async (c) => {
      const { as, requestId, channel, text } = await readBody(c, sayBody);
      if (!roomFor(as, channel)) throw new Refusal('unknown');
      const asker = { user: as, channel, requestId };
      const command = commandText(text);
      if (command !== null) {
        const arrival = { ...common('command', asker), where: channelOf(channel), text: spans(command) };
        return c.json(await ask({ kind: 'command', ...arrival }, asker));
      }
      const said = conversations.say({
        channel,
        author: as,
        key: `said:${as}:${requestId}`,
        at: clock.now(),
        content: { kind: 'text', text },
      });
      return c.json({ kind: 'message', message: conversations.view(said, as) } satisfies Outcome);
    })

    .post('/press', async (c) => {
      const { as, requestId, message: id, action, value } = await readBody(c, pressBody);
      const message = visible(as, id);
      // Whether the box still knows the action is the box's to say; here only that the button stands there.
      if (!stands(message, action, value)) throw new Refusal('buttonGone');
      if (isExpired(message, clock.now())) throw new Refusal('buttonExpired');
      const asker = { user: as, channel: message.channel, requestId };
      const arrival: Arrival = {
        kind: 'press',
        ...common('press', asker),
        where: channelOf(message.channel),
        on: message.onlyFor === null ? postedOf(message.channel, message.id) : 'private',
        action,
        value,
      };
      return c.json(await ask(arrival, asker));
    })

    .post('/submit', async (c) => {
      const { as, requestId, token, values } = await readBody(c, submitBody);
      const form = openState(token, as, clock.now(), parts.signer);
      const asker = { user: as, channel: form.where?.channel ?? directRoom(as), requestId };
      return c.json(await ask({ kind: 'submit', ...common('submit', asker), form, values }, asker));
    })

    .post('/reactions', async (c) => {
      const { as, requestId, message: id, emoji: typed, standing } = await readBody(c, reactBody);
      const message = visible(as, id);
      const emoji = plainEmoji(typed);
      const offered = isInPalette(emoji) || conversations.hasReaction(message, emoji);
      if (message.onlyFor !== null || !offered) throw new Refusal('unknownEmoji');
      if (conversations.react(message, as, emoji, standing)) {
        const asker = { user: as, channel: message.channel, requestId };
        const on = postedOf(message.channel, message.id);
        const arrival: Arrival = { kind: 'mark', ...common('mark', asker), on, emoji, added: standing };
        // A hint: acknowledged at once; one that a crash loses is found again by reconciliation.
        inHand.hold(parts.inbox(arrival).then((answer) => answers.outcome(answer, asker)));
      }
      return c.json({ kind: 'nothing' } satisfies Outcome);
    });
}

/** A private message is of one moment: what it offered may no longer be what the person wants. */
function isExpired({ onlyFor, at }: StoredMessage, now: number): boolean {
  return onlyFor !== null && now - at > PRIVATE_BUTTON_LIFE_MS;
}

function stands({ content }: StoredMessage, action: string, value: string): boolean {
  return (
    content.kind === 'card' &&
    buttonsOf(content.card).some((button) => button.action === action && button.value === value)
  );
}
