import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ServerTime } from '../../../src/chat/kit/server-time.ts';

/** The header an answer carries when the server's clock says so. */
const dateAt = (ms: number) => new Date(ms).toUTCString();
const NOON = Date.UTC(2026, 10, 23, 12);

test('clocks that agree are left alone, although the header is cut to seconds', () => {
  const time = new ServerTime();
  for (const ms of [0, 250, 999, 1500]) time.heard(dateAt(NOON + ms), NOON + ms, NOON + ms + 5);
  expect(time.ours(NOON)).toBe(NOON);
  expect(time.theirs(NOON)).toBe(NOON);
});

test('nothing is assumed before an answer, nor from one without a date', () => {
  const time = new ServerTime();
  time.heard(null, NOON, NOON);
  time.heard('soon', NOON, NOON);
  expect(time.ours(NOON)).toBe(NOON);
});

test('however far apart the clocks are, an instant is known within a second and what the calls took', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -7_200_000, max: 7_200_000 }),
      fc.array(
        fc.record({
          at: fc.nat(600_000),
          took: fc.nat(3_000),
          after: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        {
          minLength: 1,
          maxLength: 20,
        },
      ),
      (ahead, answers) => {
        const time = new ServerTime();
        for (const { at, took, after } of answers) {
          const asked = NOON + at;
          time.heard(dateAt(asked + took * after + ahead), asked, asked + took);
        }
        const slowest = Math.max(...answers.map(({ took }) => took));
        expect(Math.abs(time.ours(NOON + ahead) - NOON)).toBeLessThanOrEqual(1000 + slowest);
        expect(Math.abs(time.theirs(NOON) - (NOON + ahead))).toBeLessThanOrEqual(1000 + slowest);
      },
    ),
  );
});

test('a clock that was set is believed from then on', () => {
  const time = new ServerTime();
  time.heard(dateAt(NOON), NOON, NOON);
  time.heard(dateAt(NOON + 3_600_000), NOON, NOON);
  expect(Math.abs(time.ours(NOON + 3_600_000) - NOON)).toBeLessThanOrEqual(1000);
});
