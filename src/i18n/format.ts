import { DateTime } from 'luxon';
import type { Lang } from './lang.ts';

/** English as its readers here write it: "23 November", "a, b and c". */
const LOCALES: Readonly<Record<Lang, string>> = { fr: 'fr-FR', en: 'en-GB' };

/** Keeps "9 h" on one line. */
const NO_BREAK = '\u00A0';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

type Cached<T> = Readonly<Record<Lang, T>>;
const eachLang = <T>(make: (locale: string) => T): Cached<T> => ({
  fr: make(LOCALES.fr),
  en: make(LOCALES.en),
});

const numbers = eachLang((locale) => new Intl.NumberFormat(locale));
const signs = eachLang((locale) => new Intl.NumberFormat(locale, { signDisplay: 'exceptZero' }));
const relative = eachLang((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'always' }));
const lists = {
  and: eachLang((locale) => new Intl.ListFormat(locale, { type: 'conjunction' })),
  or: eachLang((locale) => new Intl.ListFormat(locale, { type: 'disjunction' })),
};

/** "1 234" with a narrow no-break space; "1,234" in English. */
export function number(lang: Lang, n: number): string {
  return numbers[lang].format(n);
}

/** A change: "+12", "-3", "0". */
export function signed(lang: Lang, n: number): string {
  return signs[lang].format(n);
}

/** "lundi 23 novembre", with the year when it is not the year of `now` in that zone. */
export function day(lang: Lang, zone: string, at: number, now: number): string {
  const date = local(lang, zone, at);
  return `${date.toFormat('cccc')} ${dayOfMonth(date)}${yearUnless(date, local(lang, zone, now))}`;
}

/** "lundi 23 novembre, 9 h" or "9 h 30"; "Monday 23 November, 9:00". The year as in {@link day}. */
export function dayTime(lang: Lang, zone: string, at: number, now: number): string {
  return `${day(lang, zone, at, now)}, ${time(lang, zone, at)}`;
}

/** "9 h", "9 h 05", "0 h"; "9:00". */
export function time(lang: Lang, zone: string, at: number): string {
  const date = local(lang, zone, at);
  if (lang === 'en') return date.toFormat('H:mm');
  return date.minute === 0 ? date.toFormat(`H'${NO_BREAK}h'`) : date.toFormat(`H'${NO_BREAK}h${NO_BREAK}'mm`);
}

/**
 * How long ago, in whole units: "à l'instant" under a minute (and for an instant still to come, which two
 * clocks can disagree about), "il y a 2 jours", "il y a 3 mois", "il y a 1 an".
 */
export function ago(lang: Lang, at: number, now: number): string {
  const past = now - at;
  const say = (unit: Intl.RelativeTimeFormatUnit, ms: number) =>
    relative[lang].format(-Math.floor(past / ms), unit);
  if (past < MINUTE) return lang === 'fr' ? "à l'instant" : 'just now';
  if (past < HOUR) return say('minute', MINUTE);
  if (past < DAY) return say('hour', HOUR);
  if (past < 31 * DAY) return say('day', DAY);
  if (past < 365 * DAY) return say('month', 30.44 * DAY);
  return say('year', 365 * DAY);
}

/**
 * A period of days whose `end` is the first instant after it: "16–22 novembre", "30 novembre – 6 décembre",
 * with years where it crosses into another.
 */
export function weekSpan(lang: Lang, zone: string, start: number, end: number): string {
  const first = local(lang, zone, start);
  const last = local(lang, zone, end - 1);
  if (first.hasSame(last, 'month')) {
    return `${ordinal(first)}–${dayOfMonth(last)}`;
  }
  const year = yearUnless(first, last);
  return `${dayOfMonth(first)}${year} – ${dayOfMonth(last)}${year && ` ${last.year}`}`;
}

/** "a, b et c"; with `or`: "a, b ou c". */
export function list(lang: Lang, items: readonly string[], word: 'and' | 'or' = 'and'): string {
  return lists[word][lang].format(items);
}

/** {@link list} for pieces that are not all text (mentions): the items come back between the words. */
export function listRuns<R extends object>(
  lang: Lang,
  items: readonly (string | R)[],
  word: 'and' | 'or' = 'and',
): (string | R)[] {
  let next = 0;
  return lists[word][lang]
    .formatToParts(items.map(() => 'x'))
    .map((part) => (part.type === 'element' ? (items[next++] ?? '') : part.value));
}

function local(lang: Lang, zone: string, at: number): DateTime {
  return DateTime.fromMillis(at, { zone, locale: LOCALES[lang] });
}

/** French says the first of a month as an ordinal and no other day. */
function ordinal(date: DateTime): string {
  return date.day === 1 && date.locale === LOCALES.fr ? '1er' : String(date.day);
}

function dayOfMonth(date: DateTime): string {
  return `${ordinal(date)} ${date.toFormat('LLLL')}`;
}

function yearUnless(date: DateTime, same: DateTime): string {
  return date.year === same.year ? '' : ` ${date.year}`;
}
