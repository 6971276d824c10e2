import type { Team } from '@mattermost/types/teams';
import { SetupError } from '../../src/chat/adapter.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import { MattermostClient } from './client.ts';
import { MattermostError } from './mattermost-error.ts';
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

/** What is wrong with the settings of a server, as far as it can be told; it may pass by itself all the same. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  /** Whether it is the token that the server does not take. */
  readonly token: boolean;

  constructor(message: string, token: boolean, cause: MattermostError) {
    super(message, { cause });
    this.token = token;
  }
}

/** One server among those of the settings, and its place there. */
export interface Numbered {
  settings: SiteSettings;
  /** From 0. */
  index: number;
}

/**
 * Asks a server once whose its token is. Rejects with SetupError for what will not pass by itself, with
 * {@link RefusedError} for what most likely is a mistake; both with the name of the setting, never its value.
 */
export async function askSite(
  { settings, index }: Numbered,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<Site> {
  const client = new MattermostClient({ url: settings.url, token: settings.botToken, clock });
  try {
    return await ask(client, settings, index, log);
  } catch (error) {
    throw error instanceof MattermostError ? (refusal(error, index) ?? error) : error;
  }
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

/** What is wrong with the settings of a server, and the way out; null where it is not for a person to mend. */
function refusal(error: MattermostError, index: number): RefusedError | null {
  const { id, status, location } = error.failure;
  if (id !== null && (status === 401 || status === 403)) {
    const says =
      `${setting('MATTERMOST_BOT_TOKEN', index)} is refused (${id}): it was revoked, or its bot is disabled. ` +
      'Enable the bot, or create a new token for it ("Integrations", "Bot Accounts").';
    return new RefusedError(says, true, error);
  }
  const url = setting('MATTERMOST_URL', index);
  if (location !== undefined) {
    return new RefusedError(`${url} redirects to ${location}. Set the address it leads to.`, false, error);
  }
  // A page says 200 or 404; one of a proxy before a server that is down says 502 to 504.
  if (status === null || status >= 500 || status === 429) return null;
  const says = `${url} does not lead to a Mattermost server (${status}, no answer of its own). Check the address and its path.`;
  return new RefusedError(says, false, error);
}

/** The name of a setting: further servers have a number behind it. */
export function setting(name: string, index: number): string {
  return index === 0 ? name : `${name}_${index + 1}`;
}
