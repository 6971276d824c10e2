import { textOf } from '../../shared/json.ts';
import { isAdmin } from '../core/access.ts';
import { AppError, invalidParam, noUser } from '../core/error.ts';
import { ID } from '../ids.ts';
import { type Team, teamJson, teamMemberJson } from '../world/team.ts';
import { hasRole } from '../world/user.ts';
import { type Answer, type Call, created, ok, type Route, route } from './call.ts';

/** /teams (api4/team.go). */
export const teamRoutes: readonly Route[] = [
  route('GET', '/teams', list),
  route('GET', '/teams/{team_id}', (call) => ok(teamJson(visible(call, call.teamInPath())))),
  route('GET', '/teams/name/{team_name}', byName),
  route('GET', '/users/{user_id}/teams', ofUser),
  route('GET', '/teams/{team_id}/members/{user_id}', member),
  route('POST', '/teams/{team_id}/members', add),
];

function list(call: Call): Answer {
  const teams = [...call.platform.world.teams.values()].filter((team) => sees(call, team));
  const { page, perPage } = call.page();
  return ok(teams.slice(page * perPage, (page + 1) * perPage).map(teamJson));
}

function byName(call: Call): Answer {
  const team = call.platform.world.teamNamed(call.params.team_name ?? '');
  if (!team) throw new AppError('app.team.get_by_name.missing.app_error', 404, '', 'No such team.');
  return ok(teamJson(visible(call, team)));
}

function ofUser(call: Call): Answer {
  const whose = call.userInPath();
  call.demandThat(whose.id === call.user.id || isAdmin(call.user), 'manage_system');
  const teams = [...call.platform.world.teams.values()].filter(({ members }) => members.has(whose.id));
  return ok(teams.map(teamJson));
}

function member(call: Call): Answer {
  const team = visible(call, call.teamInPath());
  const id = call.params.user_id === 'me' ? call.user.id : call.id('user_id');
  if (!team.members.has(id))
    throw new AppError('app.team.get_member.missing.app_error', 404, '', 'No such member of the team.');
  return ok(teamMemberJson(team, id));
}

function add(call: Call): Answer {
  const { platform, user } = call;
  const team = call.teamInPath();
  const body = call.object('team_member');
  if (textOf(body.team_id) !== team.id) throw invalidParam('team_id');
  const id = textOf(body.user_id);
  if (!ID.test(id)) throw invalidParam('user_id');
  const added = platform.world.users.get(id);
  if (!added) throw noUser();
  call.demandThat(isAdmin(user) || team.members.has(user.id), 'add_user_to_team');
  if (!team.members.has(id)) {
    team.members.set(id, { admin: false, guest: hasRole(added, 'system_guest') });
    platform.world.changed();
  }
  return created(teamMemberJson(team, id));
}

function visible(call: Call, team: Team): Team {
  call.demandThat(sees(call, team), 'view_team');
  return team;
}

function sees({ user }: Call, { members }: Team): boolean {
  return isAdmin(user) || members.has(user.id);
}
