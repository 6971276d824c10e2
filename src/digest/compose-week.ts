import type { Lab } from '../labs/lab.ts';
import { compose, NUMBERED_MAX, REST_MAX, seedOf } from './compose.ts';
import type { DigestReads, Span } from './digest-reads.ts';
import type { Composed, Period } from './digest-store.ts';
import { weekBefore } from './period.ts';

const DAY = 86_400_000;

/** To discover: old enough that nobody was in time to vote on the new idea, young enough to be answered. */
const DISCOVERED = { from: 60 * DAY, to: 7 * DAY };
/** Weeks in which an idea is not shown twice for discovery. */
const SKIPPED_WEEKS = 4;
/** Out of how many of the least voted the draw is made: more than a draw can exhaust. */
const POOL = 100;

/** A lab's week as its digest shows it, by the votes up to now. */
export async function composeWeek(
  digests: DigestReads,
  lab: Pick<Lab, 'id' | 'zone'>,
  period: Period,
): Promise<Composed> {
  const created: Span = { start: period.end - DISCOVERED.from, end: period.end - DISCOVERED.to };
  const [figures, answered, gains, leastVoted] = await Promise.all([
    digests.figures(lab.id, period, weekBefore(period, lab.zone)),
    digests.answered(lab.id, period),
    digests.gains(lab.id, period, NUMBERED_MAX + REST_MAX),
    digests.leastVoted(lab.id, created, { skip: SKIPPED_WEEKS, limit: POOL }),
  ]);
  const entries = compose({ answered, gains, leastVoted, seed: seedOf(lab.id, period.week) });
  return { ...period, lab: lab.id, zone: lab.zone, figures, entries };
}
