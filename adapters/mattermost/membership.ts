import { again } from '../../src/chat/kit/failing.ts';
import type { Channel } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { statusOf } from './errors.ts';
import type { Site } from './site.ts';

/**
 * in: we are a member there; out: the server says that we are none; hidden: it does not let us ask, be it that we are none
 * of a private channel, that there is no such channel, or that it could not look.
 */
export type Standing = 'in' | 'out' | 'hidden';

/** How we stand in a channel. Rejects with a DeliveryError where the server cannot say. */
export async function standingIn(calls: Calls, site: Site, { channel }: Channel): Promise<Standing> {
  try {
    await calls(site, again('channels.members.get'), (client) =>
      client.getChannelMember(channel, site.botUser),
    );
    return 'in';
  } catch (error) {
    const status = statusOf(error);
    if (status === 404) return 'out';
    if (status === 403) return 'hidden';
    throw error;
  }
}
