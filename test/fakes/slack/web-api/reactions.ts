import { repliesTo } from '../world/channel.ts';
import { messageJson } from '../world/message.ts';
import { addReaction, removeReaction } from '../world/reactions.ts';
import { emitReaction } from '../world-events.ts';
import { ApiError, type Call, type Method } from './call.ts';
import { messageOf, ownChannel, visibleChannel } from './destination.ts';

/** Slack docs: reactions.add. */
export const add: Method = (call) => {
  const { channel, message, name } = target(call);
  const { install, platform, workspace } = call;
  if (channel.archived) throw new ApiError('is_archived');
  const error = addReaction(message, install.botUserId, name, workspace.emoji);
  if (error) throw new ApiError(error);
  platform.world.changed();
  emitReaction(platform, 'reaction_added', { channel, message, name, userId: install.botUserId });
  return {};
};

/** Slack docs: reactions.remove. */
export const remove: Method = (call) => {
  const { channel, message, name } = target(call);
  const { install, platform } = call;
  if (!removeReaction(message, install.botUserId, name)) throw new ApiError('no_reaction');
  platform.world.changed();
  emitReaction(platform, 'reaction_removed', { channel, message, name, userId: install.botUserId });
  return {};
};

/** Slack docs: reactions.get. Without `full` not every user is listed; the count is right. */
export const get: Method = (call) => {
  const { args, platform, install } = call;
  if (!args.has('channel') || !args.has('timestamp')) throw new ApiError('no_item_specified');
  const channel = visibleChannel(call);
  const message = messageOf(call, channel, 'timestamp');
  return {
    type: 'message',
    channel: channel.id,
    message: messageJson(message, {
      teamId: platform.world.teamOf(message, install.teamId),
      appId: platform.app.id,
      metadata: false,
      reactionUsers: args.flag('full') ? Number.POSITIVE_INFINITY : platform.settings.reactionUsers,
      replies: repliesTo(channel, message.ts),
    }),
  };
};

function target(call: Call) {
  const { args } = call;
  if (!args.has('channel') || !args.has('timestamp')) throw new ApiError('no_item_specified');
  if (!/^\d+\.\d+$/.test(args.text('timestamp'))) throw new ApiError('bad_timestamp');
  const channel = ownChannel(call);
  return {
    channel,
    message: messageOf(call, channel, 'timestamp'),
    name: args.text('name').replace(/^:|:$/g, ''),
  };
}
