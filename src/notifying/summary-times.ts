import { DateTime } from 'luxon';

/** Every day at nine, in the box's zone. */
const HOUR = 9;

/** The first time of summaries after an instant. */
export function summaryAfter(at: number, zone: string): number {
  const local = DateTime.fromMillis(at, { zone });
  const today = timeOn(local);
  return today > at ? today : timeOn(local.plus({ days: 1 }));
}

/** The last time of summaries up to an instant, that one included. */
export function summaryUntil(at: number, zone: string): number {
  const local = DateTime.fromMillis(at, { zone });
  const today = timeOn(local);
  return today <= at ? today : timeOn(local.minus({ days: 1 }));
}

/** By the clock on the wall, not so many hours after midnight: some days lose or gain one. */
function timeOn(day: DateTime): number {
  return day.set({ hour: HOUR, minute: 0, second: 0, millisecond: 0 }).toMillis();
}

/** What is done with a summary that is due. */
export interface SummaryTurn {
  /** False: so late that it waits for the next time with all it has. */
  tells: boolean;
  /** When the next one is due. */
  next: number;
  /** What came in from here… */
  since: number;
  /** …and before here is new. The spans of one person's summaries follow each other without a gap. */
  until: number;
}

/**
 * A summary that was due at `due` and is looked at `now`: after a downtime all days missed make one summary, at
 * once if the first of them is less than `catchUpMs` ago. Nothing that was kept is lost by waiting longer.
 */
export function summaryTurn(due: number, now: number, zone: string, catchUpMs: number): SummaryTurn {
  return {
    tells: now - due < catchUpMs,
    next: summaryAfter(now, zone),
    since: summaryUntil(due - 1, zone),
    until: summaryUntil(now, zone),
  };
}
