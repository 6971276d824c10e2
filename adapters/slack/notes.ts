import type { ModalView } from '@slack/types';
import type { Message } from '../../src/chat/message.ts';
import { langOf, ownText } from './own-texts.ts';
import { type Place, renderMessage } from './render.ts';

/** A text of the adapter as a message. */
export function note(text: string, locale: string | undefined): Message {
  return { lang: langOf(locale), summary: text, blocks: [{ kind: 'text', text: [text] }] };
}

/**
 * A message as a modal that can only be closed: where a view is open already, and Slack lets nobody but its person
 * close it.
 */
export function messageView(message: Message, place: Place): ModalView {
  const label = (text: string) => ({ type: 'plain_text', text, emoji: true }) as const;
  return {
    type: 'modal',
    title: label(ownText('box', message.lang)),
    close: label(ownText('close', message.lang)),
    blocks: renderMessage(message, place).blocks,
  };
}
