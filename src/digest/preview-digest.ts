import type { Lab } from '../labs/lab.ts';
import { composeWeek } from './compose-week.ts';
import type { DigestReads } from './digest-reads.ts';
import type { Composed } from './digest-store.ts';
import { runningWeek } from './period.ts';

/** The lab's running week, as its digest would be by now. Reads only: nothing is archived or claimed. */
export async function previewDigest(digests: DigestReads, lab: Lab, now: number): Promise<Composed> {
  return composeWeek(digests, lab, runningWeek(await digests.latest(lab.id), now, lab.zone));
}
