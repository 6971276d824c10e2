import { DateTime } from 'luxon';

/** Dates of another tool lie between these years; anything else is a mistake of reading. */
const YEARS = { first: 1971, last: 2100 };

/**
 * The instant a foreign date says, in ms UTC; null: it cannot be read. Understood: ISO 8601 with or without an
 * offset, also with a space for the T and with " UTC", " +0200" or "+02" behind; `dd/mm/yyyy[ hh:mm[:ss]]`; seconds or
 * milliseconds since 1970. Where no offset is said it is `zone`'s time; a day alone is its midnight there.
 */
export function readInstant(text: string, zone: string): number | null {
  const read = epoch(text) ?? written(text, zone);
  if (!read.isValid) return null;
  return read.year >= YEARS.first && read.year <= YEARS.last ? read.toMillis() : null;
}

/** Nine to eleven digits are seconds (years 1973 to 5138), twelve to fourteen milliseconds. */
function epoch(text: string): DateTime | null {
  if (/^\d{9,11}(\.\d+)?$/.test(text)) return DateTime.fromMillis(Math.round(Number(text) * 1000), UTC);
  return /^\d{12,14}$/.test(text) ? DateTime.fromMillis(Number(text), UTC) : null;
}

function written(text: string, zone: string): DateTime {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:,? (?:à )?(\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text);
  if (french) {
    const [, day, month, year, time = '0:00:00'] = french;
    const seconds = time.split(':').length === 2 ? ':00' : '';
    return DateTime.fromFormat(`${day}/${month}/${year} ${time}${seconds}`, 'd/M/yyyy H:mm:ss', { zone });
  }
  // "2019-10-07 15:41:00 UTC", "2019-10-07 15:41:00 +0200" and "2019-10-07 15:41"
  const [, day, time = '', offset = ''] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}[\d:.]*) ?(UTC|Z|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(text) ?? [];
  if (day === undefined) return DateTime.invalid('unknown form');
  const iso = `${day}T${time || '00:00'}${offset === 'UTC' ? 'Z' : offset}`;
  // Where the offset is said the zone is only how it would be shown, and dear to find out.
  return DateTime.fromISO(iso, offset === '' ? { zone } : UTC);
}

const UTC = { zone: 'utc' };
