import type { LabChannel } from '../labs/lab.ts';
import type { Box } from './box.ts';
import type { Channel } from './place.ts';

/** Where to look for lost channels: everywhere in a platform, a realm, a team of it, or one channel. */
export interface LostPlace {
  platform: string;
  realm?: string;
  team?: string;
  channel?: string;
}

/**
 * Takes up lost channels that can be written in again: of a workspace the box was put back into, or where it was
 * invited anew. A channel whose platform does not say stays as it is.
 */
export async function findLostChannels(
  { reads, unitOfWork, adapters, log }: Box,
  place: LostPlace,
): Promise<void> {
  for (const lab of await reads.labs.all()) {
    const lost = (await reads.labs.channels(lab.id)).filter((one) => one.lostAt !== null && isIn(one, place));
    for (const channel of lost) {
      const { id, platform } = channel;
      const told = await adapters
        .get(platform)
        ?.describe?.(placeOf(channel))
        .catch((error: unknown) => {
          log.debug({ err: error, channel: id }, 'a lost channel cannot be looked at');
          return null;
        });
      if (!told?.writable) continue;
      await unitOfWork.run((tx) => tx.labs.markFound(id));
      log.info({ channel: id, platform }, 'a lost channel works again');
    }
  }
}

/** A channel that names no team may be of any. */
function isIn(one: LabChannel, { platform, realm, team, channel }: LostPlace): boolean {
  return (
    one.platform === platform &&
    (realm === undefined || one.realm === realm) &&
    (team === undefined || one.team === null || one.team === team) &&
    (channel === undefined || one.channel === channel)
  );
}

function placeOf({ platform, realm, channel, team }: LabChannel): Channel {
  return { platform, realm, channel, ...(team !== null && { team }) };
}
