import { again } from '../../src/chat/kit/failing.ts';
import type { Channel } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { statusOf } from './errors.ts';
import type { Site } from './site.ts';

/** Whether we are not in that channel (any more), or it is not there. Not being able to tell counts as being in it. */
export async function hasNoPlace(calls: Calls, site: Site, { channel }: Channel): Promise<boolean> {
  try {
    await calls(site, again('channels.members.get'), (client) =>
      client.getChannelMember(channel, site.botUser),
    );
    return false;
  } catch (error) {
    return statusOf(error) === 404 || statusOf(error) === 403;
  }
}
