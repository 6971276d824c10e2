/** The part of config.json an idea box may meet, by its own names, with the server's defaults (model/config.go). */
export interface Config {
  ServiceSettings: {
    /** Without a slash at its end: the server cuts it. '' as on a server nobody configured. */
    SiteURL: string;
    EnableCommands: boolean;
    EnableBotAccountCreation: boolean;
    EnableUserAccessTokens: boolean;
    EnablePostUsernameOverride: boolean;
    EnablePostIconOverride: boolean;
    /** Hosts and ranges with commas or spaces; default '' on a real server, all of loopback here. */
    AllowedUntrustedInternalConnections: string;
    /** Seconds. */
    OutgoingIntegrationRequestsTimeout: number;
    UniqueEmojiReactionLimitPerPost: number;
    /** Seconds after which a post's message cannot be changed; -1: never. */
    PostEditTimeLimit: number;
    DisableBotsWhenOwnerIsDeactivated: boolean;
    EnableCustomEmoji: boolean;
    ExperimentalEnableHardenedMode: boolean;
    /** But for 'disabled', clients may show answers in threads there alone, what only one person sees included. */
    CollapsedThreads: 'disabled' | 'default_off' | 'default_on' | 'always_on';
  };
  TeamSettings: {
    /** 'any', or 'team': only with whom one shares a team. */
    RestrictDirectMessage: 'any' | 'team';
  };
  PrivacySettings: { ShowEmailAddress: boolean; ShowFullName: boolean };
  RateLimitSettings: { Enable: boolean; PerSec: number; MaxBurst: number };
  FileSettings: { MaxFileSize: number; EnableFileAttachments: boolean };
}

/** A server as it is installed, but for two settings an idea box cannot do without and loopback being reachable. */
export function defaultConfig(siteUrl: string): Config {
  return {
    ServiceSettings: {
      SiteURL: siteUrl,
      EnableCommands: true,
      EnableBotAccountCreation: true,
      EnableUserAccessTokens: true,
      EnablePostUsernameOverride: false,
      EnablePostIconOverride: false,
      AllowedUntrustedInternalConnections: '127.0.0.1 localhost',
      OutgoingIntegrationRequestsTimeout: 30,
      UniqueEmojiReactionLimitPerPost: 50,
      PostEditTimeLimit: -1,
      DisableBotsWhenOwnerIsDeactivated: true,
      EnableCustomEmoji: true,
      ExperimentalEnableHardenedMode: false,
      CollapsedThreads: 'always_on',
    },
    TeamSettings: { RestrictDirectMessage: 'any' },
    PrivacySettings: { ShowEmailAddress: true, ShowFullName: true },
    RateLimitSettings: { Enable: false, PerSec: 10, MaxBurst: 100 },
    FileSettings: { MaxFileSize: 104_857_600, EnableFileAttachments: true },
  };
}

/** What a test may say of the fake itself. */
export interface Settings {
  /** Major and minor decide what exists: dialogs answer with forms from 11.1 on. */
  version: string;
  /**
   * True: what the real server only writes into its log (an invalid dialog, invalid attachments) is refused. Either
   * way it is kept in `complaints`.
   */
  strict: boolean;
  /** Runes of a message the database holds: 16,383, or 4,000 in old ones (model/post.go). */
  maxPostRunes: number;
}

/** Whether the server is at least of this version. */
export function atLeast({ version }: Settings, major: number, minor: number): boolean {
  const [itsMajor = 0, itsMinor = 0] = version.split('.').map(Number);
  return itsMajor > major || (itsMajor === major && itsMinor >= minor);
}
