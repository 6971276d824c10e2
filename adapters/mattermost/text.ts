import { greatest } from '../../src/chat/kit/greatest.ts';

/**
 * Text that Mattermost shows as it was written. Its clients read Markdown, and beside it names of persons, channels,
 * emoji, hashtags and addresses.
 */

/** Shows nothing. Behind an `@` it keeps whoever counts mentions from seeing one. */
export const INVISIBLE = '\u200B';

/**
 * Everything that begins a form somewhere: in a line of text, and at its start (lists, rules, underlined headings).
 * A `:` begins an emoji or an address, a `.` before a letter a bare one, `$` a formula, U+2424 is a line end to the
 * web client.
 */
const MARKS = /[\\`*_[\]<>|~$#&\u2424]|:(?=\S)|\.(?=\p{L})|(?<=^[ \u00A0]*)[-+=]|(?<=^[ \u00A0]*\d+)[.)]/gmu;

/**
 * What begins an emoticon beside `:`, which is a mark already: the web client draws emoji of them, in labels too
 * (webapp/channels/src/utils/emoticons.tsx).
 */
const EMOTICONS = /;(?=-?\))|<(?=\/?3)|(?<=\b[xX])-(?=[dD]\b)/gu;
const MARKS_AND_EMOTICONS = new RegExp(`${MARKS.source}|${EMOTICONS.source}`, 'gmu');

/** Four blanks at the start of a line make it code. */
const INDENT = /^(?=[ \u00A0]{4})/gm;

/**
 * User text among Markdown: it has no form, links nowhere and pings nobody. Marks become numbers of characters
 * (`&#42;`): the clients do not agree on what a backslash escapes (the web client leaves `\<`, `\$` and `\:` as they
 * are, and makes a link of `\#word`), but all decode these (webapp/channels/src/utils/markdown/remove_markdown.ts).
 * The server decodes them too before it counts mentions (server/public/shared/markdown/inlines.go), so an `@` needs
 * something behind it that is no letter (server/channels/app/mention_parser_standard.go).
 */
export function inert(text: string): string {
  return text
    .replace(MARKS_AND_EMOTICONS, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/@/g, `@${INVISIBLE}`)
    .replace(INDENT, INVISIBLE);
}

/** User text where there is no Markdown, but emoji, hashtags and names are still read: labels. */
export function plainly(text: string): string {
  return text
    .replace(/[@#~:](?=\S)|\.(?=\p{L})/gu, (mark) => `${mark}${INVISIBLE}`)
    .replace(EMOTICONS, (mark) => `${mark}${INVISIBLE}`);
}

/**
 * User text among the Markdown of a dialog. Newer web clients escape a dialog's introduction before they read it
 * (webapp/channels/src/utils/dialog_conversion.ts), so no character reference survives: here marks are escaped by
 * backslashes, and kept apart or replaced where the client knows no escape for them. Nobody is notified of a dialog.
 */
export function inertInDialog(text: string): string {
  return text
    .replace(/\u2424/g, ' ')
    .replace(/<(?=\S)/g, '\u2039')
    .replace(/\$/g, '\uFF04')
    .replace(/&(?=#?\w+;)/g, `&${INVISIBLE}`)
    .replace(/\\(?!\w)|[`*_[\]>|~#]/g, (mark) => `\\${mark}`)
    .replace(/[@\]~#]|:(?=\S)/g, (mark) => `${mark}${INVISIBLE}`)
    .replace(EMOTICONS, (mark) => `${mark}${INVISIBLE}`)
    .replace(/\.(?=\p{L})/gu, `${INVISIBLE}.`)
    .replace(/^(?=[ \u00A0]*(?:[-+=]|\d+[.)]))/gm, INVISIBLE)
    .replace(INDENT, INVISIBLE);
}

/** Its length in bytes of UTF-8, which is how the server measures dialogs. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** At most so many bytes, "…" (three bytes) for the rest; never half a character. */
export function shortenBytes(text: string, max: number): string {
  if (bytesOf(text) <= max) return text;
  // No code point is shorter than one byte.
  const points = [...text.slice(0, 2 * max)].slice(0, max);
  const head = (n: number) => `${points.slice(0, n).join('').trimEnd()}…`;
  return head(greatest(points.length, (n) => bytesOf(head(n)) <= max));
}
