import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderForm, renderMessage } from '../../../adapters/local/render.ts';
import type { Message } from '../../../src/chat/message.ts';
import { hostileMessage, hostileText } from '../../contract/hostile.ts';
import { card, ideaForm, state } from '../../contract/samples.ts';

/** What may change how the rest of a page reads. */
const SURPRISES = /(?!\n)[\p{Cc}\p{Surrogate}\p{Zl}\p{Zp}]|[\u202A-\u202E\u2066-\u2069\uFEFF]/u;

/** Every string in the value, however deep. */
function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
}

describe('whatever the text', () => {
  test('a message is drawn without surprises and survives JSON', () => {
    fc.assert(
      fc.property(fc.oneof(hostileText, fc.string({ unit: 'binary' })), (text) => {
        const view = renderMessage(hostileMessage(text));
        expect(strings(view).filter((one) => SURPRISES.test(one))).toEqual([]);
        expect(JSON.parse(JSON.stringify(view))).toEqual(view);
      }),
    );
  });

  test('headings and labels stay in one line', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { blocks } = renderMessage({
          lang: 'fr',
          summary: text,
          blocks: [
            { kind: 'fields', fields: [{ label: text, value: text }] },
            { kind: 'buttons', buttons: [{ action: 'a', value: 'v', label: text, says: text }] },
            { kind: 'image', url: 'https://boite.example/a.png', alt: text },
          ],
        });
        expect(strings(blocks).filter((one) => one.includes('\n'))).toEqual([]);
      }),
    );
  });

  test('what is calm already is drawn as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-composite', minLength: 1 }), (text) => {
        fc.pre(!SURPRISES.test(text) && !/[\t\r\uFFF9-\uFFFB]/.test(text));
        const view = renderMessage({ lang: 'fr', summary: '', blocks: [{ kind: 'text', text: [text] }] });
        expect(view.blocks).toEqual([{ kind: 'text', text: [text] }]);
      }),
    );
  });

  test('a value that is going to be edited is not touched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const form = ideaForm(state(null), { fields: [{ kind: 'area', id: 'body', label: 'Texte', value }] });
        expect(renderForm(form, 'token').fields[0]?.value).toBe(value);
      }),
    );
  });
});

describe('links', () => {
  const link = (url: string) => {
    const message: Message = {
      lang: 'fr',
      summary: '',
      blocks: [{ kind: 'text', text: [{ kind: 'link', url, text: 'ici' }] }],
    };
    return renderMessage(message).blocks;
  };

  test.each(['https://boite.example/p/2256', 'http://localhost:3000/', '/local/#general/12'])(
    '%s leads there',
    (url) => {
      expect(link(url)).toEqual([{ kind: 'text', text: [{ kind: 'link', url, text: 'ici' }] }]);
    },
  );

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'mailto:x@example.fr',
    '//evil.example',
    '/elsewhere',
    'boite.example',
    '',
  ])('%j is only its text', (url) => {
    expect(link(url)).toEqual([{ kind: 'text', text: ['ici'] }]);
  });

  test('a text that looks like one is only text', () => {
    const view = renderMessage(card('https://evil.example #2256 @channel'));
    expect(JSON.stringify(view)).not.toContain('"link"');
  });
});

describe('what is over a limit', () => {
  test('ends in an ellipsis, never in half a character', () => {
    const view = renderMessage({
      lang: 'fr',
      summary: '',
      blocks: [{ kind: 'fields', fields: [{ label: '💡'.repeat(400), value: '' }] }],
    });
    const [label = ''] = strings(view.blocks[0]).filter((one) => one.includes('💡'));
    expect(label).toMatch(/^💡+…$/u);
  });

  test('a body of twenty thousand characters is whole', () => {
    const body = 'é'.repeat(20_000);
    const view = renderMessage({ lang: 'fr', summary: '', blocks: [{ kind: 'text', text: [body] }] });
    expect(strings(view.blocks)).toContain(body);
  });
});

test('an address in a text is a link', () => {
  const url = 'https://example.org/plan';
  const blocks = [{ kind: 'text', text: [`Voir ${url}.`] }] as const;
  expect(renderMessage({ lang: 'fr', summary: '', blocks }).blocks).toEqual([
    { kind: 'text', text: ['Voir ', { kind: 'link', url, text: url }, '.'] },
  ]);
});
