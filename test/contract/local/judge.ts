import type { BlockView, ButtonView, CardView, RunView } from '../../../adapters/local/wire.ts';
import type { Message } from '../../../src/chat/message.ts';
import { linkedBeyond } from '../judged.ts';

/**
 * The page puts every text into a text node, so markup of any kind is only text. What remains to judge is
 * the structure, and characters that a browser obeys instead of showing.
 */
const OBEYED = /(?!\n)\p{Cc}|\p{Surrogate}|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** What a card does that the message did not mean. */
export function dangersOf(card: CardView, message: Message): string[] {
  const runs = card.blocks.flatMap((block) => ('text' in block ? block.text : []));
  const shape = (blocks: readonly { kind: string }[]) => blocks.map(({ kind }) => kind).join(' ');
  return [
    ...dangersOfRuns(runs, message),
    ...obeyed(textOf(card)),
    ...(shape(card.blocks) === shape(message.blocks) ? [] : [`blocks: ${shape(card.blocks)}`]),
  ];
}

export function dangersOfRuns(runs: readonly RunView[], message: Message): string[] {
  return runs.flatMap((run) => {
    if (typeof run === 'string') return obeyed(run);
    if (run.kind === 'link') return linkedBeyond([{ url: run.url, label: run.text }], message);
    // A person of this chat is highlighted; the suite's hostile messages name strangers only.
    if (run.kind === 'person') return run.user === null ? [] : [`pings ${run.user}`];
    return [];
  });
}

function obeyed(text: string): string[] {
  return (text.match(OBEYED) ?? []).map((char) => `obeys U+${char.charCodeAt(0).toString(16)}`);
}

/** A card as it reads, or is read out. */
export function textOf(card: CardView): string {
  return card.blocks.map(blockText).join('\n');
}

function blockText(block: BlockView): string {
  if ('text' in block) return runsText(block.text);
  if (block.kind === 'fields') return block.fields.map(({ label, value }) => `${label} ${value}`).join('\n');
  return block.kind === 'image' ? block.alt : '';
}

export function runsText(runs: readonly RunView[]): string {
  return runs.map((run) => (typeof run === 'string' ? run : 'name' in run ? run.name : run.text)).join('');
}

/** The buttons a person sees, from top to bottom. */
export function buttonsOf({ blocks }: CardView): ButtonView[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons;
    return block.kind === 'text' && block.button ? [block.button] : [];
  });
}
