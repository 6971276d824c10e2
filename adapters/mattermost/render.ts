import { calm } from '../../src/chat/kit/calm.ts';
import { greatest } from '../../src/chat/kit/greatest.ts';
import { type Block, type Button, type Message, plain } from '../../src/chat/message.ts';
import type { Attachment, Integration } from './attachments.ts';
import { Drawing } from './drawing.ts';
import { LIMITS } from './limits.ts';
import { INVISIBLE, inert } from './text.ts';

/**
 * Neutral content as a post. Pure. Everything stands in attachments and `message` stays empty: a card is repainted by
 * its props alone, which works for ever, while a message may be closed to editing after some time. The language of a
 * message has no place in Mattermost.
 */

/** A post's content as it is created, patched and answered. */
export interface RenderedPost {
  message: '';
  props: { attachments: Attachment[] };
}

/** Where a post will stand. */
export interface RenderAt {
  realm: string;
  /** Where a press of this button goes and what comes with it. */
  integration(button: Button): Integration;
}

/**
 * Draws a message. Where all is too long, the longest paragraphs are cut, all to the same length: what is short stays
 * whole, the buttons and the small print at the end too.
 */
export function renderPost(message: Message, at: RenderAt): RenderedPost {
  const draw = (blocks: readonly Block[], letters: number) => headed(message, drawn(blocks, at, letters));
  const whole = draw(message.blocks, LIMITS.attachments);
  if (fits(whole)) return post(whole);
  const letters = greatest(LIMITS.attachments, (n) => fits(draw(message.blocks, n)));
  const cut = draw(message.blocks, letters);
  if (fits(cut)) return post(cut);
  // What is over even so is left out at the end: no message of the box comes near.
  const most = greatest(message.blocks.length, (n) => fits(draw(message.blocks.slice(0, n), 0)));
  return post(draw(message.blocks.slice(0, most), 0));
}

function drawn(blocks: readonly Block[], at: RenderAt, letters: number): Attachment[] {
  const drawing = new Drawing(at, letters);
  for (const block of blocks) drawing.add(block);
  return drawing.attachments;
}

/** The fallback of the first attachment is what a notification says; of a message without blocks, all there is. */
function headed(message: Message, attachments: readonly Attachment[]): Attachment[] {
  const fallback = fallbackOf(message);
  const [first = { text: inert(fallback) }, ...more] = attachments;
  return [{ fallback, ...first }, ...more];
}

function fallbackOf({ summary, blocks }: Message): string {
  const first = blocks.find((block) => 'text' in block && plain(block.text).trim() !== '');
  const said = calm(summary).trim() || (first && 'text' in first ? calm(plain(first.text)).trim() : '');
  const shown = [...said].slice(0, LIMITS.fallback).join('');
  return shown.replace(/@/g, `@${INVISIBLE}`) || '…';
}

function fits(attachments: readonly Attachment[]): boolean {
  return Buffer.byteLength(JSON.stringify(attachments)) <= LIMITS.attachments;
}

function post(attachments: Attachment[]): RenderedPost {
  return { message: '', props: { attachments } };
}
