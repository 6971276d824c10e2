import type { Button as ButtonElement, KnownBlock } from '@slack/types';
import { oneLine } from '../../src/chat/kit/calm.ts';
import { type Block, type Button, type Inline, plain } from '../../src/chat/message.ts';
import { LIMITS } from './limits.ts';
import { asMarkupOf, bold, runsIn, safeUrl } from './mrkdwn.ts';
import { markupText, plainText, textOf, textsOf } from './paragraphs.ts';
import { lengthOf, shorten } from './text.ts';

/** Blocks drawn for that realm, at most `letters` code points of each paragraph. Nothing else is left out here. */
export function draw(
  blocks: readonly Block[],
  realm: string,
  letters: number = Number.POSITIVE_INFINITY,
): KnownBlock[] {
  return new Drawing(realm, letters).all(blocks);
}

/** The action of a button, from its action_id: {@link draw} put a number behind it. */
export function actionOf(actionId: string): string {
  return actionId.replace(/:\d+$/, '');
}

/** Room in a message or a view. */
export interface Room {
  blocks: number;
  /** Characters of all texts together, as Slack counts. */
  text: number;
}

/** Whether these blocks have room there. */
export function fits(blocks: readonly KnownBlock[], room: Room): boolean {
  return blocks.length <= room.blocks && textTotal(blocks) <= room.text;
}

/** Characters of all texts in these blocks, as Slack counts. */
export function textTotal(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if ('text' in value && typeof value.text === 'string') {
    // With markup it is escaped already.
    return 'type' in value && value.type === 'mrkdwn' ? value.text.length : lengthOf(value.text);
  }
  return Object.values(value).reduce((sum: number, part) => sum + textTotal(part), 0);
}

/** One rendering: numbers its buttons, since an action_id may not repeat. */
class Drawing {
  readonly #realm: string;
  /** Code points a paragraph may show. */
  readonly #letters: number;
  #buttons = 0;

  constructor(realm: string, letters: number) {
    this.#realm = realm;
    this.#letters = letters;
  }

  all(blocks: readonly Block[]): KnownBlock[] {
    return blocks.flatMap((block) => this.#block(block));
  }

  #block(block: Block): KnownBlock[] {
    switch (block.kind) {
      case 'heading':
        return heading(block.text);
      case 'text':
        return this.#paragraph(block.text, block.button);
      case 'fields':
        return fields(block.fields, this.#realm);
      case 'context': {
        const text = textOf(block.text, this.#realm, LIMITS.context);
        return text ? [{ type: 'context', elements: [text] }] : [];
      }
      case 'buttons':
        return this.#actions(block.buttons);
      case 'image':
        return image(block.url, block.alt);
    }
  }

  /** The button stands beside the end of its paragraph. */
  #paragraph(runs: readonly Inline[], button: Button | undefined): KnownBlock[] {
    const texts = textsOf(runs, this.#realm, LIMITS.section, this.#letters);
    const sections = texts.map((text): KnownBlock => ({ type: 'section', text }));
    const last = texts.at(-1);
    const [accessory] = button ? this.#pressable([button]) : [];
    if (!accessory) return sections;
    if (!last) return [{ type: 'actions', elements: [accessory] }];
    return [...sections.slice(0, -1), { type: 'section', text: last, accessory }];
  }

  #actions(buttons: readonly Button[]): KnownBlock[] {
    const elements = this.#pressable(buttons);
    const rows = Math.ceil(elements.length / LIMITS.actions);
    return Array.from({ length: rows }, (_, row) => ({
      type: 'actions',
      elements: elements.slice(row * LIMITS.actions, (row + 1) * LIMITS.actions),
    }));
  }

  /** A button that could not come back as it went is not shown; Slack would refuse the whole message. */
  #pressable(buttons: readonly Button[]): ButtonElement[] {
    return buttons
      .filter(
        ({ action, value }) => action.length <= LIMITS.actionId && lengthOf(value) <= LIMITS.buttonValue,
      )
      .map((button) => this.#button(button));
  }

  #button({ action, value, label, says, style }: Button): ButtonElement {
    this.#buttons += 1;
    return {
      type: 'button',
      action_id: `${action}:${this.#buttons}`,
      text: plainText(line(label, LIMITS.button) || '…'),
      ...(value === '' ? {} : { value }),
      ...(says === undefined || says.trim() === ''
        ? {}
        : { accessibility_label: line(says, LIMITS.accessibilityLabel) }),
      ...(style === undefined ? {} : { style }),
    };
  }
}

/** A header where it fits; a longer title is not cut but stands in bold. */
function heading(text: readonly Inline[]): KnownBlock[] {
  const title = oneLine(plain(text)).trim();
  if (title === '') return [];
  const header = plainText(title);
  if (lengthOf(header.text) <= LIMITS.header) return [{ type: 'header', text: header }];
  return [{ type: 'section', text: markupText(bold(title, LIMITS.section / 4)) }];
}

function fields(pairs: readonly { label: string; value: string }[], realm: string): KnownBlock[] {
  const rows = Math.ceil(pairs.length / LIMITS.fields);
  return Array.from({ length: rows }, (_, row) => ({
    type: 'section',
    fields: pairs.slice(row * LIMITS.fields, (row + 1) * LIMITS.fields).map((pair) => field(pair, realm)),
  }));
}

function field({ label, value }: { label: string; value: string }, realm: string) {
  const name = oneLine(label).trim();
  const rest = asMarkupOf(runsIn(realm, [value]), LIMITS.field / 2);
  return markupText(name === '' ? rest || '…' : `${bold(name, LIMITS.field / 8)}\n${rest}`);
}

/** Slack fetches the picture itself; one that it cannot have is said in words. */
function image(url: string, alt: string): KnownBlock[] {
  const address = safeUrl(url, LIMITS.imageUrl);
  const text = line(alt, LIMITS.altText);
  if (address !== null) return [{ type: 'image', image_url: address, alt_text: text || '…' }];
  return text === '' ? [] : [{ type: 'context', elements: [plainText(text)] }];
}

/** One line of at most `max` characters. */
function line(text: string, max: number): string {
  return shorten(oneLine(text).trim(), max);
}
