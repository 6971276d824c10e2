import type { JsonObject } from '../../shared/json.ts';
import type { Message } from './message.ts';

/** Group direct messages are not needed by an idea box and are not here. */
export type ChannelKind = 'public' | 'private' | 'im';

export interface Channel {
  readonly id: string;
  /** The workspace that owns it. */
  readonly teamId: string;
  /** '' for a direct message. */
  name: string;
  readonly kind: ChannelKind;
  archived: boolean;
  readonly members: Set<string>;
  /** Other workspaces in it, by Slack Connect. */
  readonly sharedWith: Set<string>;
  /** Oldest first. */
  readonly messages: Message[];
}

/** What scopes and events call this kind of channel: channels:read, groups:history, message.im. */
export const SCOPE_FAMILY: Readonly<Record<ChannelKind, string>> = {
  public: 'channels',
  private: 'groups',
  im: 'im',
};

/** The name in commands and interactions, where no channel but a public one shows its own (Slack docs: slash commands). */
export function nameInPayload(channel: Channel): string {
  if (channel.kind === 'im') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}

/** The message of that time stamp. */
export function messageAt(channel: Channel, ts: string): Message | undefined {
  return channel.messages.find((message) => message.ts === ts);
}

/** The answers in a thread, oldest first. */
export function repliesTo(channel: Channel, ts: string): Message[] {
  return channel.messages.filter(({ threadTs }) => threadTs === ts);
}

/** A channel as conversations.info shows it to this user (Slack docs: "Conversation object"). */
export function channelJson(channel: Channel, viewer: string, withMembers: boolean): JsonObject {
  const count = withMembers ? { num_members: channel.members.size } : {};
  const shared = channel.sharedWith.size > 0;
  const common = {
    id: channel.id,
    created: 1_700_000_000,
    is_archived: channel.archived,
    is_org_shared: false,
    ...count,
  };
  if (channel.kind === 'im') {
    const other = [...channel.members].find((id) => id !== viewer) ?? '';
    return { ...common, is_im: true, user: other, is_user_deleted: false };
  }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: false,
    is_private: channel.kind === 'private',
    is_general: false,
    is_shared: shared,
    is_ext_shared: shared,
    is_pending_ext_shared: false,
    is_member: channel.members.has(viewer),
    context_team_id: channel.teamId,
    shared_team_ids: [channel.teamId, ...channel.sharedWith],
    topic: { value: '', creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
