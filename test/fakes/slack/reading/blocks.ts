import { type JsonObject, objectOf, objectsOf, textOf } from '../../shared/json.ts';
import { elementsOf } from '../block-kit/unique.ts';
import type { Content } from '../world/message.ts';
import { joined, type NameOf, type Reading, readMrkdwn, readPlain } from './mrkdwn.ts';

/** A button as it reads. */
export interface ShownButton {
  readonly label: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string;
  readonly url: string | null;
  readonly style: string | null;
}

/** What a client shows of a message: its blocks, or else its text; attachments below. */
export function readContent({ text, blocks, attachments }: Content, nameOf: NameOf): Reading {
  const main = blocks.length > 0 ? readBlocks(blocks, nameOf) : readMrkdwn(text, nameOf);
  const below = attachments.map((one) =>
    joined([
      readMrkdwn(textOf(one.pretext), nameOf),
      readMrkdwn(textOf(one.text), nameOf),
      readBlocks(objectsOf(one.blocks), nameOf),
    ]),
  );
  return joined([main, ...below]);
}

/** What blocks say, without what one can press: the alternative texts of images included. */
export function readBlocks(blocks: readonly JsonObject[], nameOf: NameOf): Reading {
  return joined(blocks.flatMap((block) => readBlock(block, nameOf)));
}

/** The buttons of these blocks, in their order. */
export function buttonsOf(blocks: readonly JsonObject[]): ShownButton[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter(({ type }) => type === 'button')
      .map((button) => ({
        label: readPlain(textOf(objectOf(button.text)?.text)).text,
        actionId: textOf(button.action_id),
        blockId: textOf(block.block_id),
        value: textOf(button.value),
        url: textOf(button.url) || null,
        style: textOf(button.style) || null,
      })),
  );
}

/** A text object as it reads. */
export function readText(value: unknown, nameOf: NameOf): Reading {
  const object = objectOf(value);
  return object?.type === 'mrkdwn'
    ? readMrkdwn(textOf(object.text), nameOf)
    : readPlain(textOf(object?.text));
}

function readBlock(block: JsonObject, nameOf: NameOf): Reading[] {
  if (block.type === 'markdown') return [readPlain(textOf(block.text))];
  if (block.type === 'image') return [readText(block.title, nameOf), readPlain(textOf(block.alt_text))];
  const parts = [block.text, ...objectsOf(block.fields), block.label, block.hint].filter(
    (part) => objectOf(part) !== null,
  );
  const small = block.type === 'context' ? objectsOf(block.elements) : [];
  const images = [...small, objectOf(block.accessory) ?? {}].filter(({ type }) => type === 'image');
  return [
    ...parts.map((part) => readText(part, nameOf)),
    ...small.filter(({ type }) => type !== 'image').map((part) => readText(part, nameOf)),
    ...images.map(({ alt_text }) => readPlain(textOf(alt_text))),
  ];
}
