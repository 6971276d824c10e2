import { type JsonObject, objectOf, textOf } from '../../shared/json.ts';
import type { Channel } from '../world/channel.ts';
import type { Command } from '../world/command.ts';
import type { Post } from '../world/post.ts';
import type { Team } from '../world/team.ts';
import type { User } from '../world/user.ts';
import type { OutgoingRequest } from './outgoing.ts';

/** What the server sends to integrations, as it looks on the wire. */

/** Who does something, and where. */
export interface At {
  readonly user: Pick<User, 'id' | 'username'>;
  readonly channel: Pick<Channel, 'id' | 'name'>;
  readonly teamId: string;
  /** Absent: the server does not know it. */
  readonly team: Pick<Team, 'name'> | undefined;
}

/** The fields of a typed command (app/command.go); those it names come behind them. */
export function commandForm(
  { user, channel, teamId, team }: At,
  command: Pick<Command, 'token'>,
  said: { trigger: string; text: string; rootId: string; triggerId: string; responseUrl: string },
): URLSearchParams {
  return new URLSearchParams({
    token: command.token,
    team_id: teamId,
    team_domain: team?.name ?? '',
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: user.id,
    user_name: user.username,
    command: `/${said.trigger}`,
    text: said.text,
    trigger_id: said.triggerId,
    root_id: said.rootId,
    response_url: said.responseUrl,
  });
}

export function commandRequest(
  command: Pick<Command, 'token' | 'method' | 'url'>,
  form: URLSearchParams,
): OutgoingRequest {
  const get = command.method === 'G';
  const headers = {
    accept: 'application/json',
    authorization: `Token ${command.token}`,
    'user-agent': 'Mattermost-Bot/1.1',
    'accept-encoding': 'gzip',
  };
  const question = command.url.includes('?') ? '&' : '?';
  return {
    kind: 'command',
    method: get ? 'GET' : 'POST',
    url: get ? `${command.url}${question}${form}` : command.url,
    headers: get ? headers : { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body: get ? '' : form.toString(),
  };
}

/** A press of a button of a post, or a pick in a menu: then with its value (model.PostActionIntegrationRequest). */
export function pressRequest(
  { user, channel, teamId, team }: At,
  { post, action, integration }: { post: Pick<Post, 'id'>; action: JsonObject; integration: JsonObject },
  { triggerId, option }: { triggerId: string; option: string },
): OutgoingRequest {
  const context = objectOf(integration.context);
  return {
    kind: 'action',
    method: 'POST',
    url: textOf(integration.url),
    headers: integrationHeaders,
    body: JSON.stringify({
      user_id: user.id,
      user_name: user.username,
      channel_id: channel.id,
      channel_name: channel.name,
      team_id: teamId,
      team_domain: team?.name ?? '',
      post_id: post.id,
      trigger_id: triggerId,
      type: textOf(action.type),
      data_source: option === '' ? '' : textOf(action.data_source),
      context: option === '' ? (context ?? undefined) : { ...context, selected_option: option },
    }),
  };
}

/** A dialog as a client says it was submitted: the server adds the user, nothing else. */
export function submissionRequest(userId: string, submitted: JsonObject): OutgoingRequest {
  return {
    kind: 'dialog',
    method: 'POST',
    url: textOf(submitted.url),
    headers: integrationHeaders,
    body: JSON.stringify({
      type: 'dialog_submission',
      callback_id: textOf(submitted.callback_id),
      state: textOf(submitted.state),
      user_id: userId,
      channel_id: textOf(submitted.channel_id),
      team_id: textOf(submitted.team_id),
      submission: objectOf(submitted.submission),
      cancelled: submitted.cancelled === true,
    }),
  };
}

/** What every action and dialog request carries beside its body. */
const integrationHeaders = {
  'content-type': 'application/json',
  accept: 'application/json',
  'user-agent': 'Go-http-client/1.1',
  'accept-encoding': 'gzip',
} as const;
