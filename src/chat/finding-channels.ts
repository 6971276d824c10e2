import { findChannels } from '../labs/find-channels.ts';
import type { LabChannel } from '../labs/lab.ts';
import { placeOf } from '../labs/place-of.ts';
import type { Box } from './box.ts';

/** Where to look for lost channels: everywhere in a platform, a realm, a team of it, or one channel. */
export interface LostPlace {
  platform: string;
  realm?: string;
  team?: string;
  channel?: string;
}

/**
 * Takes up lost channels that can be written in again: of a workspace the box was put back into, or where it was
 * invited anew. A channel whose platform does not say stays as it is. Returns those that were taken up.
 */
export async function findLostChannels(
  {
    reads,
    unitOfWork,
    adapters,
    clock,
    log,
  }: Pick<Box, 'reads' | 'unitOfWork' | 'adapters' | 'clock' | 'log'>,
  place: LostPlace,
): Promise<LabChannel[]> {
  const works: number[] = [];
  for (const lab of await reads.labs.all()) {
    const lost = (await reads.labs.channels(lab.id)).filter((one) => one.lostAt !== null && isIn(one, place));
    for (const channel of lost) {
      const told = await adapters
        .get(channel.platform)
        ?.describe?.(placeOf(channel))
        .catch((error: unknown) => {
          log.debug({ err: error, channel: channel.id }, 'a lost channel cannot be looked at');
          return null;
        });
      if (told?.writable) works.push(channel.id);
    }
  }
  const found = works.length === 0 ? [] : await unitOfWork.run((tx) => findChannels(tx, works, clock.now()));
  for (const { id, platform, realm } of found)
    log.info({ channel: id, platform, realm }, 'a lost channel works again');
  return found;
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
