import { type Json, type JsonObject, objectOf, objectsOf, parseJson, textOf } from '../../shared/json.ts';
import { AppError } from '../core/error.ts';
import { createPost, type PostDraft, whisper } from '../core/posts.ts';
import type { Platform } from '../platform.ts';
import type { Channel } from '../world/channel.ts';
import type { Command } from '../world/command.ts';
import type { User } from '../world/user.ts';
import { commandForm, commandRequest } from './requests.ts';
import type { ResponsePlace } from './response-urls.ts';
import { slackParsed } from './slack-text.ts';

/** Somebody types a command somewhere. */
export interface Typed {
  readonly user: User;
  readonly channel: Channel;
  /** Of the channel; in a direct one the team the client has open. */
  readonly teamId: string;
  /** With its slash. */
  readonly text: string;
  readonly rootId: string;
}

/** The server's own commands: nobody may take their names. */
const BUILT_IN = new Set(
  `away offline online dnd join leave open shortcuts help echo code me msg shrug header purpose rename invite kick remove
  mute settings logout groupmsg search expand collapse status marketplace`.split(/\s+/),
);

export function isBuiltIn(trigger: string): boolean {
  return BUILT_IN.has(trigger);
}

/**
 * Runs a team's slash command and shows what it answers; returns what the person's client gets. Throws the error their
 * client shows instead: also when the integration is not reached or answers anything but 200 (app/command.go).
 */
export async function executeCommand(platform: Platform, typed: Typed): Promise<JsonObject> {
  const { world, config, triggers, outgoing } = platform;
  const [word = '', ...rest] = typed.text.split(/\s/);
  const trigger = word.slice(1).toLowerCase();
  const command = world.commandNamed(typed.teamId, trigger);
  if (!command) throw failed('not_found', 404, trigger);
  if (!config.ServiceSettings.EnableCommands)
    throw new AppError('api.command.disabled.app_error', 501, '', 'Commands have been disabled.');
  if (config.ServiceSettings.SiteURL === '') throw failed('site_url_required', 400, trigger);
  const { forIntegration, forClient } = triggers.issue(typed.user.id);
  const text = typed.text.slice(word.length + 1);
  const form = formOf(platform, typed, command, { trigger, text, triggerId: forIntegration });
  if (rest.length === 0) form.set('text', '');
  const answer = await outgoing.send(commandRequest(command, form));
  if (typeof answer === 'string') throw failed('failed', 500, trigger, answer);
  if (answer.status !== 200) throw failed('failed_resp', 500, trigger, answer.body.toString('utf8'));
  const response = responseOf(String(answer.headers['content-type'] ?? ''), answer.body.toString('utf8'));
  if (!response) throw failed('failed', 500, trigger, 'the answer is not what a command answers');
  const place = {
    commandId: command.id,
    userId: typed.user.id,
    channelId: typed.channel.id,
    rootId: typed.rootId,
  };
  showResponse(platform, place, response);
  return { ...response, trigger_id: forClient };
}

/** Shows an answer of a command, at once or by its response_url: in the name of whoever typed it. */
export function showResponse(platform: Platform, place: ResponsePlace, response: JsonObject): void {
  showOne(platform, place, response);
  for (const extra of objectsOf(response.extra_responses)) showOne(platform, place, extra);
}

/** The body of an answer, whatever its dress: JSON by its type, else plain text (model/command_response.go). Null: neither. */
export function responseOf(type: string, body: string): JsonObject | null {
  if (type.split(';')[0]?.trim() !== 'application/json') return { text: body };
  const json = objectOf(parseJson(body));
  return json && isResponse(json) ? json : null;
}

function showOne(platform: Platform, place: ResponsePlace, response: JsonObject): void {
  const { world } = platform;
  const user = world.users.get(place.userId);
  const channel = world.channels.get(textOf(response.channel_id) || place.channelId);
  if (!user || !channel) throw new AppError('app.channel.get.existing.app_error', 404);
  if (response.channel_id && !channel.members.has(user.id))
    throw new AppError(
      'api.command.command_post.forbidden.app_error',
      403,
      '',
      'Not a member of that channel.',
    );
  const draft = draftOf(platform, place, response);
  const inChannel = response.response_type === 'in_channel';
  if (inChannel) createPost(platform, user, channel, draft);
  else if (draft.message !== '' || response.attachments !== undefined)
    whisper(platform, user.id, user.id, channel.id, draft);
}

function draftOf(platform: Platform, { rootId }: ResponsePlace, response: JsonObject): PostDraft {
  const { world, config } = platform;
  const parsed = (text: Json | undefined) =>
    response.skip_slack_parsing === true ? textOf(text) : slackParsed(textOf(text), world);
  const attachments = objectsOf(response.attachments).map((one): JsonObject => {
    const texts = ['text', 'pretext', 'title'].filter((key) => one[key] !== undefined);
    return { ...one, ...Object.fromEntries(texts.map((key) => [key, parsed(one[key])])) };
  });
  const { EnablePostUsernameOverride, EnablePostIconOverride } = config.ServiceSettings;
  const props: JsonObject = {
    ...objectOf(response.props),
    from_webhook: 'true',
    ...(EnablePostUsernameOverride && response.username ? { override_username: response.username } : {}),
    ...(EnablePostIconOverride && response.icon_url ? { override_icon_url: response.icon_url } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
  return { message: parsed(response.text), rootId, type: textOf(response.type), props };
}

function formOf(
  { world, config, responseUrls }: Platform,
  { user, channel, teamId, rootId }: Typed,
  command: Command,
  said: { trigger: string; text: string; triggerId: string },
): URLSearchParams {
  const team = world.teams.get(teamId);
  const place = { commandId: command.id, userId: user.id, channelId: channel.id, rootId };
  const form = commandForm({ user, channel, teamId, team }, command, {
    ...said,
    rootId,
    responseUrl: `${config.ServiceSettings.SiteURL}/hooks/commands/${responseUrls.issue(place)}`,
  });
  for (const [, name = ''] of said.text.matchAll(/(?<![\p{L}\d_])@([a-z0-9][a-z0-9._:-]*)/giu)) {
    const mentioned = world.userNamed(name.replace(/[._:-]+$/, ''));
    if (!mentioned || !team?.members.has(mentioned.id)) continue;
    form.append('user_mentions', mentioned.username);
    form.append('user_mentions_ids', mentioned.id);
  }
  for (const [, name = ''] of said.text.matchAll(/(?<![\p{L}\d_])~([a-z0-9_-]+)/giu)) {
    const mentioned = world.channelNamed(teamId, name);
    if (mentioned?.type !== 'O') continue;
    form.append('channel_mentions', mentioned.name);
    form.append('channel_mentions_ids', mentioned.id);
  }
  return form;
}

/** Whether the fields have the types the server reads them as; a wrong one makes the whole answer unreadable. */
function isResponse(json: JsonObject): boolean {
  const texts = ['response_type', 'text', 'username', 'channel_id', 'icon_url', 'type', 'goto_location'];
  const isText = (value: Json | undefined) =>
    value === undefined || value === null || typeof value === 'string';
  return (
    texts.every((key) => isText(json[key])) &&
    isListOrAbsent(json.attachments) &&
    isListOrAbsent(json.extra_responses) &&
    ['boolean', 'undefined'].includes(typeof json.skip_slack_parsing)
  );
}

function isListOrAbsent(value: Json | undefined): boolean {
  return value === undefined || value === null || Array.isArray(value);
}

function failed(why: string, status: number, trigger: string, detail = ''): AppError {
  const message = `Command with a trigger of '${trigger}' failed.`;
  return new AppError(`api.command.execute_command.${why}.app_error`, status, detail, message);
}
