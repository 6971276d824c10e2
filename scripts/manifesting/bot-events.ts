/**
 * What Slack tells the app of: the events adapters/slack/inbound/events.ts takes, no more and no fewer. `message` is
 * heard in direct messages alone. Slack announces `app_rate_limited` unasked.
 */
export const BOT_EVENTS = [
  'app_home_opened',
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'channel_left',
  'channel_unarchive',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
  'user_change',
] as const;
