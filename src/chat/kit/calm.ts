/**
 * What could surprise on a screen: control characters but `\n`, and the marks that turn the direction of writing for
 * what follows (a title could swallow the line after it; writing from right to left itself needs none of them).
 * U+FEFF shows nothing: an adapter may put it between characters to keep a platform from reading them together, and
 * what the person typed of it is taken away here first.
 */
const SURPRISES = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** Text that draws as it reads: well-formed Unicode, `\n` the only control character. */
export function calm(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\u{FFFD}')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(SURPRISES, '');
}

/** The text in one line. */
export function oneLine(text: string): string {
  return calm(text).replace(/\n+/g, ' ');
}
