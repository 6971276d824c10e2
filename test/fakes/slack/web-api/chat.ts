import { type JsonObject, present } from '../../shared/json.ts';
import { channelType, historyScope } from '../delivery/events.ts';
import type { Channel } from '../world/channel.ts';
import { messageAt, repliesTo } from '../world/channel.ts';
import type { Message } from '../world/message.ts';
import { messageJson } from '../world/message.ts';
import { ApiError, type Call, type Method } from './call.ts';
import { contentFrom, metadataFrom } from './content.ts';
import { destination, isIn, messageOf, visibleChannel } from './destination.ts';

/** Characters of an updated message's text (Slack docs: chat.update, msg_too_long). */
const UPDATE_TEXT = 4_000;
/** The same for a private message. Slack names the error and not the limit; this is where it cuts public ones. */
const EPHEMERAL_TEXT = 40_000;

/** Slack docs: chat.postMessage. */
export const postMessage: Method = (call) => {
  const { platform, install, args } = call;
  const channel = destination(call);
  const content = contentFrom(args, platform);
  const metadata = metadataFrom(args);
  const message = platform.world.post(channel, {
    ...content,
    ts: platform.ids.ts(),
    user: install.botUserId,
    botId: install.botId,
    broadcast: args.flag('reply_broadcast'),
    fileIds: [],
    ...(args.has('thread_ts') ? { threadTs: threadOf(channel, args.text('thread_ts')) } : {}),
    ...(metadata ? { metadata } : {}),
  });
  const json = shown(call, channel, message);
  tellMessage(call, channel, json);
  return { channel: channel.id, ts: message.ts, message: json };
};

/** Slack docs: chat.update. Text without blocks takes the blocks away. */
export const update: Method = (call) => {
  const { args, platform } = call;
  const channel = visibleChannel(call);
  const message = messageOf(call, channel, 'ts');
  if (message.user !== call.install.botUserId) throw new ApiError('cant_update_message');
  if (channel.archived) throw new ApiError('is_inactive');
  if (args.text('text').length > UPDATE_TEXT) throw new ApiError('msg_too_long');
  const content = contentFrom(args, platform);
  const metadata = metadataFrom(args);
  const before = shown(call, channel, message);
  if (metadata === null) delete message.metadata;
  if (metadata) message.metadata = metadata;
  if (!args.has('attachments')) content.attachments = message.attachments;
  platform.world.rewrite(channel, message.ts, content);
  message.editedTs = platform.ids.ts();
  const after = shown(call, channel, message);
  tellMessage(call, channel, {
    subtype: 'message_changed',
    hidden: true,
    message: after,
    previous_message: before,
  });
  return { channel: channel.id, ts: message.ts, text: message.text, message: after };
};

/** Slack docs: chat.delete. */
export const remove: Method = (call) => {
  const channel = visibleChannel(call);
  const message = messageOf(call, channel, 'ts');
  if (message.user !== call.install.botUserId) throw new ApiError('cant_delete_message');
  call.platform.world.remove(channel, message.ts);
  const gone = { deleted_ts: message.ts, previous_message: shown(call, channel, message) };
  tellMessage(call, channel, { subtype: 'message_deleted', hidden: true, ...gone });
  return { channel: channel.id, ts: message.ts };
};

/** Slack docs: chat.postEphemeral. */
export const postEphemeral: Method = (call) => {
  const { args, platform } = call;
  const channel = visibleChannel(call);
  if (!isIn(call, channel)) throw new ApiError('not_in_channel');
  if (channel.archived) throw new ApiError('is_archived');
  const user = platform.world.users.get(args.text('user'));
  if (!user?.active || !channel.members.has(user.id)) throw new ApiError('user_not_in_channel');
  if (args.text('text').length > EPHEMERAL_TEXT) throw new ApiError('msg_too_long');
  const ephemeral = platform.world.whisper({
    ...contentFrom(args, platform),
    ts: platform.ids.ts(),
    channelId: channel.id,
    userId: user.id,
    ...(args.has('thread_ts') ? { threadTs: args.text('thread_ts') } : {}),
  });
  return { message_ts: ephemeral.ts };
};

/** Slack docs: chat.getPermalink. */
export const getPermalink: Method = (call) => {
  const channel = visibleChannel(call);
  const message = messageOf(call, channel, 'message_ts');
  const address = `https://${call.workspace.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
  const thread = message.threadTs === undefined ? '' : `?thread_ts=${message.threadTs}&cid=${channel.id}`;
  return { channel: channel.id, permalink: address + thread };
};

/** An answer to an answer goes to the thread of the first; nothing to answer: an ordinary message. */
function threadOf(channel: Channel, ts: string): string {
  return messageAt(channel, ts)?.threadTs ?? ts;
}

/** Apps hear of their own messages too, where they subscribed (Slack docs: message.im, message_changed). */
function tellMessage({ platform }: Call, channel: Channel, about: JsonObject): void {
  const ts = platform.ids.ts();
  const event = {
    ts,
    ...about,
    type: 'message',
    channel: channel.id,
    channel_type: channelType(channel),
    event_ts: ts,
  };
  platform.events.emitIn(channel, event, { scope: historyScope(channel) });
}

function shown(call: Call, channel: Channel, message: Message): JsonObject {
  const { app, settings } = call.platform;
  return present(
    messageJson(message, {
      teamId: call.platform.world.teamOf(message, call.install.teamId),
      appId: app.id,
      metadata: true,
      reactionUsers: settings.reactionUsers,
      replies: repliesTo(channel, message.ts),
    }),
  );
}
