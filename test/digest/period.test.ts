import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import {
  closedWeeks,
  parseWeek,
  runningWeek,
  weekAfter,
  weekBefore,
  weekContaining,
  weekLabel,
  weekNamed,
} from '../../src/digest/period.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24 * HOUR;
const at = (iso: string) => Date.parse(iso);

/** Far apart, with and without clock changes, halves of hours, midnights that are skipped. */
const ZONES = [
  'Europe/Paris',
  'UTC',
  'Africa/Algiers',
  'Pacific/Pago_Pago',
  'Pacific/Kiritimati',
  'Asia/Kolkata',
  'America/St_Johns',
  'Asia/Tehran',
  'America/Asuncion',
];
const zone = fc.constantFrom(...ZONES);
const instant = fc.integer({ min: at('2015-01-01T00:00Z'), max: at('2040-01-01T00:00Z') });

describe('the week an instant lies in', () => {
  test.each([
    // what, zone, instant, label, start, end, hours
    [
      'an ordinary one',
      'Europe/Paris',
      '2026-11-18T12:00Z',
      '2026-W47',
      '2026-11-15T23:00Z',
      '2026-11-22T23:00Z',
      168,
    ],
    [
      'its first instant',
      'Europe/Paris',
      '2026-11-15T23:00Z',
      '2026-W47',
      '2026-11-15T23:00Z',
      '2026-11-22T23:00Z',
      168,
    ],
    [
      'the instant before',
      'Europe/Paris',
      '2026-11-15T22:59:59.999Z',
      '2026-W46',
      '2026-11-08T23:00Z',
      '2026-11-15T23:00Z',
      168,
    ],
    [
      'winter time begins',
      'Europe/Paris',
      '2019-10-27T03:00Z',
      '2019-W43',
      '2019-10-20T22:00Z',
      '2019-10-27T23:00Z',
      169,
    ],
    [
      'summer time begins',
      'Europe/Paris',
      '2026-03-29T01:00Z',
      '2026-W13',
      '2026-03-22T23:00Z',
      '2026-03-29T22:00Z',
      167,
    ],
    [
      'no clock change',
      'Africa/Algiers',
      '2026-03-29T01:00Z',
      '2026-W13',
      '2026-03-22T23:00Z',
      '2026-03-29T23:00Z',
      168,
    ],
    [
      'eleven hours behind',
      'Pacific/Pago_Pago',
      '2026-11-16T10:59Z',
      '2026-W46',
      '2026-11-09T11:00Z',
      '2026-11-16T11:00Z',
      168,
    ],
    [
      'fourteen hours ahead',
      'Pacific/Kiritimati',
      '2026-11-15T10:00Z',
      '2026-W47',
      '2026-11-15T10:00Z',
      '2026-11-22T10:00Z',
      168,
    ],
    [
      'the year has 53 weeks',
      'Europe/Paris',
      '2027-01-02T12:00Z',
      '2026-W53',
      '2026-12-27T23:00Z',
      '2027-01-03T23:00Z',
      168,
    ],
    [
      'the year begins late',
      'Europe/Paris',
      '2024-12-31T12:00Z',
      '2025-W01',
      '2024-12-29T23:00Z',
      '2025-01-05T23:00Z',
      168,
    ],
    [
      'a Monday without 00:00',
      'Asia/Tehran',
      '2021-03-23T00:00Z',
      '2021-W12',
      '2021-03-21T20:30Z',
      '2021-03-28T19:30Z',
      167,
    ],
  ])('%s', (_, in_, when, label, start, end, hours) => {
    const period = weekContaining(at(when), in_);
    expect(period).toEqual({ week: label, start: at(start), end: at(end) });
    expect((period.end - period.start) / HOUR).toBe(hours);
  });

  test('holds the instant, and begins on a Monday', () => {
    fc.assert(
      fc.property(instant, zone, (now, in_) => {
        const { start, end, week } = weekContaining(now, in_);
        expect(start <= now && now < end).toBe(true);
        expect(DateTime.fromMillis(start, { zone: in_ }).weekday).toBe(1);
        expect(DateTime.fromMillis(start, { zone: in_ }).toFormat("kkkk-'W'WW")).toBe(week);
        expect(weekNamed(week, in_)).toEqual({ start, end, week });
      }),
    );
  });
});

describe('a label', () => {
  test.each([
    '2026-W00',
    '2025-W53',
    '2026-W54',
    '2026-W7',
    '26-W07',
    '2026-w07',
    '2026W07',
    '',
    ' 2026-W07',
    '2026-W07 ',
  ])('%j names no week', (label) => {
    expect(parseWeek(label)).toBeNull();
    expect(weekNamed(label, 'Europe/Paris')).toBeNull();
  });

  test('reads back as it is written', () => {
    expect(parseWeek('2026-W53')).toEqual({ year: 2026, week: 53 });
    expect(weekLabel({ year: 2026, week: 7 })).toBe('2026-W07');
  });
});

describe('weeks tile time', () => {
  test('in one zone the next week begins where the one before ended', () => {
    fc.assert(
      fc.property(instant, zone, (now, in_) => {
        const week = weekContaining(now, in_);
        expect(weekAfter(week, in_)).toEqual(weekContaining(week.end, in_));
        expect(weekBefore(week, in_)).toEqual(weekContaining(week.start - 1, in_));
      }),
    );
  });

  test('also when the zone changes in between: no gap, no overlap, each label once', () => {
    fc.assert(
      fc.property(instant, zone, fc.array(zone, { minLength: 1, maxLength: 60 }), (now, first, zones) => {
        const weeks = [weekContaining(now, first)];
        for (const in_ of zones) weeks.push(weekAfter(weeks.at(-1)!, in_));
        for (const [index, week] of weeks.entries()) {
          const next = weeks[index + 1];
          if (next) expect(next.start).toBe(week.end);
          expect(Math.abs(week.end - week.start - WEEK)).toBeLessThanOrEqual(27 * HOUR);
        }
        expect(new Set(weeks.map(({ week }) => week)).size).toBe(weeks.length);
      }),
    );
  });

  test('after a change of zone a week ends on its own Monday there', () => {
    const paris = weekContaining(at('2026-11-18T12:00Z'), 'Europe/Paris');
    expect(weekAfter(paris, 'America/Cayenne')).toEqual({
      week: '2026-W48',
      start: at('2026-11-22T23:00Z'),
      end: at('2026-11-30T03:00Z'),
    });
    expect(weekAfter(paris, 'Pacific/Noumea')).toEqual({
      week: '2026-W48',
      start: at('2026-11-22T23:00Z'),
      end: at('2026-11-29T13:00Z'),
    });
  });
});

describe('closed weeks', () => {
  const paris = 'Europe/Paris';
  const labels = (...of: Parameters<typeof closedWeeks>) => closedWeeks(...of).map(({ week }) => week);
  const archived = weekContaining(at('2026-11-04T12:00Z'), paris);

  test('without an archive: the last one alone', () => {
    expect(labels(null, at('2026-11-23T08:00Z'), paris)).toEqual(['2026-W47']);
  });

  test('those since the archived one, oldest first', () => {
    expect(archived.week).toBe('2026-W45');
    expect(labels(archived, at('2026-11-23T08:00Z'), paris)).toEqual(['2026-W46', '2026-W47']);
  });

  test('a week is closed at its very end', () => {
    expect(labels(archived, at('2026-11-15T22:59:59.999Z'), paris)).toEqual([]);
    expect(labels(archived, at('2026-11-15T23:00Z'), paris)).toEqual(['2026-W46']);
  });

  test('none when the clock stands before the archived one', () => {
    expect(labels(archived, at('2026-10-01T00:00Z'), paris)).toEqual([]);
  });

  test('the running week follows them and holds now', () => {
    fc.assert(
      fc.property(
        instant,
        zone,
        zone,
        fc.integer({ min: 0, max: 30 * WEEK }),
        (then, before, in_, elapsed) => {
          const stored = weekContaining(then, before);
          const now = stored.end + elapsed;
          const running = runningWeek(stored, now, in_);
          expect(running.start).toBe(closedWeeks(stored, now, in_).at(-1)?.end ?? stored.end);
          expect(running.start <= now && now < running.end).toBe(true);
        },
      ),
    );
    expect(runningWeek(null, at('2026-11-23T08:00Z'), paris).week).toBe('2026-W48');
  });

  test('an unknown zone is an error, never a week of nothing', () => {
    expect(() => weekContaining(0, 'Mars/Olympus')).toThrow(RangeError);
  });
});
