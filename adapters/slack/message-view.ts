import type { ModalView } from '@slack/types';
import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Message } from '../../src/chat/message.ts';
import { pagesOf } from './pages.ts';
import { fitsView, type Place, renderInView } from './render.ts';

/**
 * A message as a modal that can only be closed: where a view is open already, and Slack lets nobody but its person
 * close it.
 */
export function messageView(message: Message, words: AdapterWords, place: Place): ModalView {
  const label = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const;
  return {
    type: 'modal',
    title: label(words.box),
    close: label(words.close),
    blocks: renderInView(message, place),
  };
}

/** The message whole where a view holds it, else in pages, of which the view shows the first. */
export function inView(message: Message, place: Place): readonly Message[] {
  return fitsView(message, place) ? [message] : pagesOf(message, place);
}
