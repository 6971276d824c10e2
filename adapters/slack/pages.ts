import { withLinks } from '../../src/chat/kit/with-links.ts';
import type { Block, Message } from '../../src/chat/message.ts';
import { draw, fits, type Room, textTotal } from './drawing.ts';
import { LIMITS } from './limits.ts';
import { isOneText, partsThatFit } from './paragraphs.ts';
import { MESSAGE, type Place } from './render.ts';

/** What a page holds: a message, less the line that says which page it is. */
const PAGE: Room = { blocks: MESSAGE.blocks - 1, text: MESSAGE.text - 20 };

/**
 * A message in as many messages as Slack takes of it, divided between its blocks and, inside a long text, where lines
 * end, or words: nothing is left out. Each page says which one it is, and below, that another follows; buttons stay
 * where they stood.
 */
export function pagesOf(message: Message, { realm }: Place): readonly Message[] {
  if (fits(draw(message.blocks, realm), MESSAGE)) return [message];
  const pages = packed(
    message.blocks.flatMap((block) => partsOf(block, realm)),
    realm,
  );
  return pages.map((blocks, at): Message => {
    const place = `${at + 1}/${pages.length}`;
    const follows: Block[] = at + 1 < pages.length ? [{ kind: 'context', text: [place] }] : [];
    return { ...message, summary: `${message.summary} (${place})`, blocks: [...blocks, ...follows] };
  });
}

/** A text too long for one section in several; its button stands beside the last. Other blocks are short. */
function partsOf(block: Block, realm: string): Block[] {
  if (block.kind !== 'text') return [block];
  // An address is not divided.
  const parts = partsThatFit(withLinks(block.text), LIMITS.section, (text) =>
    isOneText(text, realm, LIMITS.section),
  );
  return parts.map((text, at) => ({
    kind: 'text',
    text,
    ...(block.button && at + 1 === parts.length ? { button: block.button } : {}),
  }));
}

/** As many blocks together as a page holds. One that is longer by itself is left to be cut. */
function packed(blocks: readonly Block[], realm: string): Block[][] {
  const pages: Block[][] = [];
  let room: Room = { blocks: 0, text: 0 };
  for (const block of blocks) {
    const drawn = draw([block], realm);
    if (!fits(drawn, room)) {
      pages.push([]);
      room = PAGE;
    }
    pages.at(-1)?.push(block);
    room = { blocks: room.blocks - drawn.length, text: room.text - textTotal(drawn) };
  }
  return pages;
}
