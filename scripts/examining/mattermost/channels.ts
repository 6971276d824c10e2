import { statusOf } from '../../../adapters/mattermost/errors.ts';
import { codeOf } from '../../../adapters/mattermost/mattermost-error.ts';
import type { Bound } from '../bound.ts';
import { type Check, counted, failure, ok, warning } from '../check.ts';
import type { Reached } from './servers.ts';

/** A server that counts calls takes ten a second, and the running box calls too. */
const ASKED_AT_MOST = 200;

const NAME = 'mattermost channels';

/** Whether the bot is in each bound channel. */
export async function checkChannels(bound: readonly Bound[], servers: readonly Reached[]): Promise<Check[]> {
  const asked = bound.slice(0, ASKED_AT_MOST);
  const findings: Check[] = [];
  for (const one of asked) {
    const found = await checkChannel(one, servers);
    if (found) findings.push(found);
  }
  const more = bound.length - asked.length;
  return [
    ...(findings.length === 0 && asked.length > 0
      ? [ok(NAME, `the bot is in ${counted(asked.length, 'bound channel')}`)]
      : findings),
    ...(more > 0 ? [ok(NAME, `${more} more not asked about`)] : []),
  ];
}

async function checkChannel({ slug, channel }: Bound, servers: readonly Reached[]): Promise<Check | null> {
  const where = `${slug}: ${channel.channel}`;
  const server = servers.find(({ settings }) => settings.realm === channel.realm);
  if (!server) {
    const remedy = `mend what is said of ${channel.realm}; if its name changed, set MATTERMOST_SITE to ${channel.realm}`;
    return failure(NAME, `${where} is on a server that does not work here`, remedy);
  }
  const { client, botUser, botName } = server;
  try {
    await client.getChannelMember(channel.channel, botUser);
    const { delete_at: archived } = await client.getChannel(channel.channel);
    if (archived === 0) return null;
    const remedy = `unarchive it in Mattermost, or type "/idee labo lier ${slug}" elsewhere`;
    return failure(NAME, `${where} is archived`, remedy);
  } catch (error) {
    const status = statusOf(error);
    // Who is not in a private channel is told the same as where there is none.
    if (status === 404 || status === 403) {
      const remedy = `type "/invite @${botName}" in that channel; if it was deleted, "/idee labo lier ${slug}" elsewhere`;
      return failure(NAME, `${where}: the bot is not in it`, remedy);
    }
    return warning(NAME, `${where} could not be looked at: ${codeOf(error)}`, 'try again in a minute');
  }
}
