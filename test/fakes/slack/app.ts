/** How what happens reaches the app. */
export type DeliveryWay = 'http' | 'socket';

/** The app as its manifest describes it (Slack docs: "App manifest"). A test changes what it likes at any time. */
export interface SlackApp {
  readonly id: string;
  /** What requests are signed with. */
  signingSecret: string;
  /** The deprecated verification token, still sent. */
  readonly verificationToken: string;
  /** xapp-…, for apps.connections.open. */
  readonly appToken: string;
  /** Scopes of the app-level token. */
  readonly appScopes: Set<string>;
  way: DeliveryWay;
  /** Where events, commands and interactions go over HTTP; one address takes all three. */
  requestUrl: string | null;
  /** The events the app subscribed to. */
  readonly events: Set<string>;
  /** The slash commands it registered; null: whatever is typed is one. */
  commands: ReadonlySet<string> | null;
  /** Whether names typed in commands arrive as ids (should_escape of the manifest). */
  escapesCommands: boolean;
  /** Whether ids in commands come with their names; Slack's documentation shows both. */
  labelsMentions: boolean;
  homeTab: boolean;
  messagesTab: boolean;
}

/** Bot scopes of PLATFORM-FACTS 1.12, all of them. */
export const EVERY_SCOPE = [
  'commands',
  'chat:write',
  'reactions:read',
  'reactions:write',
  'im:write',
  'im:read',
  'im:history',
  'users:read',
  'files:write',
  'channels:read',
  'groups:read',
  'channels:history',
  'groups:history',
  'channels:join',
  'team:read',
] as const;

/** Bot events an app like the box may be told of. */
export const EVERY_EVENT = [
  'app_home_opened',
  'reaction_added',
  'reaction_removed',
  'app_uninstalled',
  'tokens_revoked',
  'member_joined_channel',
  'member_left_channel',
  'channel_archive',
  'channel_unarchive',
  'channel_rename',
  'channel_deleted',
  'group_archive',
  'group_unarchive',
  'group_rename',
  'group_deleted',
  'channel_left',
  'group_left',
  'message.im',
  'user_change',
] as const;
