import { type JsonObject, textOf } from '../../shared/json.ts';
import { isAdmin } from '../core/access.ts';
import { AppError } from '../core/error.ts';
import { type Answer, type Call, ok, openRoute, type Route, route } from './call.ts';

/** The server itself and its roles (api4/system.go, config.go, role.go). */
export const systemRoutes: readonly Route[] = [
  openRoute('GET', '/system/ping', () =>
    ok({ status: 'OK', AndroidLatestVersion: '', ActiveSearchBackend: 'database' }),
  ),
  openRoute('GET', '/config/client', clientConfig),
  route('GET', '/config', config),
  route('GET', '/roles/name/{role_name}', (call) => ok(roleJson(call, call.params.role_name ?? ''))),
  route('POST', '/roles/names', (call) => ok(call.list('rolenames').map((name) => roleJson(call, name)))),
  route('PUT', '/roles/{role_id}/patch', patchRole),
];

/** Everything as strings; without a session only what a login page needs. */
function clientConfig({ platform, query }: Call): Answer {
  if (query.get('format') !== 'old' && query.get('format') !== null)
    throw new AppError('api.config.client.old_format.app_error', 400, '', 'Format must be old.');
  const { config, settings } = platform;
  const { ServiceSettings: service, TeamSettings, PrivacySettings } = config;
  return ok({
    Version: settings.version,
    BuildNumber: `${settings.version}.fake`,
    SiteURL: service.SiteURL,
    SiteName: 'Mattermost',
    EnableCommands: String(service.EnableCommands),
    EnableBotAccountCreation: String(service.EnableBotAccountCreation),
    EnableUserAccessTokens: String(service.EnableUserAccessTokens),
    EnablePostUsernameOverride: String(service.EnablePostUsernameOverride),
    EnablePostIconOverride: String(service.EnablePostIconOverride),
    UniqueEmojiReactionLimitPerPost: String(service.UniqueEmojiReactionLimitPerPost),
    PostEditTimeLimit: String(service.PostEditTimeLimit),
    RestrictDirectMessage: TeamSettings.RestrictDirectMessage,
    ShowEmailAddress: String(PrivacySettings.ShowEmailAddress),
    CollapsedThreads: service.CollapsedThreads,
    MaxPostSize: String(settings.maxPostRunes),
    DefaultClientLocale: 'en',
  });
}

/** The whole configuration, for who may read it. */
function config(call: Call): Answer {
  call.demandThat(isAdmin(call.user), 'sysconsole_read_environment_web_server');
  return ok(structuredClone(call.platform.config) as unknown as JsonObject);
}

/** The fake's id of a role is its name with zeroes behind it. */
const roleId = (name: string): string =>
  name
    .replace(/[^a-z]/g, '')
    .padEnd(26, '0')
    .slice(0, 26);

function roleJson({ platform }: Call, name: string): JsonObject {
  const permissions = platform.world.roles.get(name);
  if (!permissions) throw new AppError('app.role.get_by_name.app_error', 404, '', 'Unable to get role.');
  return {
    id: roleId(name),
    name,
    display_name: name,
    description: '',
    permissions: [...permissions],
    scheme_managed: false,
    built_in: true,
    create_at: 0,
    update_at: 0,
    delete_at: 0,
  };
}

/** Replaces a role's permissions. */
function patchRole(call: Call): Answer {
  const { roles } = call.platform.world;
  const id = call.id('role_id');
  const name = [...roles.keys()].find((one) => roleId(one) === id);
  if (name === undefined) throw new AppError('app.role.get.app_error', 404, '', 'Unable to get role.');
  call.demand('manage_roles');
  const { permissions } = call.object('permissions');
  if (Array.isArray(permissions)) roles.set(name, new Set(permissions.map(textOf)));
  return ok(roleJson(call, name));
}
