/**
 * What could surprise on a screen: control characters but `\n`, the marks that turn the direction of writing for what
 * follows, and the mark that this adapter itself puts between characters.
 */
const SURPRISES = /(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069\uFEFF\uFFF9-\uFFFB]/gu;

/** Shows nothing. Between two characters it keeps Slack from reading them together; {@link calm} takes it away. */
export const INVISIBLE = '\uFEFF';

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

/** As Slack wants `&`, `<` and `>` in every text with markup: nothing pings, links or hides any more. */
export function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** The reverse of {@link escaped}, once. */
export function unescaped(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}

/** Its length as Slack counts: it escapes what was not. */
export function lengthOf(text: string): number {
  return escaped(text).length;
}

/**
 * The greatest number from 0 to `most` that fits; 0 when none does. What fits must still fit when it is made
 * smaller.
 */
export function greatest(most: number, fits: (n: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** At most `max` characters as Slack counts, "…" for the rest; never half a character. */
export function shorten(text: string, max: number): string {
  if (lengthOf(text) <= max) return text;
  // No code point is shorter than one character.
  const points = [...text.slice(0, 2 * max)].slice(0, max);
  const head = (n: number) => points.slice(0, n).join('').trimEnd();
  return `${head(greatest(points.length, (n) => lengthOf(head(n)) < max))}…`;
}
