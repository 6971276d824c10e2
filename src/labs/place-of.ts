import type { LabChannel } from './lab.ts';
import type { ChannelRef } from './lab-store.ts';

/** Where a bound channel is, as things are sent there. */
export function placeOf({ platform, realm, channel, team }: LabChannel): ChannelRef {
  return { platform, realm, channel, ...(team !== null && { team }) };
}
