import type { Platform } from '../platform.ts';
import type { Team } from '../world/team.ts';
import { hasRole, type User } from '../world/user.ts';
import { AppError } from './error.ts';

/** Somebody comes in, and alone hears of it; whoever was in it already stays (app/team.go, AddTeamMember). */
export function joinTeam({ hub, world }: Platform, team: Team, user: User): void {
  if (team.members.has(user.id)) return;
  team.members.set(user.id, { admin: false, guest: hasRole(user, 'system_guest') });
  team.left.delete(user.id);
  world.changed();
  const data = { team_id: team.id, user_id: user.id };
  hub.publish({ event: 'added_to_team', data, to: { userId: user.id } });
}

/**
 * Somebody leaves or is put out: of its channels too, which nobody is told; of the team its members hear, and so do they,
 * just before they are out. Their row stays, with the instant (app/team.go, LeaveTeam; app/teams/teams.go,
 * RemoveTeamMember).
 */
export function leaveTeam({ clock, hub, world }: Platform, team: Team, user: User): void {
  if (!team.members.has(user.id) && !team.left.has(user.id))
    throw new AppError('api.team.remove_user_from_team.missing.app_error', 400, '', 'They are not in it.');
  for (const { teamId, members } of world.channels.values()) if (teamId === team.id) members.delete(user.id);
  const event = { event: 'leave_team', data: { user_id: user.id, team_id: team.id } };
  hub.publish({ ...event, to: { teamId: team.id, omitUserId: user.id } });
  hub.publish({ ...event, to: { userId: user.id } });
  team.members.delete(user.id);
  team.left.set(user.id, clock.now());
  world.changed();
}
