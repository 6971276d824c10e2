import type { ModalView } from '@slack/types';
import type { AdapterWords } from '../../src/chat/adapter.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Place, renderMessage } from './render.ts';

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
    blocks: renderMessage(message, place).blocks,
  };
}
