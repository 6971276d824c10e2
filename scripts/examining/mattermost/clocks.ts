import type { Clock } from '../../../src/clock.ts';
import { type Check, counted, ok, warning } from '../check.ts';
import type { Reached } from './servers.ts';

const NAME = 'mattermost clock';

/** The box reckons with any difference; a digest and what people read beside it may differ by this much. Milliseconds. */
const NOTICEABLE_MS = 30_000;

/** How far this machine's clock is from each server's, by the Date of its answers. */
export function checkClocks(servers: readonly Reached[], clock: Clock): Check[] {
  const now = clock.now();
  const off = servers.flatMap(({ client, settings: { realm } }) => {
    const ms = now - client.time.theirs(now);
    if (Math.abs(ms) < NOTICEABLE_MS) return [];
    const seconds = counted(Math.round(Math.abs(ms) / 1000), 'second');
    const says = `this machine's clock is ${seconds} ${ms < 0 ? 'behind' : 'ahead of'} that of ${realm}`;
    return [warning(NAME, says, 'keep both clocks by NTP, e.g. timedatectl set-ntp true')];
  });
  if (off.length > 0 || servers.length === 0) return off;
  return [ok(NAME, 'this machine and the servers agree on the time')];
}
