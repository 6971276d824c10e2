import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spansOf } from '../../../adapters/mattermost/inbound/spans.ts';

const known = new Map([
  ['yann', 'u-yann'],
  ['malika.b', 'u-malika'],
  ['jean-luc', 'u-jean'],
]);
const personOf = (user: string) => ({ platform: 'mattermost', realm: 'chat', user });
const spans = (text: string) => spansOf(text, known, personOf);
const person = (user: string, name: string) => ({ person: personOf(user), name });

test.each([
  ['labo animateur @yann', ['labo animateur ', person('u-yann', 'yann')]],
  [
    '@Yann, @malika.b et @jean-luc.',
    [
      person('u-yann', 'Yann'),
      ', ',
      person('u-malika', 'malika.b'),
      ' et ',
      person('u-jean', 'jean-luc'),
      '.',
    ],
  ],
  ['(@yann...)', ['(', person('u-yann', 'yann'), '...)']],
  ['écrire à jo@yann ou @inconnue', ['écrire à jo@yann ou @inconnue']],
  ['@yannick', ['@yannick']],
  ['@here @channel @', ['@here @channel @']],
  ['', []],
])('persons are resolved in %j', (text, expected) => {
  expect(spans(text)).toEqual(expected);
});

test('whatever was typed reads as it was typed', () => {
  const pieces = fc.oneof(fc.constantFrom('@yann', '@Malika.b', '@', '.', '-', ' ', '\n', 'é'), fc.string());
  fc.assert(
    fc.property(fc.array(pieces), (parts) => {
      const text = parts.join('');
      const read = spans(text).map((span) => (typeof span === 'string' ? span : `@${span.name}`));
      expect(read.join('')).toBe(text);
      expect(read).not.toContain('');
    }),
  );
});
