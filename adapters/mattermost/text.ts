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
    .replace(MARKS, (mark) => `&#${mark.charCodeAt(0)};`)
    .replace(/@/g, `@${INVISIBLE}`)
    .replace(INDENT, INVISIBLE);
}

/** User text where there is no Markdown, but emoji, hashtags and names are still read: labels. */
export function plainly(text: string): string {
  return text.replace(/[@#~:](?=\S)|\.(?=\p{L})/gu, (mark) => `${mark}${INVISIBLE}`);
}
