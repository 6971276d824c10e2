import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BACKOFF_CAP_MS, backoffMs } from '../../src/delivery/backoff.ts';
import { compareMarks, countsOf, type PersonsMark } from '../../src/delivery/compare-marks.ts';
import { laneOf, repaintLaneOf } from '../../src/delivery/lane.ts';

describe('back-off', () => {
  test('is between half and the whole of twice as long each time, and never above its cap', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (n, fraction) => {
          const whole = Math.min(BACKOFF_CAP_MS, 1000 * 2 ** Math.min(n - 1, 30));
          const ms = backoffMs(n, { fraction: () => fraction });
          expect(ms).toBeLessThanOrEqual(whole);
          expect(ms).toBeGreaterThanOrEqual(whole / 2);
        },
      ),
    );
  });
});

describe('lanes', () => {
  test('no two destinations share one, and threads of a channel do', () => {
    const ids = fc.tuple(fc.string(), fc.string(), fc.string());
    fc.assert(
      fc.property(ids, ids, ([platform, realm, id], [p, r, i]) => {
        const person = laneOf({ platform, realm, user: id });
        expect(laneOf({ platform, realm, channel: id })).not.toBe(person);
        expect(repaintLaneOf({ platform, realm, team: id })).not.toBe(person);
        expect(laneOf({ platform, realm, channel: id, thread: 'x' })).toBe(
          laneOf({ platform, realm, channel: id }),
        );
        expect(laneOf({ platform: p, realm: r, user: i }) === person).toBe(
          p === platform && r === realm && i === id,
        );
      }),
    );
  });
});

describe('comparing marks', () => {
  const mark = fc.record({
    by: fc.record({
      platform: fc.constant('slack'),
      realm: fc.constant('r'),
      user: fc.constantFrom('a', 'b', 'c', 'd'),
    }),
    emoji: fc.constantFrom('👍', '👎', '🎉'),
  });
  const marks = fc.array(mark, { maxLength: 10 });
  const names = (list: readonly PersonsMark[]) => [...new Set(list.map((m) => m.emoji + m.by.user))].sort();

  /** What we hold after the events. */
  function heldAfter(held: readonly PersonsMark[], { added, removed }: ReturnType<typeof compareMarks>) {
    const gone = new Set(names(removed));
    return [...held.filter((m) => !gone.has(m.emoji + m.by.user)), ...added];
  }

  test('after the events of a complete list we hold exactly what stands, and nothing speaks again', () => {
    fc.assert(
      fc.property(marks, marks, (held, seen) => {
        const events = compareMarks('slack', held, { marks: seen, complete: true });
        const now = heldAfter(held, events);
        expect(names(now)).toEqual(names(seen));
        expect(compareMarks('slack', now, { marks: seen, complete: true })).toEqual({
          added: [],
          removed: [],
        });
        // A mark in both lists is no event, and none is told twice.
        const both = names(held).filter((name) => names(seen).includes(name));
        const told = [...events.added, ...events.removed].map((m) => m.emoji + m.by.user);
        expect(told.filter((name) => both.includes(name))).toEqual([]);
        expect(new Set(told).size).toBe(told.length);
      }),
    );
  });

  test('an incomplete list only adds', () => {
    fc.assert(
      fc.property(marks, marks, (held, seen) => {
        const events = compareMarks('slack', held, { marks: seen, complete: false });
        expect(events.removed).toEqual([]);
        expect(names(heldAfter(held, events))).toEqual(names([...held, ...seen]));
      }),
    );
  });

  test('somebody erased stays erased, and their vote stays', () => {
    const nobody = { by: { platform: 'box', realm: 'erased', user: 'x7' }, emoji: '👍' };
    const erased = { by: { platform: 'slack', realm: 'r', user: 'a' }, emoji: '👍' };
    const other = { by: { platform: 'slack', realm: 'r', user: 'b' }, emoji: '👎' };
    expect(compareMarks('slack', [nobody], { marks: [erased, other], complete: true })).toEqual({
      added: [other],
      removed: [],
    });
    expect(compareMarks('slack', [nobody], { marks: [], complete: true }).removed).toEqual([]);
    expect(countsOf([nobody, erased, other])).toEqual({ '👍': 2, '👎': 1 });
  });
});
