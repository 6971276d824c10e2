/**
 * What could surprise on a screen: control characters but `\n`, and the marks that turn the direction of
 * writing for what follows (a title could swallow the line after it). Writing from right to left itself
 * needs none of them.
 */
const SURPRISES = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** Text that draws as it reads: well-formed Unicode, `\n` the only control character. */
export function calm(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\u{FFFD}')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(SURPRISES, '');
}

/** The text in one line. */
export function oneLine(text: string): string {
  return calm(text).replace(/\n+/g, ' ');
}

/** At most `max` UTF-16 units, an ellipsis for the rest; never half a character. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
