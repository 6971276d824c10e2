import { type Block, type Inline, type Message, plain } from '../../src/chat/message.ts';

/** Before every line of the box: whatever a text holds, nobody can imitate the box or the shell with it. */
const GUTTER = '│ ';

/** Escape sequences: operating-system commands (titles, links), control sequences (colours, moves), the rest. */
const SEQUENCES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is to be removed
  /(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]*(?:\u0007|\u001b\\|\u009c)?|(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]?|\u001b[ -/]*[0-~]?/gu;

/** Controls but `\n`, marks that turn the direction of what follows, and separators some terminals obey. */
const CONTROLS = /(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]/gu;

/**
 * A message as text: pure, every line behind the gutter, a blank line after. Buttons are left out, as
 * `can()` says: the box names commands instead.
 */
export function renderMessage(message: Message): string {
  const lines = message.blocks.flatMap(renderBlock);
  return `${lines.map((line) => `${GUTTER}${line}`.trimEnd()).join('\n')}\n\n`;
}

/** A text of the adapter's own. */
export function renderNote(text: string): string {
  return renderMessage({ lang: 'fr', summary: text, blocks: [{ kind: 'text', text: [text] }] });
}

function renderBlock(block: Block): string[] {
  switch (block.kind) {
    case 'heading': {
      const heading = oneLine(renderRuns(block.text));
      return [heading, '─'.repeat(Math.min([...heading].length, 60))];
    }
    case 'text':
      return calm(renderRuns(block.text)).split('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${oneLine(label)} : ${oneLine(value)}`);
    case 'context':
      return [oneLine(renderRuns(block.text))];
    case 'buttons':
      return [];
    case 'image':
      return [`${oneLine(block.alt)} (${oneLine(block.url)})`];
  }
}

/** Addresses are written out: a terminal shows no link that says one thing and opens another. */
function renderRuns(text: readonly Inline[]): string {
  const render = (run: Inline) =>
    typeof run !== 'string' && run.kind === 'link' ? `${calm(run.text)} (${run.url})` : calm(plain([run]));
  return text.map(render).join('');
}

/** Text that a terminal shows and does not obey. */
function calm(text: string): string {
  return text
    .replace(/\p{Surrogate}/gu, '\u{fffd}')
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(SEQUENCES, '')
    .replace(CONTROLS, '');
}

function oneLine(text: string): string {
  return calm(text).replace(/\n+/g, ' ');
}
