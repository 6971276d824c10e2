import type { Team } from '@mattermost/types/teams';
import { SetupError } from '../../src/chat/adapter.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import { MattermostClient } from './client.ts';
import { codeOf, MattermostError } from './mattermost-error.ts';
import { PLATFORM } from './platform.ts';
import type { SiteSettings } from './site-settings.ts';

/** One Mattermost server the box speaks in, and the way to call it. */
export interface Site {
  /** Where ids of persons are unique. */
  realm: string;
  /** Where we call it: no slash at the end. */
  url: string;
  /** Where people open it (SiteURL): no slash at the end, a sub-path kept. Links lead there. */
  siteUrl: string;
  botUser: string;
  /** Teams our bot was in at the start, by id. */
  teams: ReadonlyMap<string, Pick<Team, 'id' | 'name' | 'display_name'>>;
  version: { major: number; minor: number };
  /** What the server shows as a person's name (TeammateNameDisplay). */
  nameDisplay: string;
  /** Whether clients leave answers in threads out of the channel, or may be told to (CollapsedThreads). */
  collapsesThreads: boolean;
  client: MattermostClient;
  settings: SiteSettings;
}

/** The server cannot be asked now; later it may answer. */
export class MattermostUnreachableError extends Error {
  override readonly name = 'MattermostUnreachableError';
}

/** Waits between tries when a server cannot be asked, milliseconds. */
const RETRY_MS = [1_000, 3_000, 6_000];

/** What opening needs of the box. */
export interface Opening {
  clock: Clock;
  log: Logger;
  signal: AbortSignal;
}

/** The servers by their realms, asked once at start. */
export class Sites {
  readonly #byRealm: ReadonlyMap<string, Site>;

  constructor(all: readonly Site[]) {
    this.#byRealm = new Map(all.map((site) => [site.realm, site]));
  }

  byRealm(realm: string): Site | null {
    return this.#byRealm.get(realm) ?? null;
  }

  /** The server of a person or a channel; null for another platform's, and for one that is not configured. */
  of({ platform, realm }: { platform: string; realm: string }): Site | null {
    return platform === PLATFORM ? this.byRealm(realm) : null;
  }

  all(): readonly Site[] {
    return [...this.#byRealm.values()];
  }
}

/**
 * Asks each server whose its token is. Rejects with SetupError for what will not pass by itself, with the name of
 * the setting, never its value; with {@link MattermostUnreachableError} after some tries.
 */
export async function openSites(
  { sites }: { sites: readonly SiteSettings[] },
  opening: Opening,
): Promise<Sites> {
  const found = await Promise.all(sites.map((settings, index) => openSite(settings, index, opening)));
  const bots = found.map(({ botUser }) => botUser);
  const twice = bots.findIndex((bot, index) => bots.indexOf(bot) !== index);
  if (twice >= 0) {
    const first = setting('MATTERMOST_URL', bots.indexOf(bots[twice] ?? ''));
    throw new SetupError(
      `${first} and ${setting('MATTERMOST_URL', twice)} lead to one server. Keep one of them.`,
    );
  }
  return new Sites(found);
}

async function openSite(
  settings: SiteSettings,
  index: number,
  opening: Opening,
  [wait, ...waits]: readonly number[] = RETRY_MS,
): Promise<Site> {
  const { clock, log, signal } = opening;
  const client = new MattermostClient({ url: settings.url, token: settings.botToken, clock });
  try {
    return await ask(client, settings, index, log);
  } catch (error) {
    if (error instanceof SetupError) throw error;
    const refused = error instanceof MattermostError ? refusal(error, index) : null;
    if (refused) throw new SetupError(refused);
    const code = codeOf(error);
    log.warn({ code, realm: settings.realm }, 'mattermost: a server cannot be asked');
    if (wait === undefined || signal.aborted) {
      throw new MattermostUnreachableError(
        `The Mattermost server of ${setting('MATTERMOST_URL', index)} does not answer (${code}). Check that it runs, ` +
          'the network, and a proxy; then start again.',
      );
    }
  }
  await clock.sleep(wait, signal);
  return openSite(settings, index, opening, waits);
}

async function ask(
  client: MattermostClient,
  settings: SiteSettings,
  index: number,
  log: Logger,
): Promise<Site> {
  const me = await client.getMe();
  if (!me.is_bot) {
    throw new SetupError(
      `${setting('MATTERMOST_BOT_TOKEN', index)} is no bot's. Create a bot account ("Integrations", "Bot Accounts") ` +
        'and copy its token.',
    );
  }
  const [config, teams] = await Promise.all([client.getClientConfig(), client.getMyTeams()]);
  const { realm, url, commandTokens } = settings;
  for (const team of commandTokens.keys()) {
    if (!teams.some(({ id }) => id === team))
      log.warn({ realm, team }, 'mattermost: the bot is not in a team whose command it answers');
  }
  const siteUrl = config.SiteURL.replace(/\/+$/, '');
  if (siteUrl === '')
    log.warn({ realm }, 'mattermost: the server has no SiteURL, without which it runs no command');
  const [major = 0, minor = 0] = config.Version.split('.').map(Number);
  return {
    ...{ realm, url, client, settings, botUser: me.id, version: { major, minor } },
    siteUrl: siteUrl || url,
    teams: new Map(teams.map((team) => [team.id, team])),
    nameDisplay: config.TeammateNameDisplay,
    collapsesThreads: String(config.CollapsedThreads) !== 'disabled',
  };
}

/** What is wrong with the settings of a server, and the way out; null when it may pass by itself. */
function refusal({ failure }: MattermostError, index: number): string | null {
  const { id, status, location } = failure;
  if (id !== null && (status === 401 || status === 403)) {
    return (
      `${setting('MATTERMOST_BOT_TOKEN', index)} is refused (${id}): it was revoked, or its bot is disabled. ` +
      'Enable the bot, or create a new token for it ("Integrations", "Bot Accounts").'
    );
  }
  const url = setting('MATTERMOST_URL', index);
  if (location !== undefined) return `${url} redirects to ${location}. Set the address it leads to.`;
  // A page says 200 or 404; one of a proxy before a server that is down says 502 to 504.
  return status !== null && status < 500 && status !== 429
    ? `${url} does not lead to a Mattermost server (${status}, no answer of its own). Check the address and its path.`
    : null;
}

/** The name of a setting: further servers have a number behind it. */
export function setting(name: string, index: number): string {
  return index === 0 ? name : `${name}_${index + 1}`;
}
