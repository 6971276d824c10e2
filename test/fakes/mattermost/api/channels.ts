import { textOf } from '../../shared/json.ts';
import { isAdmin, mayRead } from '../core/access.ts';
import { addMember, archiveChannel, directChannel, removeMember } from '../core/channels.ts';
import { AppError, invalidParam, invalidUrlParam, noChannel, noUser } from '../core/error.ts';
import { ID } from '../ids.ts';
import { type Channel, channelJson, channelMemberJson } from '../world/channel.ts';
import { hasRole, type User } from '../world/user.ts';
import { type Answer, type Call, created, done, ok, type Route, route } from './call.ts';

/** /channels (api4/channel.go). */
export const channelRoutes: readonly Route[] = [
  route('POST', '/channels/direct', direct),
  route('GET', '/channels/{channel_id}', (call) => ok(channelJson(readable(call)))),
  route('DELETE', '/channels/{channel_id}', archive),
  route('GET', '/teams/{team_id}/channels/name/{channel_name}', byName),
  route('GET', '/teams/name/{team_name}/channels/name/{channel_name}', byTeamAndName),
  route('GET', '/users/{user_id}/teams/{team_id}/channels', ofUser),
  route('GET', '/channels/{channel_id}/members', members),
  route('GET', '/channels/{channel_id}/members/{user_id}', member),
  route('POST', '/channels/{channel_id}/members', add),
  route('DELETE', '/channels/{channel_id}/members/{user_id}', remove),
];

/** The channel of exactly two users, made by the first who asks. */
function direct(call: Call): Answer {
  const { platform, user } = call;
  const ids = call.list('user_ids');
  if (ids.length !== 2) throw invalidParam('user_ids');
  if (ids.some((id) => !ID.test(id))) throw invalidParam('user_id');
  call.demandThat(ids.includes(user.id) || isAdmin(user), 'manage_system');
  const [one, other] = ids.map((id) => platform.world.users.get(id));
  if (!one || !other)
    throw new AppError(
      'api.channel.create_direct_channel.invalid_user.app_error',
      400,
      '',
      'Invalid user ID.',
    );
  const known = platform.world.direct(one.id, other.id);
  if (!known && [one, other].some(({ deleteAt }) => deleteAt !== 0))
    throw new AppError(
      'api.channel.create_direct_channel.invalid_user.app_error',
      400,
      '',
      'It is deactivated.',
    );
  return created(channelJson(directChannel(platform, one, other)));
}

function archive(call: Call): Answer {
  const channel = call.channelInPath();
  if (channel.type === 'D' || channel.type === 'G')
    throw new AppError('api.channel.delete_channel.type.invalid', 400, '', 'Unable to archive it.');
  call.demandThat(isAdmin(call.user), 'delete_public_channel');
  if (channel.deleteAt === 0) archiveChannel(call.platform, channel, call.user);
  return done();
}

/** Archived channels are not found by their name unless asked for. */
function byName(call: Call): Answer {
  const team = call.teamInPath();
  return ok(channelJson(named(call, team.id)));
}

function byTeamAndName(call: Call): Answer {
  const team = call.platform.world.teamNamed(call.params.team_name ?? '');
  if (!team) throw new AppError('app.team.get_by_name.missing.app_error', 404, '', 'No such team.');
  return ok(channelJson(named(call, team.id)));
}

function ofUser(call: Call): Answer {
  const whose = call.userInPath();
  const team = call.teamInPath();
  call.demandThat(whose.id === call.user.id || isAdmin(call.user), 'edit_other_users');
  const channels = [...call.platform.world.channels.values()].filter(
    ({ teamId, members: ids, deleteAt }) =>
      (teamId === team.id || teamId === '') && ids.has(whose.id) && deleteAt === 0,
  );
  return ok(channels.map(channelJson));
}

function members(call: Call): Answer {
  const channel = readableMembers(call);
  const { page, perPage } = call.page();
  const ids = [...channel.members].slice(page * perPage, (page + 1) * perPage);
  return ok(ids.map((id) => memberJson(call, channel, id)));
}

function member(call: Call): Answer {
  const channel = readableMembers(call);
  const id = call.params.user_id === 'me' ? call.user.id : call.id('user_id');
  if (!channel.members.has(id))
    throw new AppError('app.channel.get_member.missing.app_error', 404, '', 'No channel member found.');
  return ok(memberJson(call, channel, id));
}

/** A member adds somebody of the team. */
function add(call: Call): Answer {
  const { platform, user } = call;
  const channel = call.channelInPath();
  const id = textOf(call.object('member').user_id);
  if (!ID.test(id)) throw invalidParam('user_id');
  const added = platform.world.users.get(id);
  if (!added) throw noUser();
  if (channel.type === 'D' || channel.type === 'G')
    throw new AppError('api.channel.add_user_to_channel.type.app_error', 400, '', 'It has no such members.');
  const joins = id === user.id && channel.type === 'O' && inTeam(call, channel, user);
  const manages = isAdmin(user) || channel.members.has(user.id);
  call.demandThat(joins || manages, 'manage_public_channel_members');
  if (!inTeam(call, channel, added))
    throw new AppError('api.channel.add_user.to.channel.failed.app_error', 404, '', 'Not in the team.');
  addMember(platform, channel, added, user);
  return created(memberJson(call, channel, id));
}

function remove(call: Call): Answer {
  const { platform, user } = call;
  const channel = call.channelInPath();
  const gone = call.userInPath();
  if (channel.type === 'D' || channel.type === 'G')
    throw new AppError(
      'api.channel.remove_channel_member.type.app_error',
      400,
      '',
      'It has no such members.',
    );
  const manages = isAdmin(user) || channel.members.has(user.id);
  call.demandThat(gone.id === user.id || manages, 'manage_public_channel_members');
  removeMember(platform, channel, gone, user);
  return done();
}

function named(call: Call, teamId: string): Channel {
  const { world } = call.platform;
  const name = call.params.channel_name ?? '';
  if (!/^[a-z0-9_-]+$/.test(name)) throw invalidUrlParam('channel_name');
  const channel = world.channelNamed(teamId, name);
  if (!channel || (channel.deleteAt !== 0 && call.query.get('include_deleted') !== 'true'))
    throw new AppError('app.channel.get_by_name.missing.app_error', 404, '', 'Channel does not exist.');
  if (!mayRead(world, call.user, channel)) throw noChannel();
  return channel;
}

function readable(call: Call): Channel {
  const channel = call.channelInPath();
  call.demandThat(mayRead(call.platform.world, call.user, channel), 'read_channel');
  return channel;
}

/** Who is in an unknown channel is refused, not unknown. */
function readableMembers(call: Call): Channel {
  const channel = call.platform.world.channels.get(call.id('channel_id'));
  if (!channel || !mayRead(call.platform.world, call.user, channel))
    return call.demandThat(false, 'read_channel') as never;
  return channel;
}

function memberJson({ platform }: Call, channel: Channel, userId: string) {
  const user = platform.world.users.get(userId);
  return channelMemberJson(channel, userId, user !== undefined && hasRole(user, 'system_guest'));
}

function inTeam({ platform }: Call, channel: Channel, user: User): boolean {
  return platform.world.teams.get(channel.teamId)?.members.has(user.id) === true;
}
