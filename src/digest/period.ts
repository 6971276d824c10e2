import { DateTime } from 'luxon';
import type { Period } from './digest-store.ts';

/**
 * The weeks of a digest: ISO weeks, Monday 00:00 to Monday 00:00 in the lab's zone. A day that has no 00:00
 * (a clock change at midnight) begins at its first instant.
 *
 * A stored week is followed by the next week of the calendar, which begins where the stored one ended and ends
 * on its own Monday in the zone of that day. So weeks tile time, each label exists once a lab, and a lab that
 * changes zone has one week that is up to 26 hours (the widest two zones are apart) longer or shorter.
 */

/** "2026-W47": the ISO year, which is not always the year of the day, and the ISO week. */
interface IsoWeek {
  year: number;
  week: number;
}

const LABEL = /^(\d{4})-W(\d{2})$/;

/** "2026-W47" */
export const weekLabel = ({ year, week }: IsoWeek): string =>
  `${String(year).padStart(4, '0')}-W${String(week).padStart(2, '0')}`;

/** Null unless it names a week there is: "2026-W53" does, "2025-W53" does not. */
export function parseWeek(label: string): IsoWeek | null {
  const [, year, week] = LABEL.exec(label) ?? [];
  const parsed = { year: Number(year), week: Number(week) };
  return year !== undefined && monday(parsed, 'utc').isValid ? parsed : null;
}

/** The week an instant lies in, in a zone. */
export function weekContaining(instant: number, zone: string): Period {
  const local = DateTime.fromMillis(instant, { zone });
  return inZone({ year: local.weekYear, week: local.weekNumber }, zone);
}

/** The week a label names, in a zone; null when there is none. */
export function weekNamed(label: string, zone: string): Period | null {
  const week = parseWeek(label);
  return week && inZone(week, zone);
}

/** The week that follows another one, whose bounds may come from another zone. */
export function weekAfter(previous: Pick<Period, 'end' | 'week'>, zone: string): Period {
  const week = shift(previous.week, 1);
  return { ...inZone(week, zone), start: previous.end };
}

/** The week before another one, for comparison. */
export function weekBefore(next: Pick<Period, 'start' | 'week'>, zone: string): Period {
  return { ...inZone(shift(next.week, -1), zone), end: next.start };
}

/**
 * The weeks closed by now that follow the latest stored one, oldest first. Without a stored one: the last
 * closed week alone, for history begins with it.
 */
export function closedWeeks(
  latest: Pick<Period, 'end' | 'week'> | null,
  now: number,
  zone: string,
): Period[] {
  if (!latest) return [weekBefore(weekContaining(now, zone), zone)];
  const weeks: Period[] = [];
  let next = weekAfter(latest, zone);
  while (next.end <= now) {
    weeks.push(next);
    next = weekAfter(next, zone);
  }
  return weeks;
}

/** The week that is running now, given the latest stored one. */
export function runningWeek(latest: Pick<Period, 'end' | 'week'> | null, now: number, zone: string): Period {
  const last = closedWeeks(latest, now, zone).at(-1) ?? latest;
  return last ? weekAfter(last, zone) : weekContaining(now, zone);
}

function inZone(week: IsoWeek, zone: string): Period {
  const start = monday(week, zone);
  if (!start.isValid) throw new RangeError(`No week ${weekLabel(week)} in zone ${zone}`);
  return {
    start: start.toMillis(),
    end: start.plus({ weeks: 1 }).startOf('day').toMillis(),
    week: weekLabel(week),
  };
}

function monday({ year, week }: IsoWeek, zone: string): DateTime {
  return DateTime.fromObject({ weekYear: year, weekNumber: week, weekday: 1 }, { zone }).startOf('day');
}

function shift(label: string, weeks: number): IsoWeek {
  const week = parseWeek(label);
  if (!week) throw new RangeError(`Not a week: ${label}`);
  const { weekYear, weekNumber } = monday(week, 'utc').plus({ weeks });
  return { year: weekYear, week: weekNumber };
}
