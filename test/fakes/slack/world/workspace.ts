/** Why a token no longer works (Slack docs: "Common errors" of every method). */
export type TokenState = 'active' | 'account_inactive' | 'token_revoked';

/** A workspace and the app's installation in it. */
export interface Workspace {
  readonly id: string;
  name: string;
  /** `domain`.slack.com */
  domain: string;
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  readonly install: Install;
  /** Custom emoji, by name without colons. */
  readonly emoji: Set<string>;
}

/** What the app got when it was installed in one workspace. */
export interface Install {
  readonly teamId: string;
  botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly scopes: Set<string>;
  tokenState: TokenState;
  /** Installed for the whole organisation: the token is of no workspace. */
  readonly orgWide?: boolean;
}
