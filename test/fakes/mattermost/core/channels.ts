import type { Platform } from '../platform.ts';
import { type Channel, directName } from '../world/channel.ts';
import type { User } from '../world/user.ts';
import { AppError, forbidden } from './error.ts';
import { createPost } from './posts.ts';

/** The channel of two users, opened if need be (app/channel.go, GetOrCreateDirectChannel). */
export function directChannel(platform: Platform, one: User, other: User): Channel {
  const { world, config, ids, clock } = platform;
  const known = world.direct(one.id, other.id);
  if (known) return known;
  const bots = one.isBot || other.isBot;
  if (config.TeamSettings.RestrictDirectMessage === 'team' && !bots && !world.shareTeam(one.id, other.id))
    throw forbidden('create_direct_channel');
  const opened: Channel = {
    id: ids.id(),
    teamId: '',
    type: 'D',
    name: directName(one.id, other.id),
    displayName: '',
    creatorId: one.id,
    members: new Set([one.id, other.id]),
    createAt: clock.now(),
    updateAt: clock.now(),
    deleteAt: 0,
    lastPostAt: 0,
  };
  world.channels.set(opened.id, opened);
  world.changed();
  const data = { teammate_id: other.id, creator_id: one.id };
  platform.hub.publish({ event: 'direct_added', data, to: { channelId: opened.id } });
  return opened;
}

/** Somebody comes in; whoever was in it already stays. */
export function addMember(platform: Platform, channel: Channel, user: User, by: User): void {
  if (channel.deleteAt !== 0)
    throw new AppError(
      'api.channel.add_user.to.channel.failed.deleted.app_error',
      400,
      '',
      'It is archived.',
    );
  if (channel.members.has(user.id)) return;
  channel.members.add(user.id);
  platform.world.changed();
  const data = { user_id: user.id, team_id: channel.teamId };
  platform.hub.publish({ event: 'user_added', data, to: { channelId: channel.id } });
  createPost(platform, by, channel, {
    type: 'system_add_to_channel',
    message: `${user.username} added to the channel.`,
    props: { userId: by.id, username: by.username, addedUserId: user.id, addedUsername: user.username },
  });
}

/** Somebody leaves or is sent out: the channel hears of it, and so do they (app/channel.go, removeUserFromChannel). */
export function removeMember(platform: Platform, channel: Channel, user: User, by: User): void {
  channel.members.delete(user.id);
  platform.world.changed();
  createPost(platform, by, channel, {
    type: 'system_remove_from_channel',
    message: `${user.username} was removed from the channel.`,
  });
  platform.hub.publish({
    event: 'user_removed',
    data: { user_id: user.id, remover_id: by.id },
    to: { channelId: channel.id },
  });
  platform.hub.publish({
    event: 'user_removed',
    data: { channel_id: channel.id, remover_id: by.id },
    to: { userId: user.id },
  });
}

/** Archives a channel: it can be read, nothing can be done in it (app/channel.go, DeleteChannel). */
export function archiveChannel(platform: Platform, channel: Channel, by: User): void {
  const { clock, hub, world } = platform;
  const message = `@${by.username} archived the channel.`;
  createPost(platform, by, channel, { type: 'system_channel_deleted', message });
  const to = channel.type === 'O' ? { teamId: channel.teamId } : { channelId: channel.id };
  const at = clock.now();
  const event = { event: 'channel_deleted', data: { channel_id: channel.id, delete_at: at }, to };
  // A private channel's members could not hear it afterwards.
  if (channel.type !== 'O') hub.publish(event);
  Object.assign(channel, { deleteAt: at, updateAt: at });
  if (channel.type === 'O') hub.publish(event);
  world.changed();
}
