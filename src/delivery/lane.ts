import { channelKey, isChannel, personKey } from '../chat/place.ts';
import type { Destination } from './saying.ts';

/**
 * Names of lanes. What stands in one lane is done in order, one at a time; two lanes never wait for each other.
 * Ids of persons and of channels may be alike, so the kind is a part of the name.
 */

/** The lane of what is said in one channel, whatever the thread, or to one person. */
export function laneOf(to: Destination): string {
  return isChannel(to) ? `channel ${channelKey(to)}` : `person ${personKey(to)}`;
}

/** The lane of the repaints of one realm and team: platforms count updates for each. */
export function repaintLaneOf(of: { platform: string; realm: string; team: string | null }): string {
  return `repaints ${JSON.stringify([of.platform, of.realm, of.team ?? ''])}`;
}
