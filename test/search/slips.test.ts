import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { slipsOf } from '../../src/search/slips.ts';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const word = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 2, maxLength: 9 });

test('a letter too many, missing, wrong or exchanged is among the slips of a word, and goes both ways', () => {
  fc.assert(
    fc.property(word, fc.nat(), fc.constantFrom(...LETTERS), (right, place, letter) => {
      const at = place % right.length;
      const slips = [
        right.slice(0, at) + right.slice(at + 1),
        right.slice(0, at) + letter + right.slice(at),
        right.slice(0, at) + letter + right.slice(at + 1),
        right.slice(0, at) + (right[at + 1] ?? '') + right[at] + right.slice(at + 2),
      ].filter((slip) => slip !== right);
      for (const slip of slips) {
        expect(slipsOf(slip)).toContain(right);
        expect(slipsOf(right)).toContain(slip);
      }
    }),
  );
});

test('the word itself is no slip, and their number is bounded by its length', () => {
  fc.assert(
    fc.property(word, (right) => {
      const slips = slipsOf(right);
      expect(slips.has(right)).toBe(false);
      expect(slips.size).toBeLessThanOrEqual(54 * right.length + 25);
    }),
  );
});
