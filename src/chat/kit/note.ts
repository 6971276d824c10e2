import type { AdapterWords } from '../adapter.ts';
import type { Message } from '../message.ts';

/** A text of an adapter's own as a message. */
export function note(text: string, { lang }: Pick<AdapterWords, 'lang'>): Message {
  return { lang, summary: text, blocks: [{ kind: 'text', text: [text] }] };
}
