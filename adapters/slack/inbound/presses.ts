import type { z } from 'zod';
import type { ArrivalOf } from '../../../src/chat/arrival.ts';
import { isPrivate, openButton } from '../../../src/chat/kit/private-buttons.ts';
import { OPEN_FORM } from '../../../src/chat/kit/unopened-forms.ts';
import type { Channel, Person, Posted } from '../../../src/chat/place.ts';
import type { OwnText } from '../conversation.ts';
import { actionOf } from '../drawing.ts';
import type { Workspace } from '../workspaces.ts';
import { type Ack, arrivalId, common, dated, type InboundParts, responseUrlOf } from './parts.ts';
import { pressShape } from './payloads.ts';
import { channelIn, threadOf } from './who.ts';

type Payload = z.infer<typeof pressShape>;

/** A press as the box hears of it. */
interface Pressed {
  action: string;
  value: string;
  where: Channel;
  on: Posted | 'private';
  elsewhere?: true;
}

/**
 * A press of a button: on a posting, in a private message, in a view or on the home page. Acknowledged at once,
 * since an acknowledgement can say nothing here; the answer comes by the interaction's own address.
 */
export async function takePress(
  parts: InboundParts,
  workspace: Workspace,
  body: unknown,
  ack: Ack,
): Promise<void> {
  const payload = pressShape.parse(body);
  const { user, view, trigger_id, actions, response_url } = payload;
  await ack();
  const person = parts.homes.told(workspace, user.id, user.team_id);
  // In a channel that two workspaces of ours share, a card is that of the one it was sent from.
  const sender = parts.workspaces.byBot(payload.message?.user);
  const place = placeOf(payload, sender ?? workspace, person);
  const pressed = pressedOf(parts, payload, person, place);
  const ways = {
    asker: {
      person,
      where: typeof pressed === 'string' ? place : pressed.where,
      // The channel a private button was first asked from may be another than the one it is pressed in.
      directly: place.direct === true && !view,
      responseUrl: responseUrlOf(parts, response_url, place),
    },
    workspace,
    trigger: trigger_id ?? null,
    modal: view?.type === 'modal' ? { id: view.id } : null,
  };
  if (typeof pressed === 'string') return parts.conversation.say(pressed, ways);
  if (pressed.action === OPEN_FORM) return parts.conversation.reopen(pressed.value, ways);
  const at = actions[0]?.action_ts;
  const ts = payload.message?.ts;
  const arrival: ArrivalOf<'press'> = {
    kind: 'press',
    ...common(parts, arrivalId('press', trigger_id), person, dated(parts, at)),
    ...pressed,
    // Slack tells an app of its own buttons alone, and signs what it says of the message.
    ...(sender && ts !== undefined && { proven: { postedAt: dated(parts, ts) } }),
  };
  return parts.conversation.answer({ ...ways, arrival, ack: async () => {}, answeredByAck: false });
}

/** What was pressed, or what is said to a button that does not count. */
function pressedOf(
  { ctx }: InboundParts,
  { actions, message, container }: Payload,
  person: Person,
  place: Channel,
): Pressed | OwnText {
  const [pressed] = actions;
  const button = { action: actionOf(pressed?.action_id ?? ''), value: pressed?.value ?? '' };
  if (isPrivate(button.action)) {
    const opened = openButton(button, person, ctx.clock.now(), ctx);
    if (typeof opened === 'string') return opened === 'expired' ? 'buttonExpired' : 'buttonUnknown';
    const { action, value, where } = { ...opened, where: opened.where ?? place };
    const pressed = { action, value, where, on: 'private' as const };
    return where.channel === place.channel ? pressed : { ...pressed, elsewhere: true };
  }
  // Every button that one person alone sees is signed since there is this adapter.
  if (container?.is_ephemeral) return 'buttonUnknown';
  const ts = message?.ts ?? container?.message_ts;
  return { ...button, where: place, on: ts ? { ...place, message: ts } : 'private' };
}

/** The channel; on a page of the person's own, the conversation with them, which Slack also calls by their id. */
function placeOf({ channel, container, message }: Payload, workspace: Workspace, person: Person): Channel {
  const id = channel?.id ?? container?.channel_id;
  const ts = message?.ts ?? container?.message_ts;
  if (id) return channelIn(workspace, id, threadOf(ts, message?.thread_ts ?? container?.thread_ts));
  return { ...channelIn(workspace, person.user), direct: true };
}
