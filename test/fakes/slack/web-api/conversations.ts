import type { JsonObject } from '../../shared/json.ts';
import type { Channel, ChannelKind } from '../world/channel.ts';
import { channelJson, SCOPE_FAMILY } from '../world/channel.ts';
import { ApiError, type Call, type Method } from './call.ts';
import { direct, isIn, visibleChannel } from './destination.ts';
import { paged, pageJson } from './paging.ts';
import { needScope } from './scopes.ts';

const KIND_OF_TYPE: Readonly<Record<string, ChannelKind | 'mpim'>> = {
  public_channel: 'public',
  private_channel: 'private',
  im: 'im',
  mpim: 'mpim',
};

/** Slack docs: conversations.open. Only with one person, or again by its id. */
export const open: Method = (call) => {
  if (call.args.has('channel'))
    return { channel: { id: visibleChannel(call).id }, no_op: true, already_open: true };
  const [user, ...more] = call.args.list('users');
  if (user === undefined) throw new ApiError('users_list_not_supplied');
  if (more.length > 0) throw new ApiError('method_not_supported_for_channel_type');
  needScope(call, 'im:write');
  const again = call.platform.world.directChannel(call.install.botUserId, user)
    ? { no_op: true, already_open: true }
    : {};
  const channel = direct(call, user);
  const whole = call.args.flag('return_im');
  return {
    channel: whole ? channelJson(channel, call.install.botUserId, false) : { id: channel.id },
    ...again,
  };
};

/** Slack docs: conversations.info. */
export const info: Method = (call) => {
  const channel = visibleChannel(call);
  needScope(call, `${SCOPE_FAMILY[channel.kind]}:read`);
  return { channel: json(call, channel, call.args.flag('include_num_members')) };
};

/** Slack docs: conversations.list. Private channels and direct messages only where the bot is in them. */
export const list: Method = (call) => {
  const page = paged(
    call,
    matching(call, (channel) => channel.kind === 'public' || isIn(call, channel)),
    100,
    1_000,
  );
  return { channels: page.items.map((channel) => json(call, channel, true)), ...pageJson(page) };
};

/** Slack docs: users.conversations: the channels the bot, or a named person, is in. */
export const ofUser: Method = (call) => {
  const user = call.args.text('user') || call.install.botUserId;
  const page = paged(
    call,
    matching(
      call,
      (channel) => channel.members.has(user) && (channel.kind === 'public' || isIn(call, channel)),
    ),
    100,
    1_000,
  );
  return { channels: page.items.map((channel) => json(call, channel, false)), ...pageJson(page) };
};

/** Slack docs: conversations.members. */
export const members: Method = (call) => {
  const channel = visibleChannel(call);
  needScope(call, `${SCOPE_FAMILY[channel.kind]}:read`);
  const page = paged(call, [...channel.members], 100, 1_000);
  return { members: [...page.items], ...pageJson(page) };
};

/** Slack docs: conversations.join. */
export const join: Method = (call) => {
  const channel = visibleChannel(call);
  if (channel.kind !== 'public') throw new ApiError('method_not_supported_for_channel_type');
  if (channel.archived) throw new ApiError('is_archived');
  const again = isIn(call, channel);
  channel.members.add(call.install.botUserId);
  const warning = { warning: 'already_in_channel', response_metadata: { warnings: ['already_in_channel'] } };
  return { channel: json(call, channel, false), ...(again ? warning : {}) };
};

function matching(call: Call, shown: (channel: Channel) => boolean): Channel[] {
  const { world } = call.platform;
  const types = call.args.has('types') ? call.args.list('types') : ['public_channel'];
  const kinds = types.map((type) => KIND_OF_TYPE[type]);
  if (kinds.includes(undefined)) throw new ApiError('invalid_types');
  for (const kind of kinds) {
    needScope(call, `${kind === 'mpim' || kind === undefined ? 'mpim' : SCOPE_FAMILY[kind]}:read`);
  }
  return [...world.channels.values()].filter(
    (channel) =>
      kinds.includes(channel.kind) &&
      world.channelIn(call.install.teamId, channel.id) !== undefined &&
      !(channel.archived && call.args.flag('exclude_archived')) &&
      shown(channel),
  );
}

function json(call: Call, channel: Channel, withMembers: boolean): JsonObject {
  return channelJson(channel, call.install.botUserId, withMembers);
}
