import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readInstant } from '../../src/importing/instant.ts';

const PARIS = 'Europe/Paris';
/** 7 October 2019, 15:41 in Paris. */
const AT = Date.UTC(2019, 9, 7, 13, 41);

test.each([
  ['2019-10-07T15:41:00+02:00', AT],
  ['2019-10-07T13:41:00Z', AT],
  ['2019-10-07T13:41:00.000Z', AT],
  ['2019-10-07T15:41', AT],
  ['2019-10-07 15:41', AT],
  ['2019-10-07 13:41:00 UTC', AT],
  ['2019-10-07 15:41:00 +0200', AT],
  ['2019-10-07 15:41:00+02:00', AT],
  ['2019-10-07 13:41:00+00', AT],
  ['2019-10-07T13:41:00+0000', AT],
  ['2019-10-07 15:41:00 +02', AT],
  ['07/10/2019 15:41', AT],
  ['7/10/2019 15:41:00', AT],
  ['07/10/2019 à 15:41', AT],
  ['1570455660', AT],
  ['1570455660.5', AT + 500],
  ['1570455660000', AT],
  ['07/10/2019', Date.UTC(2019, 9, 6, 22)],
  ['2019-10-07', Date.UTC(2019, 9, 6, 22)],
  // Winter has begun.
  ['28/10/2019 00:00', Date.UTC(2019, 9, 27, 23)],
])('%s is understood', (text, at) => {
  expect(readInstant(text, PARIS)).toBe(at);
});

test.each([
  'hier',
  '',
  '32/01/2019',
  '10/13/2019 10:00',
  '2019-02-30',
  '2019-02-30T10:00:00Z',
  '2019-10-07T25:00',
  '07/10/19',
  '1815-06-18',
  '9999-01-01',
  '12',
  '12345678',
])('%j is no date', (text) => {
  expect(readInstant(text, PARIS)).toBeNull();
});

test('any instant written in any of the ways is read again', () => {
  const instant = fc
    .integer({ min: Date.UTC(1990, 0), max: Date.UTC(2090, 0) })
    .map((at) => at - (at % 1000));
  fc.assert(
    fc.property(instant, fc.constantFrom(PARIS, 'UTC', 'America/Cayenne', 'Indian/Reunion'), (at, zone) => {
      const local = DateTime.fromMillis(at, { zone });
      for (const text of [
        local.toISO() ?? '',
        local.toUTC().toISO() ?? '',
        local.toUTC().toFormat("yyyy-MM-dd HH:mm:ss 'UTC'"),
        String(at),
        String(at / 1000),
      ]) {
        expect([text, readInstant(text, zone)]).toEqual([text, at]);
      }
      // In the night winter begins, an hour without an offset comes twice.
      if (local.getPossibleOffsets().length > 1) return;
      expect(readInstant(local.toFormat('dd/MM/yyyy HH:mm:ss'), zone)).toBe(at);
      expect(readInstant(local.toFormat("yyyy-MM-dd'T'HH:mm:ss"), zone)).toBe(at);
    }),
  );
});
