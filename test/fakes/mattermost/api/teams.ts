import { textOf } from '../../shared/json.ts';
import { demandTeamAdmin, isAdmin } from '../core/access.ts';
import { AppError, invalidParam, noUser } from '../core/error.ts';
import { joinTeam, leaveTeam } from '../core/teams.ts';
import { ID } from '../ids.ts';
import { type Team, teamJson, teamMemberJson } from '../world/team.ts';
import { type Answer, type Call, created, done, ok, type Route, route } from './call.ts';

/** /teams (api4/team.go). */
export const teamRoutes: readonly Route[] = [
  route('GET', '/teams', list),
  route('GET', '/teams/{team_id}', (call) => ok(teamJson(visible(call, call.teamInPath())))),
  route('GET', '/teams/name/{team_name}', byName),
  route('GET', '/users/{user_id}/teams', ofUser),
  route('GET', '/teams/{team_id}/members/{user_id}', member),
  route('POST', '/teams/{team_id}/members', add),
  route('DELETE', '/teams/{team_id}/members/{user_id}', remove),
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

/** Who left is still found, with the instant. */
function member(call: Call): Answer {
  const team = visible(call, call.teamInPath());
  const id = call.params.user_id === 'me' ? call.user.id : call.id('user_id');
  if (!team.members.has(id) && !team.left.has(id))
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
  joinTeam(platform, team, added);
  return created(teamMemberJson(team, id));
}

/** Anybody leaves by themselves. */
function remove(call: Call): Answer {
  const { platform, user } = call;
  const id = call.params.user_id === 'me' ? user.id : call.id('user_id');
  if (id !== user.id) demandTeamAdmin(platform.world, user, call.id('team_id'), 'remove_user_from_team');
  leaveTeam(platform, call.teamInPath(), call.userInPath());
  return done();
}

function visible(call: Call, team: Team): Team {
  call.demandThat(sees(call, team), 'view_team');
  return team;
}

function sees({ user }: Call, { members }: Team): boolean {
  return isAdmin(user) || members.has(user.id);
}
