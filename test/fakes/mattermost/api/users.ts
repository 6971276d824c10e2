import { type JsonObject, textOf } from '../../shared/json.ts';
import { can, isAdmin } from '../core/access.ts';
import { AppError, invalidParam, noUser } from '../core/error.ts';
import { tokenJson } from '../world/token.ts';
import { type User, userJson } from '../world/user.ts';
import { type Answer, type Call, done, ok, type Route, route } from './call.ts';

/** /users and the access tokens (api4/user.go). */
export const userRoutes: readonly Route[] = [
  route('GET', '/users/{user_id}', (call) => ok(shown(call, call.userInPath()))),
  route('POST', '/users/ids', byIds),
  route('POST', '/users/usernames', byNames),
  route('GET', '/users/username/{username}', byName),
  route('PUT', '/users/{user_id}/roles', setRoles),
  route('POST', '/users/{user_id}/tokens', createToken),
  route('GET', '/users/{user_id}/tokens', listTokens),
  route('POST', '/users/tokens/revoke', revokeToken),
];

/** A user as whoever asks may see them; addresses and full names only where the site or a role says so. */
function shown({ platform, user: viewer }: Call, user: User): JsonObject {
  const { ShowEmailAddress, ShowFullName } = platform.config.PrivacySettings;
  const all = isAdmin(viewer) || viewer.id === user.id;
  return userJson(user, { email: all || ShowEmailAddress, fullName: all || ShowFullName });
}

function byIds(call: Call): Answer {
  const ids = call.list('user_ids');
  if (ids.length === 0) throw invalidParam('user_ids');
  const { users } = call.platform.world;
  return ok(ids.flatMap((id) => users.get(id) ?? []).map((user) => shown(call, user)));
}

function byNames(call: Call): Answer {
  const names = call.list('usernames');
  if (names.length === 0) throw invalidParam('usernames');
  const { world } = call.platform;
  return ok(names.flatMap((name) => world.userNamed(name) ?? []).map((user) => shown(call, user)));
}

function byName(call: Call): Answer {
  const user = call.platform.world.userNamed(call.params.username ?? '');
  if (!user) throw noUser();
  return ok(shown(call, user));
}

function setRoles(call: Call): Answer {
  const user = call.userInPath();
  const roles = textOf(call.object('roles').roles);
  if (!/^[a-z_]+( [a-z_]+)*$/.test(roles)) throw invalidParam('roles');
  call.demand('manage_roles');
  user.roles = roles;
  user.updateAt = call.platform.clock.now();
  call.platform.world.changed();
  return done();
}

/** An access token; its secret is told this once. Of persons only where the site allows them. */
function createToken(call: Call): Answer {
  const { platform, user } = call;
  const owner = call.userInPath();
  const description = textOf(call.object('user_access_token').description);
  if (description === '') throw invalidParam('description');
  call.demandThat(owner.id === user.id || isAdmin(user) || managesBot(call, owner), 'edit_other_users');
  if (!owner.isBot && !platform.config.ServiceSettings.EnableUserAccessTokens)
    throw new AppError('app.user_access_token.disabled', 501, '', 'Personal access tokens are disabled.');
  call.demandThat(
    can(platform.world, user, 'create_user_access_token') || owner.isBot,
    'create_user_access_token',
  );
  const { ids, world } = platform;
  const token = {
    id: ids.id(),
    token: ids.id(),
    userId: owner.id,
    description,
    kind: 'access token' as const,
    active: true,
  };
  world.tokens.push(token);
  return ok(tokenJson(token, true));
}

function listTokens(call: Call): Answer {
  const owner = call.userInPath();
  call.demandThat(
    owner.id === call.user.id || isAdmin(call.user) || managesBot(call, owner),
    'edit_other_users',
  );
  const own = call.platform.world.tokens.filter(
    (one) => one.userId === owner.id && one.kind === 'access token',
  );
  return ok(own.map((token) => tokenJson(token, false)));
}

function revokeToken(call: Call): Answer {
  const id = textOf(call.object('token_id').token_id);
  const token = call.platform.world.tokens.find((one) => one.id === id);
  if (!token) throw new AppError('app.user_access_token.get_by_user.app_error', 404);
  call.demandThat(token.userId === call.user.id || isAdmin(call.user), 'revoke_user_access_token');
  token.active = false;
  return done();
}

function managesBot({ user }: Call, bot: User): boolean {
  return bot.isBot && bot.ownerId === user.id;
}
