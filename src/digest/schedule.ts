import { CronExpressionParser } from 'cron-parser';
import { weekContaining } from './period.ts';

/** Why an expression is no schedule for a weekly digest; each has a translated message. */
export type CronFault =
  /** Not five fields that say something. */
  | { fault: 'malformed' }
  /** Some week has two firings: these, as instants that hold the local time as if it were UTC. */
  | { fault: 'too-often'; firings: readonly [number, number] }
  /** No such day comes. */
  | { fault: 'never' };

/** The span that is tried out, in UTC. In twelve years each date meets each day of the week. */
const TRIED = { from: Date.UTC(2024, 0, 1), to: Date.UTC(2036, 0, 1) };

/** cron-parser's own `H`, a time drawn by chance at each parse. */
const DRAWN = /\bH\b/i;

/**
 * A cron expression of five fields (minute, hour, day of month, month, day of week) tidied, or what is wrong
 * with it. It may fire less than once a week (only the last closed week is then published), never more.
 */
export function checkCron(typed: string): { cron: string } | CronFault {
  const fields = typed.trim().split(/\s+/);
  if (fields.length !== 5 || DRAWN.test(typed)) return { fault: 'malformed' };
  const cron = fields.join(' ');
  let previous: number | null = null;
  try {
    for (const firing of firings(cron)) {
      if (previous !== null && firing < weekContaining(previous, 'utc').end) {
        return { fault: 'too-often', firings: [previous, firing] };
      }
      previous = firing;
    }
  } catch {
    return { fault: 'malformed' };
  }
  return previous === null ? { fault: 'never' } : { cron };
}

/** When a week that ended at `end` is to be published: the first firing then or after, in the lab's zone. */
export function publicationOf(end: number, cron: string, zone: string): number {
  return CronExpressionParser.parse(cron, { tz: zone, currentDate: end - 1 })
    .next()
    .getTime();
}

function* firings(cron: string): Generator<number> {
  const schedule = CronExpressionParser.parse(cron, {
    tz: 'UTC',
    currentDate: TRIED.from - 1,
    endDate: TRIED.to,
  });
  while (schedule.hasNext()) yield schedule.next().getTime();
}
