import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry } from '../../src/digest/digest-store.ts';
import { digestsDue, type LabState } from '../../src/digest/due.ts';
import { weekNamed } from '../../src/digest/period.ts';

const HOUR = 3_600_000;
const CATCH_UP = 72 * HOUR;
const at = (iso: string) => Date.parse(iso);

const entry: Entry = { section: 'top', position: 1, idea: 1, gained: 1, votesFor: 1, status: 'new' };

/** A lab in Paris that publishes Mondays at 9:00 (8:00 UTC in winter). */
function lab(changes: {
  archived?: string | null;
  claimed?: readonly number[];
  silent?: boolean;
  channels?: LabState['channels'];
  cron?: string;
  zone?: string;
}): LabState {
  const zone = changes.zone ?? 'Europe/Paris';
  const archived = changes.archived === undefined ? '2026-W46' : changes.archived;
  return {
    lab: { id: 7, zone, digestCron: changes.cron ?? '0 9 * * 1' },
    channels: changes.channels ?? [channel(1)],
    latest:
      archived === null
        ? null
        : {
            ...weekNamed(archived, 'Europe/Paris')!,
            entries: changes.silent ? [] : [entry],
            claimed: changes.claimed ?? [1, 2],
          },
  };
}

const channel = (id: number, bound = '2026-01-01T00:00Z', lost: string | null = null) => ({
  id,
  boundAt: at(bound),
  lostAt: lost === null ? null : at(lost),
});

/** "2026-W47 in 1,2" or "2026-W47 unposted". */
const due = (now: string, ...labs: LabState[]) =>
  digestsDue(at(now), labs, CATCH_UP).map(
    ({ period, channels }) => `${period.week} ${channels.length > 0 ? `in ${channels.join()}` : 'unposted'}`,
  );

describe('what is due', () => {
  // 2026-W47 ends on Sunday 22 November at 23:00 UTC and is published on Monday 23 at 08:00 UTC.
  test.each<[string, string, LabState, string[]]>([
    ['nothing while the week runs', '2026-11-22T22:59Z', lab({}), []],
    ['nothing between its end and its time', '2026-11-23T07:59:59Z', lab({}), []],
    ['the last closed week at its time', '2026-11-23T08:00Z', lab({}), ['2026-W47 in 1']],
    ['the first digest of a lab', '2026-11-23T08:00Z', lab({ archived: null }), ['2026-W47 in 1']],
    [
      'in every channel',
      '2026-11-23T08:00Z',
      lab({ channels: [channel(1), channel(2)] }),
      ['2026-W47 in 1,2'],
    ],
    ['nothing a second time', '2026-11-23T08:01Z', lab({ archived: '2026-W47' }), []],
    [
      'the channel that is still missing',
      '2026-11-23T08:01Z',
      lab({ archived: '2026-W47', claimed: [1], channels: [channel(1), channel(2)] }),
      ['2026-W47 in 2'],
    ],
    [
      'a week archived with nothing to say is not asked again',
      '2026-11-23T08:01Z',
      lab({ archived: '2026-W47', claimed: [], silent: true }),
      [],
    ],
    [
      'not in a channel that is lost',
      '2026-11-23T08:00Z',
      lab({ channels: [channel(1, '2026-01-01T00:00Z', '2026-11-20T00:00Z'), channel(2)] }),
      ['2026-W47 in 2'],
    ],
    [
      'not in a channel bound at the end of the week or later',
      '2026-11-23T08:00Z',
      lab({ channels: [channel(1, '2026-11-22T23:00Z'), channel(2, '2026-11-22T22:59:59Z')] }),
      ['2026-W47 in 2'],
    ],
    [
      'archived unposted where no channel waits',
      '2026-11-23T08:00Z',
      lab({ channels: [] }),
      ['2026-W47 unposted'],
    ],
    ['after a short downtime: caught up', '2026-11-26T07:59:59Z', lab({}), ['2026-W47 in 1']],
    ['72 hours after its time: archived unposted', '2026-11-26T08:00Z', lab({}), ['2026-W47 unposted']],
    ['late and archived: nothing', '2026-11-26T08:00Z', lab({ archived: '2026-W47', claimed: [] }), []],
    [
      'after three weeks of downtime: only the last, the older unposted',
      '2026-11-23T09:00Z',
      lab({ archived: '2026-W44' }),
      ['2026-W45 unposted', '2026-W46 unposted', '2026-W47 in 1'],
    ],
    [
      'the older are archived before the last has its time',
      '2026-11-23T07:00Z',
      lab({ archived: '2026-W44' }),
      ['2026-W45 unposted', '2026-W46 unposted'],
    ],
    [
      'downtime that ends late in the week',
      '2026-11-27T12:00Z',
      lab({ archived: '2026-W45' }),
      ['2026-W46 unposted', '2026-W47 unposted'],
    ],
    [
      'a schedule at the end of the following week',
      '2026-11-29T22:59Z',
      lab({ cron: '59 23 * * 7' }),
      ['2026-W47 in 1'],
    ],
    [
      'which is overtaken when that week has closed',
      '2026-11-29T23:00Z',
      lab({ cron: '59 23 * * 7' }),
      ['2026-W47 unposted'],
    ],
    [
      'a monthly schedule: the last closed week',
      '2026-12-01T08:00Z',
      lab({ cron: '0 9 1 * *' }),
      ['2026-W47 unposted', '2026-W48 in 1'],
    ],
    [
      'a zone that has changed: its own Monday',
      '2026-11-23T13:59Z',
      lab({ zone: 'America/Cayenne', archived: '2026-W46' }),
      ['2026-W47 in 1'],
    ],
    [
      'a zone that has changed: not before',
      '2026-11-23T11:59Z',
      lab({ zone: 'America/Cayenne', archived: '2026-W46' }),
      [],
    ],
  ])('%s', (_, now, state, expected) => {
    expect(due(now, state)).toEqual(expected);
  });

  test('each lab by itself, in order', () => {
    expect(due('2026-11-23T08:00Z', lab({ archived: '2026-W45' }), lab({ cron: '0 10 * * 1' }))).toEqual([
      '2026-W46 unposted',
      '2026-W47 in 1',
    ]);
  });

  test('done once, nothing is due: whatever the downtime, schedule, zone and channels', () => {
    const zones = fc.constantFrom('Europe/Paris', 'Pacific/Noumea', 'America/Cayenne', 'UTC');
    const crons = fc.constantFrom('0 9 * * 1', '59 23 * * 7', '0 0 * * 1', '30 17 * * 5', '0 9 1 * *');
    const instants = fc.integer({ min: at('2026-11-16T00:00Z'), max: at('2027-03-01T00:00Z') });
    const channels = fc.array(
      fc.record({
        boundAt: fc.integer({ min: at('2026-10-01T00:00Z'), max: at('2027-03-01T00:00Z') }),
        lostAt: fc.constantFrom(null, null, 0),
      }),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(instants, zones, crons, channels, (now, zone, cron, bound) => {
        const state = lab({ zone, cron, channels: bound.map((one, id) => ({ id, ...one })), claimed: [] });
        const done = digestsDue(now, [state], CATCH_UP);
        // Only the last closed week is ever published.
        expect(done.slice(0, -1).every((one) => one.channels.length === 0)).toBe(true);
        for (const [index, { period }] of done.entries()) {
          const previous = done[index - 1]?.period ?? state.latest!;
          if (period.week !== state.latest!.week) expect(period.start).toBe(previous.end);
          expect(period.end).toBeLessThanOrEqual(now);
        }
        const last = done.at(-1);
        const again = last
          ? { ...state, latest: { ...last.period, entries: [entry], claimed: last.channels } }
          : state;
        expect(digestsDue(now, [again], CATCH_UP)).toEqual([]);
      }),
    );
  });
});
