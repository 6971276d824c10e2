import type { Message } from '../../../src/chat/message.ts';
import type { Reading } from '../../fakes/mattermost/reading/markdown.ts';
import { linkedBeyond, obeyedIn, styledBeyond } from '../judged.ts';

/** What a post as Mattermost's clients show it does that the message did not mean. Its titles are no Markdown headings. */
export function dangersOf(reading: Reading, message: Message): string[] {
  return [
    ...reading.pings.map((whom) => `pings ${whom}`),
    ...linkedBeyond([...reading.links, ...reading.images.map((url) => ({ url, label: '' }))], message),
    ...styledBeyond(reading.styled, message),
    ...reading.headings.map((text) => `a heading: ${text}`),
    ...obeyedIn(reading.text),
  ];
}
