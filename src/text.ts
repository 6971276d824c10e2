/** C0 and C1 controls but tab and line feed; they break layouts and terminals. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/gu;
/** Embeddings, overrides and isolates of direction: one left open turns the rest of the page round. */
const DIRECTION = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Characters that show nothing. U+200D and U+FE0F stay: emoji are built with them. */
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/gu;

/**
 * A typed text as the box keeps it: NFC, line ends as `\n`, no control or direction-changing characters, at
 * most two line feeds in a row, trimmed. Letters, right-to-left scripts and emoji stay as they are.
 */
export function tidy(raw: string): string {
  return (
    raw
      .toWellFormed()
      .replace(/\r\n?|[\u2028\u2029]/gu, '\n')
      .replace(CONTROLS, '')
      .replace(DIRECTION, '')
      .replace(INVISIBLE, '')
      // After the removals, which may bring a letter and its accent together.
      .normalize('NFC')
      .replace(/\n{3,}/gu, '\n\n')
      .trim()
  );
}

/** Nothing a reader could see: white space, joiners and variation selectors alone. */
export function isBlank(text: string): boolean {
  return !/[^\s\p{Cf}\p{Mn}\u2800\u3164\u115F\u1160\uFFA0]/u.test(text);
}

/** Length in Unicode code points: what people count as signs, near enough, on every platform. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The first `max` code points, with an ellipsis where something was cut; cuts at a space where one is near. */
export function excerpt(text: string, max: number): string {
  const points = [...text];
  if (points.length <= max) return text;
  const head = points.slice(0, max - 1).join('');
  const space = head.search(/\s\S*$/u);
  return `${(space > head.length * 0.7 ? head.slice(0, space) : head).trimEnd()}…`;
}
