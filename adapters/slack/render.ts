import type { HomeView, KnownBlock } from '@slack/types';
import { calm } from '../../src/chat/kit/calm.ts';
import { greatest } from '../../src/chat/kit/greatest.ts';
import { type Block, type Inline, type Message, plain } from '../../src/chat/message.ts';
import { draw, fits, type Room, textTotal } from './drawing.ts';
import { LIMITS, MESSAGE_TEXT, VIEW_TEXT } from './limits.ts';
import { asMarkupOf } from './mrkdwn.ts';

/**
 * Neutral content to Block Kit. Pure. User text stands in plain_text wherever nothing beside it has a form; where
 * something has, see mrkdwn.ts. The language of a message has no place in Slack.
 */

/** A message as chat.postMessage and its sisters take it. */
export interface RenderedMessage {
  /** Notifications and screen readers say this. */
  text: string;
  /** Empty for a message of its summary alone; sent all the same, since an update must take old ones away. */
  blocks: KnownBlock[];
}

/** Where a message will stand: who is mentioned and who only named follows from it. */
export interface Place {
  realm: string;
}

/** What one message holds, and one view. */
export const MESSAGE: Room = { blocks: LIMITS.messageBlocks, text: MESSAGE_TEXT };
const VIEW: Room = { blocks: LIMITS.viewBlocks, text: VIEW_TEXT };

/**
 * Draws a message, as one: what is longer than Slack takes is cut. What the box sends through its outbox is never so
 * long; private answers may be, and are divided before ({@link pagesOf} in pages.ts).
 */
export function renderMessage(message: Message, { realm }: Place): RenderedMessage {
  return { text: fallbackOf(message), blocks: renderBlocks(message.blocks, realm, MESSAGE) };
}

/** Draws the blocks of a view that shows a message, which holds more than a message does. */
export function renderInView(message: Message, { realm }: Place): KnownBlock[] {
  return renderBlocks(message.blocks, realm, VIEW);
}

/** Whether a message is shown whole in a view. */
export function fitsView({ blocks }: Message, { realm }: Place): boolean {
  return fits(draw(blocks, realm), VIEW);
}

/** Draws the Home tab. */
export function renderHome(message: Message, place: Place): HomeView {
  return { type: 'home', blocks: renderInView(message, place) };
}

/** The blocks of a part of a view: the introduction of a form. */
export function renderIntro(text: readonly Inline[], { realm }: Place): KnownBlock[] {
  return renderBlocks([{ kind: 'text', text }], realm, { blocks: VIEW.blocks / 2, text: VIEW.text / 2 });
}

/**
 * Where all texts together are too long, the longest paragraphs are cut, all to the same length: what is short stays
 * whole, the buttons and the small print at the end too.
 */
function renderBlocks(blocks: readonly Block[], realm: string, room: Room): KnownBlock[] {
  // No code point is shorter than one character: more could not be shown of any paragraph.
  const whole = draw(blocks, realm, room.text);
  if (fits(whole, room)) return whole;
  const letters = greatest(room.text, (n) => textTotal(draw(blocks, realm, n)) <= room.text);
  const drawn = draw(blocks, realm, letters);
  // What is over even so is left out at the end: no message of the box comes near.
  return drawn.slice(
    0,
    greatest(drawn.length, (n) => fits(drawn.slice(0, n), room)),
  );
}

function fallbackOf({ summary, blocks }: Message): string {
  const first = blocks.find((block) => 'text' in block && plain(block.text).trim() !== '');
  const said = calm(summary).trim() || (first && 'text' in first ? calm(plain(first.text)).trim() : '');
  return asMarkupOf([said], LIMITS.fallback) || '…';
}
