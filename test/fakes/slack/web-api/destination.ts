import type { Channel } from '../world/channel.ts';
import { messageAt } from '../world/channel.ts';
import { openDirect } from '../world/direct.ts';
import type { Message } from '../world/message.ts';
import { ApiError, type Call } from './call.ts';

/** The channel of an argument, if the bot may know of it: a private one only as a member. */
export function visibleChannel(call: Call, name = 'channel'): Channel {
  const channel = call.platform.world.channelIn(call.install.teamId, call.args.text(name));
  if (!channel || (channel.kind !== 'public' && !isIn(call, channel)))
    throw new ApiError('channel_not_found');
  return channel;
}

/** The same, and the bot has to be in it. */
export function ownChannel(call: Call, name = 'channel'): Channel {
  const channel = visibleChannel(call, name);
  if (!isIn(call, channel)) throw new ApiError('not_in_channel');
  return channel;
}

/**
 * Where a message goes: a channel by its id or, if public, its name, or a person by theirs: the direct message
 * is then opened by the way (Slack docs: chat.postMessage, "Channels").
 */
export function destination(call: Call): Channel {
  const { world } = call.platform;
  const given = call.args.text('channel');
  if (world.users.has(given)) return direct(call, given);
  const channel =
    world.channelIn(call.install.teamId, given) ?? world.channelNamed(call.install.teamId, given);
  if (!channel) throw new ApiError('channel_not_found');
  if (!isIn(call, channel)) {
    if (channel.kind !== 'public') throw new ApiError('channel_not_found');
    if (!call.install.scopes.has('chat:write.public')) throw new ApiError('not_in_channel');
  }
  if (channel.archived) throw new ApiError('is_archived');
  if (channel.kind === 'im' && !call.platform.app.messagesTab) throw new ApiError('messages_tab_disabled');
  if (world.partnerIn(channel, call.install.botUserId)?.active === false)
    throw new ApiError('channel_not_found');
  return channel;
}

/** The direct message between the bot and a person, opened if need be. */
export function direct(call: Call, userId: string): Channel {
  const { world, ids } = call.platform;
  const user = world.userSeenFrom(call.install.teamId, userId);
  if (!user)
    throw new ApiError(call.method === 'conversations.open' ? 'user_not_found' : 'channel_not_found');
  if (user.kind === 'bot') throw new ApiError('cannot_dm_bot');
  if (!user.active)
    throw new ApiError(call.method === 'conversations.open' ? 'user_disabled' : 'channel_not_found');
  return openDirect(world, ids, call.install, userId);
}

/** The message of a channel, by its time stamp in this argument. */
export function messageOf(call: Call, channel: Channel, name: string): Message {
  const message = messageAt(channel, call.args.text(name));
  if (!message) throw new ApiError('message_not_found');
  return message;
}

/** Whether the bot is in a channel. */
export function isIn(call: Call, channel: Channel): boolean {
  return channel.members.has(call.install.botUserId);
}
