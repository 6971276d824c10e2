import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fold, isOneEditAway } from '../../../src/chat/grammar/fold.ts';

test.each([
  ['À L’ÉTUDE', "a l'etude"],
  ['Cœur', 'coeur'],
  ['a\u2011traiter', 'a-traiter'],
  ['vo\u200Bir', 'voir'],
  ['VOIR', 'voir'],
  ['e\u0301', 'e'],
])('%s folds to %s', (text, folded) => expect(fold(text)).toBe(folded));

test.each([
  ['voir', 'vior', true],
  ['voir', 'voi', true],
  ['voir', 'voiir', true],
  ['voir', 'boir', true],
  ['voir', 'voir', false],
  ['voir', 'vrio', false],
  ['voir', 'v', false],
  ['ab', 'ba', true],
  ['abc', 'cba', false],
  ['', 'a', true],
  ['', '', false],
  ['aa', 'aaa', true],
  ['top🚲', 'top', true],
])('%j and %j are one edit apart: %s', (a, b, expected) => {
  expect(isOneEditAway(a, b)).toBe(expected);
  expect(isOneEditAway(b, a)).toBe(expected);
});

/** Every word one edit from another over a small alphabet: the long way round. */
function neighbours(word: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    for (const letter of 'abc') {
      found.add(head + letter + tail);
      if (tail) found.add(head + letter + tail.slice(1));
    }
    if (tail) found.add(head + tail.slice(1));
    if (tail.length > 1) found.add(head + tail.charAt(1) + tail.charAt(0) + tail.slice(2));
  }
  found.delete(word);
  return found;
}

test('one edit is one edit, whichever way it is counted', () => {
  const word = fc.stringMatching(/^[abc]{0,5}$/);
  fc.assert(
    fc.property(word, word, (a, b) => expect(isOneEditAway(a, b)).toBe(neighbours(a).has(b))),
    { numRuns: 2000 },
  );
});
