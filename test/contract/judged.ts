import { type Inline, type Message, plain } from '../../src/chat/message.ts';
import { isOwnAddress } from './own-address.ts';
import { linksOf } from './samples.ts';

/** What judges of several platforms look for in what a message became. */

/** Characters a client obeys instead of showing. */
const OBEYED = /(?!\n)\p{Cc}|\p{Surrogate}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Each character of the text that a client would obey. */
export function obeyedIn(text: string): string[] {
  return (text.match(OBEYED) ?? []).map((char) => `obeys U+${char.charCodeAt(0).toString(16)}`);
}

/** Those of these passages that the message does not mean to look different. */
export function styledBeyond(passages: readonly string[], message: Message): string[] {
  const meant = styledIn(message).map(asRead);
  return passages.filter((text) => !meant.includes(asRead(text))).map((text) => `styles ${text}`);
}

/** Those of these links that the message does not mean, and that are no address of its texts which says where it leads. */
export function linkedBeyond(links: readonly { url: string; label: string }[], message: Message): string[] {
  const hrefs = linksOf(message).map((url) => new URL(url).href);
  const isMeant = (link: { url: string; label: string }) =>
    URL.canParse(link.url) &&
    (hrefs.includes(new URL(link.url).href) || isOwnAddress(textsOf(message), link));
  return links.filter((link) => !isMeant(link)).map(({ url }) => `links to ${url}`);
}

/** How many headings a message has. */
export function headingsOf({ blocks }: Message): number {
  return blocks.filter(({ kind }) => kind === 'heading').length;
}

/** All that a message says in its blocks. */
function textsOf({ blocks }: Message): string {
  const texts = blocks.flatMap((block) => {
    if (block.kind === 'fields') return block.fields.flatMap(({ label, value }) => [label, value]);
    return 'text' in block ? [plain(block.text)] : [];
  });
  return texts.join('\n');
}

function styledIn({ blocks }: Message): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'fields') return block.fields.flatMap(({ label, value }) => [label, value]);
    return 'text' in block ? block.text.flatMap(styledRun) : [];
  });
}

function styledRun(run: Inline): string[] {
  return typeof run !== 'string' && (run.kind === 'strong' || run.kind === 'code') ? [run.text] : [];
}

/** Letters and figures alone: a character that only looks like a mark (ˋ, ∗) may stand for it. */
function asRead(text: string): string {
  return text.replaceAll('\u02cb', '').replace(/[^\p{L}\p{N}]/gu, '');
}
