import type { Reader } from '../members/reader.ts';
import type { Arrival } from './arrival.ts';
import type { Box } from './box.ts';
import type { Channel, Person } from './place.ts';

/**
 * Whether the place of an arrival is what a button or a form remembers: where its person was when they asked for it, a
 * day ago perhaps. What is typed, or pressed where it stands, shows by itself that they are there.
 */
export function isRemembered(arrival: Arrival): boolean {
  return arrival.kind === 'submit' || (arrival.kind === 'press' && arrival.elsewhere === true);
}

/**
 * Whether a remembered place still counts for this person, whose reader was made as if it did: who was put out of a
 * closed lab's channel reads and does there no more. The platform is asked each time, and only where the place decides
 * something. Rejects when it cannot say: nothing is then read or done.
 */
export async function isStillThere(
  box: Pick<Box, 'reads' | 'directory'>,
  by: Person,
  where: Channel,
  { here, kind, facilitates }: Reader,
): Promise<boolean> {
  const lab = here === null ? null : await box.reads.labs.byId(here);
  if (!lab || facilitates.includes(lab.id)) return true;
  if (lab.access === 'open' && kind !== 'guest') return true;
  return box.directory.reads(by, where);
}
