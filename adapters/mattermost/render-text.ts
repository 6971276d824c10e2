import { withLinks } from '../../src/chat/kit/with-links.ts';
import type { Block, Message } from '../../src/chat/message.ts';
import { asMarkdown, runsIn } from './markdown.ts';

/** More does not read well below a button that was pressed; characters. */
const LONGEST = 12_000;

/**
 * A message as one text, for what answers a press: there is no room for attachments there. Pure. Null for what a text
 * cannot hold: buttons, pictures, and too much.
 */
export function renderText({ blocks }: Message, realm: string): string | null {
  const lines = blocks.map((block) => lineOf(block, realm));
  if (lines.includes(null)) return null;
  const text = lines.filter((line) => line !== '').join('\n\n');
  return text === '' || text.length > LONGEST ? null : text;
}

function lineOf(block: Block, realm: string): string | null {
  const drawn = (text: Parameters<typeof runsIn>[1]) => asMarkdown(runsIn(realm, text), LONGEST);
  switch (block.kind) {
    case 'heading': {
      const title = drawn(block.text).replaceAll('\n', ' ');
      return title === '' ? '' : `#### ${title}`;
    }
    case 'text':
      return block.button ? null : drawn(withLinks(block.text));
    case 'context':
      return drawn(withLinks(block.text));
    case 'fields':
      return block.fields
        .map(({ label, value }) => drawn(withLinks([{ kind: 'strong', text: label }, ` · ${value}`])))
        .join('\n');
    case 'buttons':
      return block.buttons.length === 0 ? '' : null;
    case 'image':
      return null;
  }
}
