import type { Json, JsonObject } from '../../shared/json.ts';
import { present } from '../../shared/json.ts';
import type { SlackApp } from '../app.ts';
import type { Ids } from '../ids.ts';
import type { Settings } from '../platform.ts';
import type { View } from '../views/view.ts';
import { viewJson } from '../views/view.ts';
import { type Channel, nameInPayload, repliesTo } from '../world/channel.ts';
import type { Message } from '../world/message.ts';
import { messageJson } from '../world/message.ts';
import type { User } from '../world/user.ts';
import type { Workspace } from '../world/workspace.ts';
import type { World } from '../world/world.ts';
import type { Triggers } from './triggers.ts';

/** As much of Slack as its payloads show. */
export interface Telling {
  readonly app: Pick<SlackApp, 'id' | 'verificationToken'>;
  readonly triggers: Pick<Triggers, 'issue'>;
  readonly ids: Pick<Ids, 'ts'>;
  readonly settings: Pick<Settings, 'reactionUsers'>;
  readonly world: Pick<World, 'teamOf'>;
}

/** Who did something, and to which installation of the app it is told. */
export interface Doing {
  readonly user: User;
  readonly workspace: Workspace;
}

/** The fields of a slash command (Slack docs: "Implementing slash commands", PLATFORM-FACTS 1.2). */
export function commandPayload(
  { app, triggers }: Telling,
  { user, workspace }: Doing,
  typed: { command: string; text: string; channel: Channel; responseUrl: string },
): JsonObject {
  return present({
    token: app.verificationToken,
    team_id: workspace.id,
    team_domain: workspace.domain,
    enterprise_id: workspace.enterprise?.id,
    enterprise_name: workspace.enterprise?.name,
    channel_id: typed.channel.id,
    channel_name: nameInPayload(typed.channel),
    user_id: user.id,
    user_name: user.name,
    command: typed.command,
    text: typed.text,
    api_app_id: app.id,
    is_enterprise_install: 'false',
    response_url: typed.responseUrl,
    trigger_id: triggers.issue(workspace.id, user.id),
  });
}

/** What a press or pick in a message carries (Slack docs: "block_actions payload"). */
export function messageActionsPayload(
  platform: Telling,
  doing: Doing,
  on: { channel: Channel; ts: string; threadTs: string | null; message: Message | null; responseUrl: string },
  action: JsonObject,
): JsonObject {
  const container = present({
    type: 'message',
    message_ts: on.ts,
    channel_id: on.channel.id,
    is_ephemeral: on.message === null,
    thread_ts: on.threadTs ?? undefined,
  });
  return present({
    ...common(platform, doing, 'block_actions'),
    container,
    channel: channelIn(on.channel),
    message: on.message ? shown(platform, doing, on.channel, on.message) : undefined,
    state: { values: {} },
    response_url: on.responseUrl,
    actions: [action],
  });
}

/** What a press or pick in a modal or Home tab carries. It has no response_url. */
export function viewActionsPayload(
  platform: Telling,
  doing: Doing,
  view: View,
  action: JsonObject,
): JsonObject {
  const json = viewIn(platform, doing, view);
  return {
    ...common(platform, doing, 'block_actions'),
    container: { type: 'view', view_id: view.id },
    view: json,
    state: json.state ?? {},
    actions: [action],
  };
}

/** What submitting or closing a modal carries (Slack docs: "view_submission payload"): no channel. */
export function viewPayload(
  platform: Telling,
  doing: Doing,
  type: 'view_submission' | 'view_closed',
  view: View,
  more: JsonObject,
): JsonObject {
  return { ...common(platform, doing, type), view: viewIn(platform, doing, view), ...more };
}

/** What an entry of a message's menu carries (Slack docs: "Message shortcuts", PLATFORM-FACTS 1.9). */
export function shortcutPayload(
  platform: Telling,
  doing: Doing,
  on: { callbackId: string; channel: Channel; message: Message; responseUrl: string },
): JsonObject {
  return {
    ...common(platform, doing, 'message_action'),
    callback_id: on.callbackId,
    action_ts: platform.ids.ts(),
    channel: channelIn(on.channel),
    message: shown(platform, doing, on.channel, on.message),
    message_ts: on.message.ts,
    response_url: on.responseUrl,
  };
}

function common({ app, triggers }: Telling, { user, workspace }: Doing, type: string): JsonObject {
  const { enterprise } = workspace;
  return {
    type,
    team: present({
      id: workspace.id,
      domain: workspace.domain,
      enterprise_id: enterprise?.id,
      enterprise_name: enterprise?.name,
    }),
    user: { id: user.id, username: user.name, name: user.name, team_id: user.teamId },
    api_app_id: app.id,
    token: app.verificationToken,
    trigger_id: triggers.issue(workspace.id, user.id),
    enterprise: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    is_enterprise_install: false,
  };
}

function viewIn({ app }: Telling, { workspace }: Doing, view: View): JsonObject {
  return viewJson(view, { id: app.id, botId: workspace.install.botId });
}

function channelIn(channel: Channel): Json {
  return { id: channel.id, name: nameInPayload(channel) };
}

function shown(
  { app, settings, world }: Telling,
  { workspace }: Doing,
  channel: Channel,
  message: Message,
): JsonObject {
  return messageJson(message, {
    teamId: world.teamOf(message, workspace.id),
    appId: app.id,
    metadata: false,
    reactionUsers: settings.reactionUsers,
    replies: repliesTo(channel, message.ts),
  });
}
