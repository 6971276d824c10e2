import type { JsonObject } from '../../shared/json.ts';

/** O: open to its team; P: private; D: two persons; G: a group of persons. */
export type ChannelType = 'O' | 'P' | 'D' | 'G';

export interface Channel {
  readonly id: string;
  /** '' for direct and group channels, which belong to no team. */
  readonly teamId: string;
  readonly type: ChannelType;
  /** As in addresses; of a direct channel both user ids, `a__b`. */
  name: string;
  displayName: string;
  readonly creatorId: string;
  readonly members: Set<string>;
  readonly createAt: number;
  updateAt: number;
  /** When it was archived, ms; 0: it is not. */
  deleteAt: number;
  lastPostAt: number;
}

/** A channel as the REST API shows it (model.Channel). */
export function channelJson(channel: Channel): JsonObject {
  return {
    id: channel.id,
    create_at: channel.createAt,
    update_at: channel.updateAt,
    delete_at: channel.deleteAt,
    team_id: channel.teamId,
    type: channel.type,
    display_name: channel.displayName,
    name: channel.name,
    header: '',
    purpose: '',
    last_post_at: channel.lastPostAt,
    total_msg_count: 0,
    extra_update_at: 0,
    creator_id: channel.creatorId,
    scheme_id: null,
    props: null,
    group_constrained: null,
    shared: null,
    total_msg_count_root: 0,
    policy_id: null,
    last_root_post_at: channel.lastPostAt,
    banner_info: null,
    policy_enforced: false,
  };
}

/** A membership as the REST API shows it (model.ChannelMember). */
export function channelMemberJson(channel: Channel, userId: string, guest: boolean): JsonObject {
  return {
    channel_id: channel.id,
    user_id: userId,
    roles: guest ? 'channel_guest' : 'channel_user',
    last_viewed_at: 0,
    msg_count: 0,
    mention_count: 0,
    mention_count_root: 0,
    urgent_mention_count: 0,
    msg_count_root: 0,
    notify_props: { desktop: 'default', email: 'default', mark_unread: 'all', push: 'default' },
    last_update_at: channel.updateAt,
    scheme_guest: guest,
    scheme_user: !guest,
    scheme_admin: false,
    explicit_roles: '',
  };
}

/** The name of the channel of two users: both ids, the smaller first (model.GetDMNameFromIds). */
export function directName(one: string, other: string): string {
  return one < other ? `${one}__${other}` : `${other}__${one}`;
}
