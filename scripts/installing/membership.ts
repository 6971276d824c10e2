import type { Team } from '@mattermost/types/teams';
import type { MattermostClient } from '../../adapters/mattermost/client.ts';
import { statusOf } from '../../adapters/mattermost/errors.ts';
import { type Check, failure, ok } from '../examining/check.ts';
import { unlessAbsent } from './bot.ts';
import { refusal } from './refusal.ts';

/** Ids of Mattermost. */
const ID = /^[a-z0-9]{26}$/;

/** A team by its name as it stands in addresses, or by its id; else the check that says so. */
export async function findTeam(client: MattermostClient, named: string): Promise<Team | Check> {
  try {
    const team =
      (await client.getTeamByName(named.toLowerCase()).catch(unlessAbsent)) ??
      (ID.test(named) ? await client.getTeam(named).catch(unlessAbsent) : null);
    const remedy = 'take its name from the address: https://…/NAME/channels/…';
    return team ?? failure('team', `${named} is no team of this server`, remedy);
  } catch (error) {
    return refusal('team', `${named} cannot be looked up`, error);
  }
}

/** Brings the bot into a team, unless it is in it. */
export async function joinTeam(client: MattermostClient, team: Team, bot: string): Promise<Check> {
  try {
    const member = await client.getTeamMember(team.id, bot).catch(unlessAbsent);
    // Who left is still listed, with the instant of it.
    if (member && member.delete_at === 0) return ok('team', `the bot is in ${team.name}`);
    await client.addToTeam(team.id, bot);
    return ok('team', `the bot was added to ${team.name}`);
  } catch (error) {
    return refusal('team', `the bot cannot be added to ${team.name}`, error);
  }
}

/** Brings the bot into a channel, named `name` or `team/name`, of one of these teams. */
export async function joinChannel(
  client: MattermostClient,
  named: string,
  { teams, bot }: { teams: readonly Team[]; bot: string },
): Promise<Check> {
  try {
    const channel = await findChannel(client, named, teams);
    if (!channel) {
      const remedy = 'take its name from the address, https://…/TEAM/channels/NAME, as --channel TEAM/NAME';
      return failure(
        'channel',
        `${named} is no channel of ${teams.map(({ name }) => name).join(', ')}`,
        remedy,
      );
    }
    if (await isMember(client, channel.id, bot)) return ok('channel', `the bot is in ${channel.name}`);
    await client.addToChannel(bot, channel.id);
    return ok('channel', `the bot was added to ${channel.name}`);
  } catch (error) {
    return refusal('channel', `the bot cannot be added to ${named}`, error);
  }
}

async function findChannel(client: MattermostClient, named: string, teams: readonly Team[]) {
  const [, team = null, name = ''] = /^(?:([^/]+)\/)?~?(.+)$/.exec(named) ?? [];
  for (const one of teams.filter((other) => team === null || other.name === team)) {
    const found = await client.getChannelByName(one.id, name.toLowerCase()).catch(unlessAbsent);
    if (found) return found;
  }
  return null;
}

async function isMember(client: MattermostClient, channel: string, bot: string): Promise<boolean> {
  try {
    await client.getChannelMember(channel, bot);
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
