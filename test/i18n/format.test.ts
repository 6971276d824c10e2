import { expect, test } from '@jest/globals';
import { ago, day, dayTime, list, listRuns, number, signed, time, weekSpan } from '../../src/i18n/format.ts';

const PARIS = 'Europe/Paris';
const at = (iso: string) => Date.parse(iso);
const NOW = at('2026-11-23T08:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test('numbers have the separator of the language', () => {
  expect(number('fr', 1234567)).toBe('1\u202F234\u202F567');
  expect(number('en', 1234567)).toBe('1,234,567');
  expect([signed('fr', 12), signed('fr', 0), signed('fr', -3)]).toEqual(['+12', '0', '-3']);
  expect(signed('fr', 1234)).toBe('+1\u202F234');
});

test('a day is named as people say it', () => {
  expect(day('fr', PARIS, NOW, NOW)).toBe('lundi 23 novembre');
  expect(day('en', PARIS, NOW, NOW)).toBe('Monday 23 November');
  expect(day('fr', PARIS, at('2026-11-01T12:00:00Z'), NOW)).toBe('dimanche 1er novembre');
  expect(day('en', PARIS, at('2026-11-01T12:00:00Z'), NOW)).toBe('Sunday 1 November');
});

test('the year is said when it is another one, in the zone of the lab', () => {
  expect(day('fr', PARIS, at('2025-05-01T12:00:00Z'), NOW)).toBe('jeudi 1er mai 2025');
  const midnight = at('2026-12-31T23:30:00Z');
  expect(day('fr', PARIS, midnight, NOW)).toBe('vendredi 1er janvier 2027');
  expect(day('fr', 'UTC', midnight, NOW)).toBe('jeudi 31 décembre');
  expect(day('fr', 'America/Martinique', midnight, midnight)).toBe('jeudi 31 décembre');
});

test.each([
  ['2026-11-23T08:00:00Z', '9\u00A0h', '9:00'],
  ['2026-11-23T08:30:00Z', '9\u00A0h\u00A030', '9:30'],
  ['2026-11-23T08:05:00Z', '9\u00A0h\u00A005', '9:05'],
  ['2026-11-22T23:00:00Z', '0\u00A0h', '0:00'],
])('the time of %s', (iso, french, english) => {
  expect(time('fr', PARIS, at(iso))).toBe(french);
  expect(time('en', PARIS, at(iso))).toBe(english);
  expect(dayTime('fr', PARIS, at(iso), NOW)).toBe(`lundi 23 novembre, ${french}`);
  expect(dayTime('en', PARIS, at(iso), NOW)).toBe(`Monday 23 November, ${english}`);
});

test.each([
  [0, "à l'instant", 'just now'],
  [-5 * MINUTE, "à l'instant", 'just now'],
  [MINUTE - 1, "à l'instant", 'just now'],
  [MINUTE, 'il y a 1 minute', '1 minute ago'],
  [59 * MINUTE, 'il y a 59 minutes', '59 minutes ago'],
  [HOUR, 'il y a 1 heure', '1 hour ago'],
  [DAY - 1, 'il y a 23 heures', '23 hours ago'],
  [DAY, 'il y a 1 jour', '1 day ago'],
  [2 * DAY, 'il y a 2 jours', '2 days ago'],
  [30 * DAY, 'il y a 30 jours', '30 days ago'],
  [31 * DAY, 'il y a 1 mois', '1 month ago'],
  [364 * DAY, 'il y a 11 mois', '11 months ago'],
  [365 * DAY, 'il y a 1 an', '1 year ago'],
])('%i ms ago', (past, french, english) => {
  expect(ago('fr', NOW - past, NOW)).toBe(french);
  expect(ago('en', NOW - past, NOW)).toBe(english);
});

test.each([
  ['2026-11-16T00:00+01:00', '2026-11-23T00:00+01:00', '16–22 novembre', '16–22 November'],
  [
    '2026-11-30T00:00+01:00',
    '2026-12-07T00:00+01:00',
    '30 novembre – 6 décembre',
    '30 November – 6 December',
  ],
  [
    '2026-10-26T00:00+01:00',
    '2026-11-02T00:00+01:00',
    '26 octobre – 1er novembre',
    '26 October – 1 November',
  ],
  ['2026-06-01T00:00+02:00', '2026-06-08T00:00+02:00', '1er–7 juin', '1–7 June'],
  // The week the clocks go back has an hour more
  ['2026-10-19T00:00+02:00', '2026-10-26T00:00+01:00', '19–25 octobre', '19–25 October'],
  [
    '2026-12-28T00:00+01:00',
    '2027-01-04T00:00+01:00',
    '28 décembre 2026 – 3 janvier 2027',
    '28 December 2026 – 3 January 2027',
  ],
])('the week from %s to %s', (start, end, french, english) => {
  expect(weekSpan('fr', PARIS, at(start), at(end))).toBe(french);
  expect(weekSpan('en', PARIS, at(start), at(end))).toBe(english);
});

test('lists', () => {
  expect(list('fr', ['a', 'b', 'c'])).toBe('a, b et c');
  expect(list('en', ['a', 'b', 'c'])).toBe('a, b and c');
  expect(list('fr', ['@Yann', '@Malika'], 'or')).toBe('@Yann ou @Malika');
  expect(list('fr', ['a'])).toBe('a');
  expect(list('fr', [])).toBe('');
  const yann = { name: 'Yann' };
  const malika = { name: 'Malika' };
  expect(listRuns('fr', [yann, malika], 'or')).toEqual([yann, ' ou ', malika]);
});
