import type { LabChannel } from '../labs/lab.ts';
import type { Box } from './box.ts';
import type { Channel } from './place.ts';

/**
 * Takes up lost channels that can be written in again: of a workspace the box was put back into, or where it was
 * invited anew. Asked at start; a channel whose platform does not say stays as it is.
 */
export async function findLostChannels({ reads, unitOfWork, adapters, log }: Box): Promise<void> {
  for (const lab of await reads.labs.all()) {
    const lost = (await reads.labs.channels(lab.id)).filter(({ lostAt }) => lostAt !== null);
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

function placeOf({ platform, realm, channel, team }: LabChannel): Channel {
  return { platform, realm, channel, ...(team !== null && { team }) };
}
