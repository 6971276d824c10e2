import { codeOf } from '../../../adapters/slack/codes.ts';
import type { Bound } from '../bound.ts';
import { type Check, counted, failure, ok, warning } from '../check.ts';
import type { Installed } from './tokens.ts';

/** Slack lets an app ask fifty times a minute (conversations.info, tier 3); the running box asks too. */
const ASKED_AT_MOST = 40;

const NAME = 'slack channels';

/** Whether the bot is still in each bound channel; those beyond the fortieth are not asked about. */
export async function checkChannels(
  bound: readonly Bound[],
  installed: readonly Installed[],
): Promise<Check[]> {
  const asked = bound.slice(0, ASKED_AT_MOST);
  const findings: Check[] = [];
  for (const one of asked) {
    const found = await checkChannel(one, installed);
    if (found) findings.push(found);
  }
  const inOrder = ok(NAME, `the bot is in ${counted(asked.length, 'bound channel')}`);
  const more = bound.length - asked.length;
  return [
    ...(findings.length === 0 && asked.length > 0 ? [inOrder] : findings),
    ...(more > 0 ? [ok(NAME, `${more} more not asked about: Slack allows so many questions a minute`)] : []),
  ];
}

async function checkChannel(
  { slug, channel }: Bound,
  installed: readonly Installed[],
): Promise<Check | null> {
  const where = `${slug}: ${channel.channel}`;
  const home = installed.find(({ team, realm }) =>
    channel.team === null ? realm === channel.realm : team === channel.team,
  );
  if (!home) {
    const remedy = `add the bot token of workspace ${channel.team ?? channel.realm} to SLACK_BOT_TOKENS, or undo the link`;
    return failure(NAME, `${where} is in a workspace without a working token`, remedy);
  }
  try {
    const { channel: found } = await home.client.conversations.info({ channel: channel.channel });
    if (found?.is_archived) {
      return failure(
        NAME,
        `${where} is archived`,
        `unarchive it in Slack, or type "/idee labo lier ${slug}" elsewhere`,
      );
    }
    return found?.is_member ? null : outside(where);
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

function outside(where: string): Check {
  const remedy =
    'in that channel type "/invite @boite-a-idees", or click its name > "Integrations" > "Apps" > "Add an App"';
  return failure(NAME, `${where}: the bot is not in it`, remedy);
}
