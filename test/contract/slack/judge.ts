import type { Message } from '../../../src/chat/message.ts';
import type { JsonObject } from '../../fakes/shared/json.ts';
import { objectOf, textOf } from '../../fakes/shared/json.ts';
import type { Reading } from '../../fakes/slack/reading/mrkdwn.ts';
import { linkedBeyond, obeyedIn, styledBeyond } from '../judged.ts';

/** What a message as Slack's client shows it does that the neutral one did not mean. */
export function dangersOf(
  reading: Reading,
  blocks: readonly JsonObject[],
  { message, headings }: { message: Message; headings: number },
): string[] {
  const headers = blocks.filter(({ type }) => type === 'header');
  return [
    ...reading.pings.map((whom) => `pings ${whom}`),
    ...linkedBeyond(reading.links, message),
    ...styledBeyond(reading.styled, message),
    ...obeyedIn(reading.text),
    ...(headers.length === headings ? [] : [`${headers.length} headings`]),
    ...headers
      .filter(({ text }) => textOf(objectOf(text)?.text).includes('\n'))
      .map(() => 'a heading of two lines'),
  ];
}
