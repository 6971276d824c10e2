import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fitText, IMPORTED_BODY_MAX } from '../../src/importing/fit-text.ts';
import { lengthOf } from '../../src/text.ts';

test('a title that fits stays as it is', () => {
  expect(fitText({ title: ' Un  banc ', body: 'Devant.' })).toEqual({
    title: 'Un banc',
    body: 'Devant.',
    shortened: false,
  });
});

test('a title that is too long is cut, and its whole is the first paragraph', () => {
  const title = `${'mot '.repeat(50)}fin`;
  const fitted = fitText({ title, body: 'Le texte.' });
  if ('fault' in fitted) throw new Error(fitted.fault);
  expect(fitted.shortened).toBe(true);
  expect(lengthOf(fitted.title)).toBeLessThanOrEqual(150);
  expect(fitted.title.endsWith('…')).toBe(true);
  expect(fitted.body).toBe(`${title}\n\nLe texte.`);
});

test.each([
  [{ title: ' ', body: 'x' }, 'no title'],
  [{ title: 'ab', body: '' }, 'the title has fewer than 3 signs'],
  [
    { title: 'abc', body: 'é'.repeat(IMPORTED_BODY_MAX + 2) },
    'the body has 2 signs more than the 20000 the box keeps',
  ],
])('refuses %#', (raw, fault) => {
  expect(fitText(raw)).toEqual({ fault });
});

test('no sign of a title is lost, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (title) => {
      const fitted = fitText({ title, body: '' });
      if ('fault' in fitted) return;
      expect(lengthOf(fitted.title)).toBeLessThanOrEqual(150);
      const again = fitText({ title: fitted.shortened ? fitted.body : fitted.title, body: '' });
      expect(again).toEqual(fitted);
    }),
  );
});
