import type { Team } from '@mattermost/types/teams';
import { MattermostClient } from '../../../adapters/mattermost/client.ts';
import { isRefused, statusOf } from '../../../adapters/mattermost/errors.ts';
import { codeOf, MattermostError } from '../../../adapters/mattermost/mattermost-error.ts';
import { setting } from '../../../adapters/mattermost/site.ts';
import type { SiteSettings } from '../../../adapters/mattermost/site-settings.ts';
import type { Clock } from '../../../src/clock.ts';
import { BOTS_PLACE, SITE_URL_PLACE } from '../../installing/places.ts';
import { type Check, failure, ok } from '../check.ts';

/** A server whose token works. */
export interface Reached {
  settings: SiteSettings;
  client: MattermostClient;
  botUser: string;
  botName: string;
  /** Teams the bot is in. */
  teams: readonly Pick<Team, 'id' | 'name'>[];
}

/** What was found of one server; not reached where its token does not work. */
export interface ServerFindings {
  reached: Reached | null;
  checks: readonly Check[];
}

const NAME = 'mattermost token';

/** Asks each server whose its token is, and which teams the bot is in. */
export async function checkServers(sites: readonly SiteSettings[], clock: Clock): Promise<ServerFindings[]> {
  return Promise.all(sites.map((settings, index) => checkServer(settings, index, clock)));
}

async function checkServer(settings: SiteSettings, index: number, clock: Clock): Promise<ServerFindings> {
  const { url, botToken: token, realm } = settings;
  const client = new MattermostClient({ url, token, clock });
  try {
    const me = await client.getMe();
    if (!me.is_bot) {
      const remedy = 'npm run mattermost:setup makes a bot and its token';
      const says = `${setting('MATTERMOST_BOT_TOKEN', index)} is a person's`;
      return { reached: null, checks: [failure(NAME, says, remedy)] };
    }
    const [config, teams] = await Promise.all([client.getClientConfig(), client.getMyTeams()]);
    const reached = { settings, client, botUser: me.id, botName: me.username, teams };
    const works = ok(NAME, `${realm}: @${me.username} at ${url}, version ${config.Version}`);
    return { reached, checks: [works, ...siteUrlIn(config.SiteURL, realm), ...checkTeams(reached)] };
  } catch (error) {
    if (!(error instanceof MattermostError)) throw error;
    return { reached: null, checks: [refused(error, settings, index)] };
  }
}

function siteUrlIn(siteUrl: string, realm: string): Check[] {
  if (siteUrl !== '') return [];
  const remedy = `a system administrator sets ${SITE_URL_PLACE}`;
  return [failure('mattermost settings', `${realm} has no SiteURL: it runs no command`, remedy)];
}

function checkTeams({ settings, teams }: Reached): Check[] {
  const named = [...settings.commandTokens.keys()];
  const out = named.filter((id) => !teams.some((team) => team.id === id));
  if (out.length === 0)
    return [ok('mattermost teams', `the bot is in ${teams.map(({ name }) => name).join(', ')}`)];
  const remedy = 'npm run mattermost:setup with that team';
  return out.map((id) =>
    failure('mattermost teams', `the bot is not in team ${id}, whose command is set`, remedy),
  );
}

function refused(error: MattermostError, { url, realm }: SiteSettings, index: number): Check {
  const code = codeOf(error);
  if (isRefused(error) || statusOf(error) === 403) {
    const remedy = `enable the bot in ${BOTS_PLACE}, or make another token: npm run mattermost:setup -- … --new-token`;
    return failure(NAME, `${realm}: ${setting('MATTERMOST_BOT_TOKEN', index)} is refused: ${code}`, remedy);
  }
  const { location } = error.failure;
  const remedy = location
    ? `set ${setting('MATTERMOST_URL', index)} to the address it redirects to: ${location}`
    : `does the server run, and can this machine reach it? see ${setting('MATTERMOST_URL', index)}, network and proxy`;
  return failure(NAME, `${realm}: ${url} could not be asked: ${code}`, remedy);
}
