import { type JsonObject, textOf } from '../../shared/json.ts';
import { demandTeamAdmin, isAdmin, mayPost } from '../core/access.ts';
import { AppError, invalidParam } from '../core/error.ts';
import { isHttpUrl } from '../core/post-rules.ts';
import { ID } from '../ids.ts';
import { executeCommand, isBuiltIn } from '../integrations/commands.ts';
import { type Command, commandJson } from '../world/command.ts';
import { type Answer, type Call, created, done, ok, type Route, route } from './call.ts';

/** Characters of a trigger, and how many (model/command.go). */
const TRIGGER = /^[A-Za-z0-9_.\-/]{1,128}$/;
const URL_LENGTH = 1024;
const DISPLAY_NAME_LENGTH = 64;
const DESCRIPTION_LENGTH = 128;

/** /commands (api4/command.go). */
export const commandRoutes: readonly Route[] = [
  route('POST', '/commands', create),
  route('GET', '/commands', list),
  route('POST', '/commands/execute', execute),
  route('GET', '/commands/{command_id}', (call) => ok(commandJson(managed(call)))),
  route('PUT', '/commands/{command_id}', update),
  route('DELETE', '/commands/{command_id}', remove),
  route('PUT', '/commands/{command_id}/regen_token', regenToken),
];

function create(call: Call): Answer {
  const { platform, user } = call;
  const body = call.object('command');
  const teamId = textOf(body.team_id);
  demandTeamAdmin(platform.world, user, teamId, 'manage_own_slash_commands');
  demandEnabled(call);
  const trigger = textOf(body.trigger).toLowerCase();
  demandFree(call, teamId, trigger, '');
  const now = platform.clock.now();
  const command: Command = {
    id: platform.ids.id(),
    token: platform.ids.id(),
    teamId,
    creatorId: user.id,
    createAt: now,
    updateAt: now,
    deleteAt: 0,
    ...saidIn(body),
  };
  platform.world.commands.set(command.id, command);
  platform.world.changed();
  return created(commandJson(command));
}

function list(call: Call): Answer {
  const { platform, query, user } = call;
  const teamId = query.get('team_id') ?? '';
  if (teamId === '') throw invalidParam('team_id');
  const team = platform.world.teams.get(teamId);
  call.demandThat(isAdmin(user) || team?.members.has(user.id) === true, 'view_team');
  const admin = isAdmin(user) || team?.members.get(user.id)?.admin === true;
  if (query.get('custom_only') === 'true') {
    call.demandThat(admin, 'manage_own_slash_commands');
    demandEnabled(call);
  }
  const commands = [...platform.world.commands.values()].filter(
    (one) => one.teamId === teamId && one.deleteAt === 0,
  );
  // Only the list of custom commands, for who may manage them, tells tokens.
  const full = query.get('custom_only') === 'true' && admin;
  const shown = commands.filter(({ autoComplete }) => admin || autoComplete).map(commandJson);
  return ok(full ? shown : shown.map((one) => ({ ...one, token: '', creator_id: '', method: '', url: '' })));
}

async function execute(call: Call): Promise<Answer> {
  const { platform, user } = call;
  const body = call.object('command_args');
  const text = textOf(body.command);
  if (text.length <= 1 || !text.startsWith('/') || !ID.test(textOf(body.channel_id)))
    throw new AppError('api.command.execute_command.start.app_error', 400, '', 'Command must start with /.');
  const channel = platform.world.channels.get(textOf(body.channel_id));
  if (!mayPost(user, channel)) return call.demandThat(false, 'create_post') as never;
  if (channel.deleteAt !== 0)
    throw new AppError(
      'api.command.execute_command.deleted.error',
      400,
      '',
      'Unable to run it in an archived channel.',
    );
  const teamId = channel.teamId || textOf(body.team_id);
  const member = platform.world.teams.get(teamId)?.members.has(user.id) === true;
  call.demandThat(channel.teamId !== '' || member || isAdmin(user), 'create_post');
  return ok(await executeCommand(platform, { user, channel, teamId, text, rootId: textOf(body.root_id) }));
}

function update(call: Call): Answer {
  const command = managed(call);
  demandEnabled(call);
  const body = call.object('command');
  if (textOf(body.id) !== command.id) throw invalidParam('command_id');
  const said = saidIn(body);
  demandFree(call, command.teamId, said.trigger, command.id);
  Object.assign(command, said, { updateAt: call.platform.clock.now() });
  return ok(commandJson(command));
}

function remove(call: Call): Answer {
  managed(call).deleteAt = call.platform.clock.now();
  return done();
}

/** The old token is dead at once. */
function regenToken(call: Call): Answer {
  const command = managed(call);
  command.token = call.platform.ids.id();
  return ok({ token: command.token });
}

function managed({ platform, user, params }: Call): Command {
  const command = platform.world.commands.get(params.command_id ?? '');
  const admin = command && platform.world.teams.get(command.teamId)?.members.get(user.id)?.admin;
  if (command?.deleteAt !== 0 || !(isAdmin(user) || admin))
    throw new AppError('store.sql_command.get.missing.app_error', 404, '', 'Command does not exist.');
  return command;
}

/** Where commands are switched off they can neither be seen nor made (app/command.go). */
function demandEnabled({ platform }: Call): void {
  if (!platform.config.ServiceSettings.EnableCommands)
    throw new AppError('api.command.disabled.app_error', 501, '', 'Commands have been disabled.');
}

function demandFree({ platform }: Call, teamId: string, trigger: string, except: string): void {
  const taken = platform.world.commandNamed(teamId, trigger);
  if (isBuiltIn(trigger) || (taken && taken.id !== except))
    throw new AppError(
      'api.command.duplicate_trigger.app_error',
      400,
      '',
      'This trigger word is already in use.',
    );
}

/** What a command may say of itself, within the limits of model/command.go. */
function saidIn(body: JsonObject) {
  const invalid = (what: string) =>
    new AppError(`model.command.is_valid.${what}.app_error`, 400, '', `Invalid ${what}.`);
  const trigger = textOf(body.trigger).toLowerCase();
  const url = textOf(body.url);
  const method = textOf(body.method);
  if (!TRIGGER.test(trigger) || trigger.startsWith('/')) throw invalid('trigger');
  if (url.length === 0 || url.length > URL_LENGTH) throw invalid('url');
  if (!isHttpUrl(url)) throw invalid('url_http');
  if (method !== 'P' && method !== 'G') throw invalid('method');
  if (textOf(body.display_name).length > DISPLAY_NAME_LENGTH) throw invalid('display_name');
  if (textOf(body.description).length > DESCRIPTION_LENGTH) throw invalid('description');
  return {
    trigger,
    url,
    method,
    username: textOf(body.username),
    iconUrl: textOf(body.icon_url),
    displayName: textOf(body.display_name),
    description: textOf(body.description),
    autoComplete: body.auto_complete === true,
    autoCompleteDesc: textOf(body.auto_complete_desc),
    autoCompleteHint: textOf(body.auto_complete_hint),
  };
}
