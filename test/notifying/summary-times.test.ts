import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { summaryAfter, summaryTurn, summaryUntil } from '../../src/notifying/summary-times.ts';

const HOUR = 3_600_000;
const CATCH_UP = 72 * HOUR;
const PARIS = 'Europe/Paris';
const at = (iso: string) => Date.parse(iso);

/** With clock changes at night, at midnight, of half an hour, and none. */
const zones = fc.constantFrom(
  PARIS,
  'America/Havana',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Pacific/Chatham',
  'UTC',
);
const instants = fc.integer({ min: at('2026-01-01T00:00Z'), max: at('2028-01-01T00:00Z') });

describe('the time of summaries', () => {
  test.each([
    ['winter, before nine', '2026-11-23T07:59:59.999Z', '2026-11-23T08:00Z'],
    ['nine sharp is followed by the next day', '2026-11-23T08:00Z', '2026-11-24T08:00Z'],
    ['the night clocks go forward: a day of 23 hours', '2026-03-28T08:00Z', '2026-03-29T07:00Z'],
    ['the night clocks go back: a day of 25 hours', '2026-10-24T07:00Z', '2026-10-25T08:00Z'],
  ])('%s', (_, now, next) => {
    expect(new Date(summaryAfter(at(now), PARIS)).toISOString()).toBe(new Date(next).toISOString());
  });

  test('is nine o’clock there, once each day of the calendar, whatever the clocks do', () => {
    fc.assert(
      fc.property(zones, instants, (zone, now) => {
        const next = DateTime.fromMillis(summaryAfter(now, zone), { zone });
        const last = DateTime.fromMillis(summaryUntil(now, zone), { zone });
        expect([next.hour, next.minute, next.millisecond]).toEqual([9, 0, 0]);
        expect(last.toMillis()).toBeLessThanOrEqual(now);
        expect(next.toMillis()).toBeGreaterThan(now);
        expect(next.toISODate()).toBe(last.plus({ days: 1 }).toISODate());
        expect(summaryUntil(next.toMillis(), zone)).toBe(next.toMillis());
        expect(summaryAfter(last.toMillis(), zone)).toBe(next.toMillis());
      }),
      { numRuns: 1000 },
    );
  });
});

describe('a summary that is due', () => {
  const due = at('2026-11-23T08:00Z');
  test.each([
    ['in time', '2026-11-23T08:00Z', true, '2026-11-24T08:00Z', '2026-11-23T08:00Z'],
    ['the same day', '2026-11-23T20:00Z', true, '2026-11-24T08:00Z', '2026-11-23T08:00Z'],
    ['two days late: one for both days', '2026-11-25T09:00Z', true, '2026-11-26T08:00Z', '2026-11-25T08:00Z'],
    ['just within 72 hours', '2026-11-26T07:59:59Z', true, '2026-11-26T08:00Z', '2026-11-25T08:00Z'],
    [
      '72 hours late: waits for its next time',
      '2026-11-26T08:00Z',
      false,
      '2026-11-27T08:00Z',
      '2026-11-26T08:00Z',
    ],
  ])('%s', (_, now, tells, next, until) => {
    expect(summaryTurn(due, at(now), PARIS, CATCH_UP)).toEqual({
      tells,
      next: at(next),
      since: at('2026-11-22T08:00Z'),
      until: at(until),
    });
  });

  test('what comes in is in one summary and no more, whatever the downtimes and clock changes', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 60 * HOUR }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(zones, instants, gaps, (zone, start, waits) => {
        let due = summaryAfter(start, zone);
        const first = summaryUntil(start, zone);
        let covered = first;
        let now = start;
        for (const wait of waits) {
          now += wait;
          if (now < due) continue;
          const turn = summaryTurn(due, now, zone, CATCH_UP);
          expect(turn.tells).toBe(true);
          expect(turn.since).toBe(covered);
          expect(turn.until).toBeLessThanOrEqual(now);
          expect(turn.next).toBeGreaterThan(now);
          // Asked again at once, nothing is due.
          covered = turn.until;
          due = turn.next;
        }
        // Never behind by more than the time to the next summary.
        expect(summaryUntil(now, zone)).toBe(covered);
      }),
    );
  });
});
