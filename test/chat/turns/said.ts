import { expect } from '@jest/globals';
import type { Answer } from '../../../src/chat/arrival.ts';
import type { Form } from '../../../src/chat/form.ts';
import { type Block, type Button, LABEL_BYTES, type Message, plain } from '../../../src/chat/message.ts';

/** Everything a block says, as a reader sees it. */
function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'context':
      return plain(block.text);
    case 'text':
      return [plain(block.text), ...(block.button ? [`[${block.button.label}]`] : [])].join(' ');
    case 'fields':
      return block.fields.map(({ label, value }) => `${label} : ${value}`).join('\n');
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ');
    case 'image':
      return block.alt;
  }
}

const wholeOf = ({ blocks }: Message): string => blocks.map(blockText).join('\n');

/** With ordinary spaces for the no-break ones of French. */
const plainSpaces = (text: string): string => text.replace(/[\u00A0\u202F]/gu, ' ');

/** Everything a message says, as a reader sees it. */
export const messageText = (message: Message): string => plainSpaces(wholeOf(message));

export function buttonsOf({ blocks }: Message): Button[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'buttons') return block.buttons;
    return block.kind === 'text' && block.button ? [block.button] : [];
  });
}

function formText({ title, intro = [], fields, submit }: Form): string {
  const inside = fields.flatMap((field) => [
    field.label,
    field.help ?? '',
    field.value ?? '',
    ...(field.kind === 'one-of' ? field.options.map(({ label }) => label) : []),
  ]);
  return [title, plain(intro), ...inside, submit].join('\n');
}

/** Everything an answer says. */
export const textOf = (answer: Answer): string => plainSpaces(whole(answer));

function whole(answer: Answer): string {
  switch (answer.kind) {
    case 'nothing':
      return '';
    case 'private':
    case 'home':
      return wholeOf(answer.message);
    case 'form':
      return formText(answer.form);
    case 'invalid':
      return Object.values(answer.fields).join('\n');
  }
}

/** A key of the catalogues, said instead of its text. */
const RAW_KEY =
  /\b(account|adapter|common|decision|digest|duplicate|error|form|help|home|idea|lab|notify|person|proposal|search|vote)\.[a-z][A-Za-z-]+\b/;

/** What is true of every answer whatever: no hole is left in it, and its labels fit the narrowest platform. */
export function checkSaid(answer: Answer): void {
  const text = whole(answer);
  expect(text).not.toMatch(RAW_KEY);
  expect(text).not.toMatch(/\{\{|\}\}|\bundefined\b|\bNaN\b|\[object/);
  if (answer.kind === 'private' || answer.kind === 'home') checkMessage(answer.message);
  if (answer.kind === 'form') checkForm(answer.form);
  if (answer.kind === 'invalid') expect(Object.values(answer.fields)).not.toContain('');
}

export function checkMessage(message: Message): void {
  expect(message.summary.trim()).not.toBe('');
  expect(message.blocks.length).toBeGreaterThan(0);
  for (const { label } of buttonsOf(message)) checkLabel(label);
}

function checkForm({ title, submit, fields, state }: Form): void {
  for (const label of [title, submit, ...fields.map((field) => field.label)]) checkLabel(label);
  for (const field of fields) if (field.kind === 'one-of') expect(field.options.length).toBeGreaterThan(0);
  expect(state.nonce).not.toBe('');
}

function checkLabel(label: string): void {
  expect([label, Buffer.byteLength(label) <= LABEL_BYTES]).toEqual([label, true]);
  // No label is an emoji alone.
  expect(label).toMatch(/\p{L}/u);
}
