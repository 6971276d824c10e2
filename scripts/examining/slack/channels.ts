import { codeOf } from '../../../adapters/slack/codes.ts';
import type { Bound } from '../bound.ts';
import { type Check, counted, failure, ok, warning } from '../check.ts';
import type { Installed } from './tokens.ts';

/** Slack lets an app ask fifty times a minute (conversations.info, tier 3); the running box asks too. */
const ASKED_AT_MOST = 40;

const NAME = 'slack channels';

/**
 * Whether the bot is still in each bound channel; those beyond the fortieth are not asked about. Of a workspace without
 * a working token all are told in one line; a channel that was lost alone is told with its lab.
 */
export async function checkChannels(
  bound: readonly Bound[],
  installed: readonly Installed[],
): Promise<Check[]> {
  const homes = bound.map((one) => ({ one, home: homeOf(one, installed) }));
  const reachable = homes.flatMap(({ one, home }) =>
    home && one.channel.lostAt === null ? [{ one, home }] : [],
  );
  const asked = reachable.slice(0, ASKED_AT_MOST);
  const findings: Check[] = [];
  for (const { one, home } of asked) {
    const found = await checkChannel(one, home);
    if (found) findings.push(found);
  }
  const inOrder = ok(NAME, `the bot is in ${counted(asked.length, 'bound channel')}`);
  const more = reachable.length - asked.length;
  return [
    ...lostWorkspaces(homes.flatMap(({ one, home }) => (home ? [] : [one]))),
    ...(findings.length === 0 && asked.length > 0 ? [inOrder] : findings),
    ...(more > 0 ? [ok(NAME, `${more} more not asked about: Slack allows so many questions a minute`)] : []),
  ];
}

/** While a token could not be tried nobody can tell which workspaces are lost. */
export function notLookedAt(channels: number): Check {
  const says = `${counted(channels, 'bound channel')} not looked at: not every token could be tried`;
  return warning(NAME, says, 'mend what is said of the token, and examine again');
}

function homeOf({ channel }: Bound, installed: readonly Installed[]): Installed | undefined {
  return installed.find(({ team, realm }) =>
    channel.team === null ? realm === channel.realm : team === channel.team,
  );
}

/** One line a workspace from which the app was removed, or whose token is missing. */
function lostWorkspaces(without: readonly Bound[]): Check[] {
  const byWorkspace = new Map<string, Bound[]>();
  for (const one of without) {
    const workspace = one.channel.team ?? one.channel.realm;
    byWorkspace.set(workspace, [...(byWorkspace.get(workspace) ?? []), one]);
  }
  return [...byWorkspace].map(([workspace, channels]) => {
    const labs = [...new Set(channels.map(({ slug }) => slug))].join(', ');
    const says = `${workspace} is lost: no token of it works. ${counted(channels.length, 'channel')} of ${labs} cannot be written in`;
    const remedy =
      `install the app there again ("Install App" > "Install to Workspace"), put its new token into SLACK_BOT_TOKENS and ` +
      'start the box again: what waits is then sent; or undo the links';
    return failure('slack workspace', says, remedy);
  });
}

async function checkChannel({ slug, access, channel }: Bound, home: Installed): Promise<Check | null> {
  const where = `${slug}: ${channel.channel}`;
  try {
    const { channel: found } = await home.client.conversations.info({ channel: channel.channel });
    if (found?.is_archived) {
      return failure(
        NAME,
        `${where} is archived`,
        `unarchive it in Slack, or type "/idee labo lier ${slug}" elsewhere`,
      );
    }
    if (!found || found.is_member === false) return outside(where);
    const becamePrivate = found.is_private === true && channel.private === false;
    return becamePrivate && access === 'open' ? nowPrivate(where, slug) : null;
  } catch (error) {
    const code = codeOf(error);
    // A private channel hides from whoever is not in it.
    if (code === 'channel_not_found') return outside(`${where} (deleted, or private)`);
    return warning(
      NAME,
      `${where} could not be looked at: ${code}`,
      'mend what is said of its token, or try again in a minute',
    );
  }
}

/** Slack tells an app of it only with every message that is written there. */
function nowPrivate(where: string, slug: string): Check {
  const remedy =
    `type "/idee labo lier ${slug}" in that channel again: the lab is then closed to others. If they are to read on, ` +
    `"/idee labo modifier ${slug} acces=ouvert" after it`;
  return warning(NAME, `${where} was made private, and everybody still reads its lab`, remedy);
}

function outside(where: string): Check {
  const remedy =
    'in that channel type "/invite @boite-a-idees", or click its name > "Integrations" > "Apps" > "Add an App"';
  return failure(NAME, `${where}: the bot is not in it`, remedy);
}
