import { Marked, type Token } from 'marked';
import type { Attachment } from '../../../adapters/mattermost/attachments.ts';

/**
 * What becomes of a post's texts, judged by what is known of others: a Markdown parser that is not ours (GitHub's
 * flavour, as near as one is kept to what Mattermost's clients read), and what Mattermost does beside Markdown, from
 * the server's and the web client's code.
 */

const markdown = new Marked({ gfm: true, breaks: true });

/** A text as its readers get it. */
export interface Reading {
  /** What is seen, without what shows nothing. */
  text: string;
  links: { url: string; text: string }[];
  strong: string[];
  code: string[];
  /** Forms that no message of the box has: headings, lists, quotes, rules, tables, pictures, HTML. */
  forms: string[];
  /** What a reader or the server takes for a name, a tag, an emoji or an address. */
  pings: string[];
}

/** Reads Markdown. */
export function readMarkdown(source: string): Reading {
  const reading: Reading = { text: '', links: [], strong: [], code: [], forms: [], pings: [] };
  // The web client takes these two for others before it reads anything.
  const tokens = markdown.lexer(source.replaceAll('\u00A0', ' ').replaceAll('\u2424', '\n'));
  for (const token of tokens) walk(token, reading);
  reading.text = visible(reading.text.trim());
  reading.pings.push(...mentions(source), ...signs(source));
  return reading;
}

/** All texts of a post that are Markdown. */
export function markdownOf(attachments: readonly Attachment[]): string[] {
  return attachments
    .flatMap(({ pretext, title, text, fields = [] }) => [
      ...[pretext, title, text],
      ...fields.map(({ value }) => value),
    ])
    .filter((text) => text !== undefined);
}

/** Without what shows nothing. */
export function visible(text: string): string {
  return text.replace(/[\u200B\uFEFF]/g, '');
}

function walk(token: Token, reading: Reading): void {
  switch (token.type) {
    case 'space':
      reading.text += '\n\n';
      return;
    case 'paragraph':
      for (const one of token.tokens ?? []) walk(one, reading);
      return;
    case 'text':
      reading.text += decoded(token.raw);
      return;
    case 'escape':
      reading.text += token.text;
      return;
    case 'br':
      reading.text += '\n';
      return;
    case 'codespan':
      reading.code.push(token.text);
      reading.text += token.text;
      return;
    case 'strong':
      reading.strong.push(visible(textOf(token)));
      reading.text += textOf(token);
      return;
    case 'link':
      reading.links.push({ url: token.href, text: visible(textOf(token)) });
      reading.text += textOf(token);
      return;
    default:
      reading.forms.push(`${token.type}: ${token.raw}`);
  }
}

function textOf(token: Token): string {
  const inner: Reading = { text: '', links: [], strong: [], code: [], forms: [], pings: [] };
  if ('tokens' in token) for (const one of token.tokens ?? []) walk(one, inner);
  return inner.text;
}

/**
 * Who the server notifies (app/mention_parser_standard.go): its parser decodes character references and joins texts,
 * leaves code out, and splits at whatever can be no part of a name.
 */
function mentions(source: string): string[] {
  return decoded(withoutCode(source))
    .split(/[^:.\-_@\p{L}\p{N}]/u)
    .flatMap((word) => word.split(/[.:-]/))
    .filter((word) => /@[^@]/.test(word));
}

/**
 * What the web client makes of text that is left after Markdown (utils/text_formatting.tsx, utils/emoticons.tsx, the
 * addresses of its own parser): it looks at the source, character references as they are.
 */
function signs(source: string): string[] {
  const text = withoutCode(source).replace(/\]\([^)]*\)/g, ']');
  return [
    ...(text.match(/\B~[a-z0-9.\-_]+/gi) ?? []),
    ...(text.match(/(?<!\w|&)#\p{L}[\p{L}\d\-_.·]*/gu) ?? []),
    ...(text.match(/(?<!\w):[\w+-]+:(?!\w)/g) ?? []),
    ...(text.match(/\B(?::[-'’`]?(?:[()[\]/|$@]|[dopsx]\b)|;-?\)|<\/?3\b)|\bx-d\b/gi) ?? []),
    ...(text.match(/[A-Za-z][A-Za-z\d.+-]*:(?:\/{1,3}|[\p{L}\d%])/gu) ?? []),
    ...(text.match(/www\d{0,3}[.]/g) ?? []),
    ...(text.match(/[\p{L}\d.-]+[.]\p{L}{2,4}\//gu) ?? []),
    ...(text.match(/<[^ >]+(?:@|:\/)[^ >]+>/g) ?? []),
    ...(text.match(/\$[^$\n]+\$/g) ?? []),
  ];
}

function withoutCode(source: string): string {
  return source.replace(/`[^`]*`/g, ' ');
}

function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
