import { greatest } from '../../src/chat/kit/greatest.ts';

/** Shows nothing. Between two characters it keeps Slack from reading them together; `calm` takes it away. */
export const INVISIBLE = '\uFEFF';

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

/** At most `max` characters as Slack counts, "…" for the rest; never half a character. */
export function shorten(text: string, max: number): string {
  if (lengthOf(text) <= max) return text;
  // No code point is shorter than one character.
  const points = [...text.slice(0, 2 * max)].slice(0, max);
  const head = (n: number) => points.slice(0, n).join('').trimEnd();
  return `${head(greatest(points.length, (n) => lengthOf(head(n)) < max))}…`;
}
