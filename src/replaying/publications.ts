import { weekAfter, weekContaining } from '../digest/period.ts';
import { publicationOf } from '../digest/schedule.ts';
import type { Lab } from '../labs/lab.ts';

/** A week, as "2026-W47", and the instant its digest is due. */
export interface DueWeek {
  week: string;
  at: number;
}

/**
 * When the digests of a history are due: of each week from that of its first event to that of its last, oldest first.
 * The lab's schedule must fire in each week, as the usual one does.
 */
export function* publications(
  events: readonly { at: number }[],
  lab: Pick<Lab, 'zone' | 'digestCron'>,
): Generator<DueWeek> {
  const first = events[0];
  const last = events.at(-1);
  if (!first || !last) return;
  let period = weekContaining(first.at, lab.zone);
  while (period.start <= last.at) {
    yield { week: period.week, at: publicationOf(period.end, lab.digestCron, lab.zone) };
    period = weekAfter(period, lab.zone);
  }
}
