import type { Button, Inline, Message } from '../../../src/chat/message.ts';
import type { Breaks } from './flags.ts';
import { CONTROL } from './markup.ts';

/** A message as the tiny platform takes it. */
export interface Content {
  markup: string;
  buttons: readonly Button[];
}

export function renderMessage(message: Message, breaks: Breaks): Content {
  const lines: string[] = [];
  const buttons: Button[] = [];
  for (const block of message.blocks) {
    if (block.kind === 'heading') lines.push(`# ${renderInline(block.text, breaks)}`);
    if (block.kind === 'text') lines.push(renderInline(block.text, breaks, true));
    if (block.kind === 'text' && block.button && !breaks('losesParagraphButtons')) buttons.push(block.button);
    if (block.kind === 'context') lines.push(renderInline(block.text, breaks));
    if (block.kind === 'buttons') buttons.push(...block.buttons);
    if (block.kind === 'image') lines.push(`!<${block.url}|${escapeText(block.alt, breaks)}>`);
    if (block.kind === 'fields' && !breaks('dropsBlocks')) {
      const one = ({ label, value }: { label: string; value: string }) =>
        `*${escapeText(label, breaks)}* ${escapeText(value, breaks)}`;
      lines.push(...block.fields.map(one));
    }
  }
  return { markup: lines.join('\n'), buttons };
}

export function renderInline(text: readonly Inline[], breaks: Breaks, manyLines = false): string {
  const runs = text.map((run) => {
    if (typeof run === 'string') return escapeText(run, breaks, manyLines);
    if (run.kind === 'strong') return `*${escapeText(run.text, breaks)}*`;
    if (run.kind === 'code') return `\`${escapeText(run.text, breaks)}\``;
    if (run.kind === 'link') return `<${run.url}|${escapeText(run.text, breaks)}>`;
    if (run.kind === 'person' && run.person.platform === 'tiny') return `@${run.person.user}`;
    return escapeText(run.name, breaks);
  });
  return runs.join('');
}

function escapeText(text: string, breaks: Breaks, manyLines = false): string {
  if (breaks('leavesTextUnescaped')) return text;
  if (breaks('dropsPunctuation')) return text.replace(/[\p{P}\p{S}\p{C}]/gu, '');
  const safe = breaks('letsControlsThrough') ? text : text.replace(CONTROL, ' ');
  const escaped = safe.replace(/[!-/:-@[-`{-~]/g, (char) =>
    char === '@' && breaks('letsPingsThrough') ? char : `\\${char}`,
  );
  return manyLines ? escaped : escaped.replaceAll('\n', ' ');
}
