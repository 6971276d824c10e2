import type { Channel } from '../world/channel.ts';
import { hasRole, type User } from '../world/user.ts';
import type { World } from '../world/world.ts';
import { forbidden } from './error.ts';

/** Whether this user is a system administrator, who may do everything. */
export function isAdmin(user: User): boolean {
  return hasRole(user, 'system_admin');
}

/** Whether one of the user's roles on the site has this permission; those of plain users are not listed here. */
export function can({ roles }: World, user: User, permission: string): boolean {
  return isAdmin(user) || user.roles.split(' ').some((role) => roles.get(role)?.has(permission));
}

/** Whether this user may write in the channel (create_post). Unknown channels are nobody's. */
export function mayPost(user: User, channel: Channel | undefined): channel is Channel {
  return channel !== undefined && (isAdmin(user) || channel.members.has(user.id));
}

/** Whether this user may read what is said there: a member, or in its team when it is open, guests excepted. */
export function mayRead(world: World, user: User, channel: Channel): boolean {
  if (isAdmin(user) || channel.members.has(user.id)) return true;
  const member = world.teams.get(channel.teamId)?.members.get(user.id);
  return channel.type === 'O' && member !== undefined && !member.guest;
}

/** The user is an administrator of the team or of the site, or this is refused. */
export function demandTeamAdmin(world: World, user: User, teamId: string, permission: string): void {
  const admin = world.teams.get(teamId)?.members.get(user.id)?.admin ?? false;
  if (!isAdmin(user) && !admin) throw forbidden(permission);
}
