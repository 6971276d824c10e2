import type { Inline, Message } from '../../../src/chat/message.ts';
import type { JsonObject } from '../../fakes/shared/json.ts';
import { objectOf, textOf } from '../../fakes/shared/json.ts';
import type { Reading } from '../../fakes/slack/reading/mrkdwn.ts';
import { linksOf } from '../samples.ts';

/** Characters a client obeys instead of showing. */
const OBEYED = /(?!\n)\p{Cc}|\p{Surrogate}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** What a message as Slack's client shows it does that the neutral one did not mean. */
export function dangersOf(
  reading: Reading,
  blocks: readonly JsonObject[],
  { message, headings }: { message: Message; headings: number },
): string[] {
  const links = linksOf(message).map((url) => new URL(url).href);
  const styled = styledIn(message).map(asRead);
  const headers = blocks.filter(({ type }) => type === 'header');
  return [
    ...reading.pings.map((whom) => `pings ${whom}`),
    ...reading.links
      .filter(({ url }) => !URL.canParse(url) || !links.includes(new URL(url).href))
      .map(({ url }) => `links to ${url}`),
    ...reading.styled.filter((text) => !styled.includes(asRead(text))).map((text) => `styles ${text}`),
    ...(reading.text.match(OBEYED) ?? []).map((char) => `obeys U+${char.charCodeAt(0).toString(16)}`),
    ...(headers.length === headings ? [] : [`${headers.length} headings`]),
    ...headers
      .filter(({ text }) => textOf(objectOf(text)?.text).includes('\n'))
      .map(() => 'a heading of two lines'),
  ];
}

/** What the message itself means to look different. */
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
