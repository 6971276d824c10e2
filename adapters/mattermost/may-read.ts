import { again } from '../../src/chat/kit/failing.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { unlessHidden } from './errors.ts';
import type { Site } from './site.ts';

/**
 * Whether that person reads what stands in that channel: as a member of it, and in an open one as a member of its
 * team too. Guests read only where they are members, and of what we may not see ourselves we say no.
 */
export async function mayRead(
  calls: Calls,
  site: Site,
  { user }: Person,
  { channel }: Channel,
): Promise<boolean> {
  const found = await calls(site, again('channels.get'), (client) => client.getChannel(channel)).catch(
    unlessHidden,
  );
  if (!found) return false;
  if (found.type === 'O' && (await isInTeam(calls, site, found.team_id, user))) return true;
  const member = await calls(site, again('channels.members.get'), (client) =>
    client.getChannelMember(channel, user),
  ).catch(unlessHidden);
  return member !== null;
}

/** A member in full. Who left a team is still listed, with the instant (server/public/model/team_member.go). */
async function isInTeam(calls: Calls, site: Site, team: string, user: string): Promise<boolean> {
  const member = await calls(site, again('teams.members.get'), (client) =>
    client.getTeamMember(team, user),
  ).catch(unlessHidden);
  return member !== null && member.delete_at === 0 && !member.scheme_guest;
}
