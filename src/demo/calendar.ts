import { DateTime } from 'luxon';
import { weekContaining } from '../digest/period.ts';
import { DEMO_ZONE } from './labs.ts';

const HOUR = 3_600_000;
const DAYS = [0, 1, 2, 3, 4];
const HOURS = [8, 9, 10, 11, 12, 13, 14, 15, 16, 17];

/**
 * The time of the demo, told from the instant it starts, so that it looks lived in whatever the weekday: people
 * file and vote in working hours, and nothing has happened after `now`.
 */
export interface Calendar {
  now: number;
  /** Beginnings of the working hours of a week, in order; 0 is the running week, 1 the last closed one. */
  hoursOf(weeksAgo: number): number[];
  /** Those of one day, told in days before the Monday of the running week. */
  hoursOn(daysBefore: number): number[];
  /** The nth last working hour that is over (1 is the latest). */
  hourBefore(nth: number): number;
}

/** The demo's weeks, counted back from an instant. */
export function calendarAt(now: number): Calendar {
  const { start } = weekContaining(now, DEMO_ZONE);
  const monday = DateTime.fromMillis(start, { zone: DEMO_ZONE });
  const hours = (day: DateTime) => HOURS.map((hour) => day.set({ hour }).toMillis());
  const hoursOf = (weeksAgo: number) =>
    DAYS.flatMap((day) => hours(monday.minus({ weeks: weeksAgo }).plus({ days: day })));
  return {
    now,
    hoursOf,
    hoursOn: (daysBefore) => hours(monday.minus({ days: daysBefore })),
    hourBefore(nth) {
      const over = [...hoursOf(1), ...hoursOf(0)].filter((hour) => hour + HOUR <= now);
      return over.at(-nth) ?? now - nth * HOUR;
    },
  };
}
