import { present } from '../shared/json.ts';
import type { Platform } from './platform.ts';
import type { Channel } from './world/channel.ts';
import type { Message } from './world/message.ts';

/** Somebody's reaction to a message. */
interface Reacting {
  readonly channel: Channel;
  readonly message: Message;
  readonly name: string;
  readonly userId: string;
}

/**
 * Tells of a reaction. What no user wrote has no item_user (Slack docs: reaction_added: "messages … created by
 * incoming webhooks … will not include an item_user").
 */
export function emitReaction(
  { events, ids }: Platform,
  type: 'reaction_added' | 'reaction_removed',
  { channel, message, name, userId }: Reacting,
): void {
  const event = present({
    type,
    user: userId,
    reaction: name,
    item: { type: 'message', channel: channel.id, ts: message.ts },
    item_user: message.user,
    event_ts: ids.ts(),
  });
  events.emitIn(channel, { ...event, type }, { scope: 'reactions:read' });
}
