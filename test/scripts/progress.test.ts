import { expect, test } from '@jest/globals';
import { progress } from '../../scripts/support/progress.ts';

/** What is said while work goes on at a pace, in plain lines. */
function said(total: number | null, steps: [ms: number, count: number][]): string {
  let now = 0;
  let text = '';
  const err = (more: string) => {
    text += more;
  };
  const shown = progress({ what: 'records', total }, { err }, { now: () => now });
  for (const [ms, count] of steps) {
    now += ms;
    shown.advance(count);
  }
  shown.end();
  return text;
}

test('a plain line every three seconds tells how far, how fast and how long it may still take', () => {
  expect(
    said(1000, [
      [1000, 100],
      [1000, 100],
      [1000, 100],
      [1000, 100],
      [2000, 200],
    ]),
  ).toBe('300 of 1000 records, 100 a second, 7 s left\n600 of 1000 records, 100 a second, 4 s left\n');
});

test('nothing is said of what is soon done', () => {
  expect(said(1000, [[1000, 1000]])).toBe('');
});

test('without a total it only counts, and a long time is told in minutes', () => {
  expect(said(null, [[4000, 40]])).toBe('40 records, 10 a second, time left unknown\n');
  expect(said(100_000, [[4000, 40]])).toBe('40 of 100000 records, 10 a second, 167 min left\n');
});

test('only whole ones are told, and never more than all', () => {
  expect(
    said(2067, [
      [4000, 1989.7939453125],
      [4000, 100.5],
    ]),
  ).toBe(
    '1989 of 2067 KB, 497 a second, 1 s left\n2067 of 2067 KB, 261 a second, 0 s left\n'.replaceAll(
      'KB',
      'records',
    ),
  );
});
