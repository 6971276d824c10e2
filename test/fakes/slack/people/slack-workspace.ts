import type { Interactions } from '../interactivity/interactions.ts';
import type { Platform } from '../platform.ts';
import type { Channel } from '../world/channel.ts';
import { type User, type UserKind, userJson } from '../world/user.ts';
import type { TokenState, Workspace } from '../world/workspace.ts';
import { Person } from './person.ts';
import { SlackChannel } from './slack-channel.ts';

/** What may be said of a person; the rest has a default. */
export interface PersonSettings {
  readonly realName?: string;
  /** Default 'member'. */
  readonly kind?: UserKind;
  /** Default fr-FR. */
  readonly locale?: string;
  /** Default Europe/Paris. */
  readonly tz?: string;
  /** False: deactivated. Default true. */
  readonly active?: boolean;
}

/** What may be said of a channel. */
export interface ChannelSettings {
  /** Default false: public. */
  readonly private?: boolean;
  readonly archived?: boolean;
  /** Default nobody. */
  readonly members?: readonly { readonly id: string }[];
  /** Whether the app's bot is in it. Default true. */
  readonly bot?: boolean;
}

/** A workspace in a test's hands, with the app installed in it. */
export class SlackWorkspace {
  readonly workspace: Workspace;
  readonly #platform: Platform;
  readonly #interactions: Interactions;

  constructor(workspace: Workspace, platform: Platform, interactions: Interactions) {
    this.workspace = workspace;
    this.#platform = platform;
    this.#interactions = interactions;
  }

  get id(): string {
    return this.workspace.id;
  }

  /** xoxb-… */
  get botToken(): string {
    return this.workspace.install.botToken;
  }

  /** The app's bot as a member of channels. */
  get bot(): { readonly id: string } {
    return { id: this.workspace.install.botUserId };
  }

  /** What the token may do; change it to try a lesser installation. */
  get scopes(): Set<string> {
    return this.workspace.install.scopes;
  }

  /** Adds somebody. Their name is unique here by the test's care. */
  person(name: string, settings: PersonSettings = {}): Person {
    const user: User = {
      id: this.#platform.ids.id('U'),
      teamId: this.id,
      name,
      realName: settings.realName ?? name,
      kind: settings.kind ?? 'member',
      active: settings.active ?? true,
      locale: settings.locale ?? 'fr-FR',
      tz: settings.tz ?? 'Europe/Paris',
      email: `${name}@${this.workspace.domain}.example`,
    };
    this.#platform.world.users.set(user.id, user);
    return new Person(user, this.workspace, this.#platform, this.#interactions);
  }

  /** An administrator changes what somebody is; the app is told (Slack docs: user_change). */
  change({ user }: Person, to: Pick<PersonSettings, 'kind' | 'active'>): void {
    const { events, ids } = this.#platform;
    Object.assign(user, to);
    const shown = userJson(user, { locale: true, email: false, stranger: false });
    const event = { type: 'user_change', user: shown, event_ts: ids.ts() };
    events.emit(this.workspace, event, { scope: 'users:read' });
  }

  /** Adds a channel. */
  channel(name: string, settings: ChannelSettings = {}): SlackChannel {
    const bot = settings.bot === false ? [] : [this.bot];
    const channel: Channel = {
      id: this.#platform.ids.id('C'),
      teamId: this.id,
      name,
      kind: settings.private ? 'private' : 'public',
      archived: settings.archived ?? false,
      members: new Set([...bot, ...(settings.members ?? [])].map(({ id }) => id)),
      sharedWith: new Set(),
      messages: [],
    };
    this.#platform.world.channels.set(channel.id, channel);
    return new SlackChannel(channel, this.#platform);
  }

  /** The token stops working, without a word to the app. */
  breakToken(state: Exclude<TokenState, 'active'>): void {
    this.workspace.install.tokenState = state;
  }

  /** The app is installed anew: a new token, and Slack does not know the old one any more. */
  reinstall(): void {
    this.workspace.install.botToken = `xoxb-${this.#platform.ids.hex(24)}`;
    this.workspace.install.tokenState = 'active';
  }

  /** The app is removed: its token is dead and it is told so, in no certain order (app_uninstalled, tokens_revoked). */
  uninstall(): void {
    const { events, ids } = this.#platform;
    this.breakToken('account_inactive');
    const tokens = { oauth: [], bot: [this.bot.id] };
    events.emit(this.workspace, { type: 'tokens_revoked', tokens, event_ts: ids.ts() }, { afterwards: true });
    events.emit(this.workspace, { type: 'app_uninstalled', event_ts: ids.ts() }, { afterwards: true });
  }
}
