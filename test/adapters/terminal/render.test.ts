import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderMessage, renderNote } from '../../../adapters/terminal/render.ts';
import type { Block, Message } from '../../../src/chat/message.ts';

const message = (...blocks: Block[]): Message => ({ lang: 'fr', summary: '', blocks });
const shown = (...blocks: Block[]) => renderMessage(message(...blocks));

describe('a message on the terminal', () => {
  test('stands behind the gutter, a blank line after it', () => {
    const card = shown(
      { kind: 'heading', text: ['#2256 · ', { kind: 'strong', text: 'Prêter' }] },
      { kind: 'text', text: ['Une clé.\nUne personne.'] },
      { kind: 'fields', fields: [{ label: 'Labo', value: 'Bretagne' }] },
      { kind: 'context', text: ['proposée par Anaïs L.'] },
    );
    expect(card).toBe(
      [
        '│ #2256 · Prêter',
        '│ ──────────────',
        '│ Une clé.',
        '│ Une personne.',
        '│ Labo : Bretagne',
        '│ proposée par Anaïs L.',
        '',
        '',
      ].join('\n'),
    );
  });

  test('shows no buttons, and writes addresses out', () => {
    const link = { kind: 'link', url: 'https://boite.example/p/1', text: 'la page' } as const;
    const press = { action: 'vote', value: '1', label: '👍 Pour' };
    expect(
      shown({ kind: 'text', text: ['Voir ', link], button: press }, { kind: 'buttons', buttons: [press] }),
    ).toBe('│ Voir la page (https://boite.example/p/1)\n\n');
  });

  test.each([
    ['a colour', 'a\u001b[31;1mb\u001b[0m', 'ab'],
    ['a move of the cursor', 'a\u001b[2J\u001b[Hb', 'ab'],
    ['a hidden link', 'a\u001b]8;;http://evil.example\u0007b\u001b]8;;\u001b\\c', 'abc'],
    ['a window title', 'a\u001b]0;titre\u0007b', 'ab'],
    ['an eight-bit sequence', 'a\u009b31mb', 'ab'],
    ['a sequence that never ends', 'a\u001b[', 'a'],
    ['a bell and a backspace', 'a\u0007\u0008b', 'ab'],
    ['a turned direction', 'a\u202eb', 'ab'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
  ])('is freed of %s', (_, typed, read) => {
    expect(renderNote(typed)).toBe(`│ ${read}\n\n`);
  });

  test('holds a carriage return and a separator as new lines of its own', () => {
    expect(renderNote('a\rb\u2028c')).toBe('│ a\n│ b\n│ c\n\n');
  });

  test('keeps every line behind the gutter whatever the text', () => {
    const sequence = fc.constantFrom(
      '\u001b[',
      '\u001b]',
      '\u009b',
      '\n',
      '\r',
      '\u0085',
      'm',
      ';',
      '│',
      '\u0007',
    );
    const text = fc.array(fc.oneof(sequence, fc.string({ unit: 'binary' })), { maxLength: 12 });
    fc.assert(
      fc.property(text, (parts) => {
        const lines = renderNote(parts.join('')).replace(/\n\n$/, '').split('\n');
        expect(lines.filter((line) => !line.startsWith('│'))).toEqual([]);
        expect(lines.join('')).not.toMatch(/\p{Cc}/u);
      }),
      { numRuns: 500 },
    );
  });
});
