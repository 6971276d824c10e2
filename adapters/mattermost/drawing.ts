import { oneLine } from '../../src/chat/kit/calm.ts';
import { withLinks } from '../../src/chat/kit/with-links.ts';
import { type Block, type Button, type Inline, plain } from '../../src/chat/message.ts';
import type { Action, Attachment, Integration } from './attachments.ts';
import { LIMITS, LINE, SHOWN_LINES } from './limits.ts';
import { asMarkdown, asPlain, type Run, runsIn, safeUrl } from './markdown.ts';
import { plainly } from './text.ts';

/** The parts of an attachment, in the order in which every client shows them. */
const PARTS = ['pretext', 'title', 'text', 'image', 'fields', 'footer', 'actions'] as const;
type Part = (typeof PARTS)[number];

/**
 * One rendering of blocks into attachments. A client shows the parts of an attachment in an order of its own, so a
 * block joins the attachment before it as long as it comes later in that order, and else begins the next one: a card
 * is its title, text and small print in one box, what was counted and the buttons in a second.
 */
export class Drawing {
  readonly attachments: Attachment[] = [];
  readonly #at: { realm: string; integration(button: Button): Integration };
  /** Code points a paragraph may show. */
  readonly #letters: number;
  /** The last part of the last attachment. */
  #reached: number = PARTS.length;
  /** Lines that the last attachment's text takes. */
  #lines = 0;
  #buttons = 0;

  constructor(at: { realm: string; integration(button: Button): Integration }, letters: number) {
    this.#at = at;
    this.#letters = letters;
  }

  add(block: Block): void {
    if (block.kind === 'heading') this.#heading(oneLine(plain(block.text)).trim());
    else if (block.kind === 'text' && block.button) this.#pressable(block.text, block.button);
    else if (block.kind === 'text') this.#paragraph(block.text);
    else if (block.kind === 'fields') this.#fields(block.fields);
    else if (block.kind === 'context') this.#context(block.text);
    else if (block.kind === 'buttons') this.#actions(block.buttons);
    else this.#image(block.url, oneLine(block.alt).trim());
  }

  #heading(title: string): void {
    if (title !== '') this.#part('title').title = asMarkdown([title], this.#letters);
  }

  /**
   * A section of a longer message, begun by its title in bold, stands above the boxes, where nothing is folded; other
   * texts share a box while the web client shows it whole.
   */
  #paragraph(text: readonly Inline[]): void {
    const runs = runsIn(this.#at.realm, withLinks(text));
    const markdown = asMarkdown(runs, this.#letters);
    if (markdown === '') return;
    if (isSection(runs)) {
      this.#part('pretext').pretext = markdown;
      return;
    }
    const lines = linesOf(plain(text));
    const last = this.attachments.at(-1);
    if (last?.text !== undefined && this.#endsWith('text') && this.#lines + 1 + lines <= SHOWN_LINES) {
      last.text = `${last.text}\n\n${markdown}`;
      this.#lines += 1 + lines;
    } else {
      this.#part('text').text = markdown;
      this.#lines = lines;
    }
  }

  /** A line with its own button is a box of its own, below the title of its section. */
  #pressable(text: readonly Inline[], button: Button): void {
    const markdown = asMarkdown(runsIn(this.#at.realm, withLinks(text)), this.#letters);
    const box = this.#endsWith('pretext') ? this.#part('text') : this.#next('text');
    if (markdown !== '') box.text = markdown;
    this.#actions([button]);
  }

  #fields(pairs: readonly { label: string; value: string }[]): void {
    if (pairs.length === 0) return;
    this.#part('fields').fields = pairs.map(({ label, value }) => ({
      title: plainly(oneLine(label).trim()),
      value: asMarkdown(runsIn(this.#at.realm, withLinks([value])), this.#letters),
      short: [...value].length <= LINE / 2,
    }));
  }

  /** Small print is shown as it is written; with marks of ours, or where a client would cut it, it is a text. */
  #context(text: readonly Inline[]): void {
    const said = asPlain(runsIn(this.#at.realm, text))?.trim();
    if (said === undefined || said.length > LIMITS.footer || said.includes('\n')) this.#paragraph(text);
    else if (said !== '') this.#part('footer').footer = said;
  }

  #actions(buttons: readonly Button[]): void {
    if (buttons.length > 0) this.#part('actions').actions = buttons.map((button) => this.#action(button));
  }

  /** Ids may not repeat in a post and are letters and digits. */
  #action(button: Button): Action {
    this.#buttons += 1;
    const { label, says, style } = button;
    const tooltip = oneLine(says ?? '').trim();
    return {
      id: `button${this.#buttons}`,
      type: 'button',
      name: plainly(oneLine(label).trim()) || '…',
      ...(style === undefined ? {} : { style }),
      ...(tooltip === '' ? {} : { tooltip }),
      integration: this.#at.integration(button),
    };
  }

  /** Clients fetch the picture; what it shows is said below it, as Mattermost keeps no other text for one. */
  #image(url: string, alt: string): void {
    const address = safeUrl(url);
    if (address !== null) this.#part('image').image_url = address;
    if (alt !== '') this.#context([alt]);
  }

  /** The attachment that can still take this part: the last one, else a new one. */
  #part(part: Part): Attachment {
    const last = this.attachments.at(-1);
    if (!last || PARTS.indexOf(part) <= this.#reached) return this.#next(part);
    this.#reached = PARTS.indexOf(part);
    return last;
  }

  #next(part: Part): Attachment {
    const attachment: Attachment = {};
    this.attachments.push(attachment);
    this.#reached = PARTS.indexOf(part);
    return attachment;
  }

  #endsWith(part: Part): boolean {
    return this.#reached === PARTS.indexOf(part);
  }
}

/** Whether this is a title in bold, alone or with lines below it. */
function isSection([first, second, ...more]: readonly Run[]): boolean {
  if (first === undefined || typeof first === 'string' || first.kind !== 'strong') return false;
  return second === undefined ? more.length === 0 : typeof second === 'string' && second.startsWith('\n');
}

/** Lines of a window of usual width. */
function linesOf(text: string): number {
  return text
    .trim()
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil([...line].length / LINE)), 0);
}
