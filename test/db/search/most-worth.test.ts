import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mostWorth } from '../../../db/search/most-worth.ts';

const list = fc.record({
  numbers: fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 })
    .map((numbers) => numbers.sort((a, b) => b - a)),
  worth: fc.integer({ min: 1, max: 8 }),
});

test('the ideas of some lists come by what they are worth together, of equal ones the newest first', () => {
  fc.assert(
    fc.property(fc.array(list, { maxLength: 6 }), fc.integer({ min: 1, max: 50 }), (lists, most) => {
      const sums = new Map<number, number>();
      for (const { numbers, worth } of lists) {
        for (const number of numbers) sums.set(number, (sums.get(number) ?? 0) + worth);
      }
      const expected = [...sums]
        .sort(([a, one], [b, other]) => other - one || b - a)
        .map(([number]) => number);
      expect(mostWorth(lists, most)).toEqual(expected.slice(0, most));
    }),
  );
});

test('thousands of equal ones are the newest', () => {
  const numbers = Array.from({ length: 9000 }, (_, at) => 9000 - at);
  expect(mostWorth([{ numbers, worth: 2 }], 3)).toEqual([9000, 8999, 8998]);
  expect(
    mostWorth(
      [
        { numbers, worth: 2 },
        { numbers: [17], worth: 3 },
      ],
      2,
    ),
  ).toEqual([17, 9000]);
});
