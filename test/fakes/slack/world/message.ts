import { type Json, type JsonObject, present } from '../../shared/json.ts';

export interface Reaction {
  /** Without colons; a skin tone as thumbsup::skin-tone-2 (Slack docs: reaction_added). */
  readonly name: string;
  readonly users: string[];
}

/** What somebody wrote, however it is shown. */
export interface Content {
  text: string;
  blocks: JsonObject[];
  attachments: JsonObject[];
}

export interface Message extends Content {
  readonly ts: string;
  /** Absent for what no user wrote: a webhook, or an answer in the channel to a slash command. */
  readonly user?: string;
  readonly botId?: string;
  readonly subtype?: string;
  /** The thread's first message, when this is one of its answers. */
  readonly threadTs?: string;
  /** An answer shown in the channel as well. */
  broadcast: boolean;
  metadata?: JsonObject;
  readonly reactions: Reaction[];
  editedTs?: string;
  readonly fileIds: readonly string[];
}

/** A message only one person sees, in memory of their client alone: a reload loses it. */
export interface Ephemeral extends Content {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly threadTs?: string;
}

/** How a method shows a message. */
export interface Showing {
  /** The author's team (Slack docs: "Message event"). */
  readonly teamId: string;
  readonly appId: string;
  /** Metadata only when asked for (Slack docs: conversations.history, include_all_metadata). */
  readonly metadata: boolean;
  /** At most so many users a reaction; the count is always right (Slack docs: reactions.get, full). */
  readonly reactionUsers: number;
  /** The answers in the message's thread, oldest first. */
  readonly replies: readonly Message[];
}

/** A message as conversations.history and its sisters show it (Slack docs: "Message object"). */
export function messageJson(message: Message, show: Showing): JsonObject {
  return present({
    type: 'message',
    subtype: message.subtype,
    user: message.user,
    bot_id: message.botId,
    app_id: message.botId === undefined ? undefined : show.appId,
    text: message.text,
    ts: message.ts,
    team: show.teamId,
    blocks: message.blocks.length > 0 ? message.blocks : undefined,
    attachments: message.attachments.length > 0 ? message.attachments : undefined,
    edited: message.editedTs === undefined ? undefined : { user: message.user ?? '', ts: message.editedTs },
    metadata: show.metadata ? message.metadata : undefined,
    reactions: message.reactions.length > 0 ? reactionsJson(message, show.reactionUsers) : undefined,
    files: message.fileIds.length > 0 ? message.fileIds.map((id) => ({ id })) : undefined,
    ...threadJson(message, show.replies),
  });
}

function reactionsJson(message: Message, shown: number): Json[] {
  return message.reactions.map(({ name, users }) => ({
    name,
    users: users.slice(0, shown),
    count: users.length,
  }));
}

function threadJson(message: Message, replies: readonly Message[]): Record<string, Json | undefined> {
  if (message.threadTs !== undefined) return { thread_ts: message.threadTs };
  const last = replies.at(-1);
  if (!last) return {};
  const users = [...new Set(replies.flatMap(({ user }) => user ?? []))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users,
    latest_reply: last.ts,
  };
}
