import { describe, expect, test } from '@jest/globals';
import { checkCron, publicationOf } from '../../src/digest/schedule.ts';
import { DEFAULT_DIGEST_CRON } from '../../src/labs/lab.ts';

const at = (iso: string) => Date.parse(iso);

describe('a schedule that fires at most once a week is taken', () => {
  test.each([
    [DEFAULT_DIGEST_CRON, DEFAULT_DIGEST_CRON],
    ['  30  17 * *  5 ', '30 17 * * 5'],
    ['0 9 * * MON', '0 9 * * MON'],
    ['0 9 * * 7', '0 9 * * 7'],
    ['0 9 ? * 1', '0 9 ? * 1'],
    ['0 9 1 * *', '0 9 1 * *'],
    ['0 9 1,8,15,22 * *', '0 9 1,8,15,22 * *'],
    ['0 9 * 9 1', '0 9 * 9 1'],
    ['0 9 * * 1#1', '0 9 * * 1#1'],
    ['0 9 29 2 *', '0 9 29 2 *'],
  ])('%j', (typed, cron) => {
    expect(checkCron(typed)).toEqual({ cron });
  });
});

describe('a schedule that can fire more than once a week is refused', () => {
  test.each([
    ['* * * * *', 'every minute'],
    ['0 * * * 1', 'each hour of a day'],
    ['0,30 9 * * 1', 'twice an hour'],
    ['0 9,17 * * 1', 'twice a day'],
    ['0 9 * * *', 'every day'],
    ['0 9 * * 1,4', 'two days a week'],
    ['0 9 * * 1-5', 'working days'],
    ['0 9 * * 0,1', 'Sunday and Monday: six days apart in one week'],
    ['0 9 1 * 1', 'cron says or: Mondays, and the first of the month'],
    ['0 9 1,29 * *', 'the 29th and the 1st can share a week'],
    ['0 9 1,6 1 *', 'in those years whose first is a Monday'],
    ['0 9 */6 * *', 'every six days'],
  ])('%j (%s)', (cron) => {
    expect(checkCron(cron)).toMatchObject({ fault: 'too-often' });
  });

  test('with two firings that show it', () => {
    expect(checkCron('0 9 * * 1,4')).toEqual({
      fault: 'too-often',
      firings: [at('2024-01-01T09:00Z'), at('2024-01-04T09:00Z')],
    });
  });
});

test.each([
  '',
  ' ',
  '0 9 * *',
  '0 0 9 * * 1',
  '@weekly',
  '@reboot',
  'H 9 * * 1',
  '0 H(8-9) * * 1',
  'lundi 9h',
  '60 9 * * 1',
  '0 24 * * 1',
  '0 9 * * 8',
  '0 9 32 * *',
  '0 9 31 2 *',
  '0 9 * * 1,1',
  '0 9 * * 1; rm',
])('%j says nothing', (cron) => {
  expect(checkCron(cron)).toMatchObject({ fault: 'malformed' });
});

describe('a week is published at the first firing then or after', () => {
  const end = at('2026-11-22T23:00Z');
  test.each([
    ['Monday 9:00', DEFAULT_DIGEST_CRON, 'Europe/Paris', end, '2026-11-23T08:00Z'],
    ['at the very end', '0 0 * * 1', 'Europe/Paris', end, '2026-11-22T23:00Z'],
    ['on the Sunday after', '59 23 * * 7', 'Europe/Paris', end, '2026-11-29T22:59Z'],
    ['in the zone', DEFAULT_DIGEST_CRON, 'Pacific/Pago_Pago', at('2026-11-23T11:00Z'), '2026-11-23T20:00Z'],
    ['monthly', '0 9 1 * *', 'Europe/Paris', end, '2026-12-01T08:00Z'],
    ['at a time that is skipped', '30 2 * * 7', 'Europe/Paris', at('2026-03-22T23:00Z'), '2026-03-29T01:30Z'],
    [
      'at a time that comes twice',
      '30 2 * * 7',
      'Europe/Paris',
      at('2026-10-18T22:00Z'),
      '2026-10-25T00:30Z',
    ],
  ])('%s', (_, cron, zone, ended, published) => {
    expect(publicationOf(ended, cron, zone)).toBe(at(published));
  });
});
