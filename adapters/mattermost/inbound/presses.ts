import { randomUUID } from 'node:crypto';
import type { ArrivalOf } from '../../../src/chat/arrival.ts';
import { note } from '../../../src/chat/kit/note.ts';
import { OPEN_FORM } from '../../../src/chat/kit/unopened-forms.ts';
import type { Message } from '../../../src/chat/message.ts';
import { readPress } from '../buttons.ts';
import type { Reply } from '../conversation.ts';
import { renderText } from '../render-text.ts';
import type { Site } from '../site.ts';
import { triggerOf } from '../trigger.ts';
import { channelIn, common, type InboundParts, personIn } from './parts.ts';
import { pressShape } from './payloads.ts';

/**
 * A press of a button. The server does not prove itself here; the button does. The message that was pressed stays as
 * it is: an `update` in the reply would take its files and marks away. Null: it is no press.
 */
export async function takePress(parts: InboundParts, site: Site, body: unknown): Promise<Reply | null> {
  const { success, data } = pressShape.safeParse(body);
  if (!success) return null;
  const { ctx, conversation } = parts;
  const person = personIn(site, data.user_id);
  const reply = (message: Message) => ephemeral(message, site);
  const unseen = site.collapsesThreads;
  const place = channelIn(site, data);
  const fromAfar = !place.direct;
  const press = readPress(data.context, { channel: data.channel_id, person, now: ctx.clock.now() }, ctx);
  if (typeof press === 'string') {
    const words = conversation.words(person);
    const asker = { person, where: place };
    if (press === 'expired')
      return conversation.replyInWords(words.buttonExpired, { asker, fromAfar, unseen, reply });
    // To whoever made up a request it goes back; by no other way could they have us write to somebody.
    return { body: reply(note(words.buttonUnknown, words)) ?? {} };
  }
  // What the box may say is decided by the channel it was first asked from; it is said where the person is.
  const where = press.kind === 'private' ? (press.where ?? place) : place;
  const elsewhere = where.channel !== place.channel;
  const asker = { person, where, directly: !fromAfar };
  const trigger = triggerOf(data.trigger_id, ctx.clock.now());
  const ways = { asker, site, reply, unseen, fromAfar, trigger };
  if (press.kind === 'private' && press.action === OPEN_FORM) return conversation.reopen(press.value, ways);
  const arrival: ArrivalOf<'press'> = {
    kind: 'press',
    ...common(parts, `press ${data.trigger_id ?? randomUUID()}`, person),
    where,
    on: press.kind === 'private' ? 'private' : { ...place, message: data.post_id },
    action: press.action,
    value: press.value,
    ...(elsewhere && { elsewhere }),
  };
  return conversation.answer({ ...ways, arrival });
}

/**
 * Shown to who pressed, below the message; it holds a text and nothing else. The server puts it into the thread of what
 * was pressed (app/integration_action.go, DoPostActionWithCookie), and clients that collapse threads show it there alone
 * (github.com/mattermost/mattermost/pull/30310).
 */
function ephemeral(message: Message, { realm }: Site): object | null {
  const text = renderText(message, realm);
  return text === null ? null : { ephemeral_text: text, skip_slack_parsing: true };
}
