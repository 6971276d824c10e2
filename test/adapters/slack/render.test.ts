import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { actionOf } from '../../../adapters/slack/drawing.ts';
import { plainTextsOf } from '../../../adapters/slack/paragraphs.ts';
import { renderHome, renderMessage } from '../../../adapters/slack/render.ts';
import { lengthOf } from '../../../adapters/slack/text.ts';
import type { Block, Button, Inline, Message } from '../../../src/chat/message.ts';
import { hostileMessage, hostileText } from '../../contract/hostile.ts';
import { isOwnAddress } from '../../contract/own-address.ts';
import { card, linksOf, note } from '../../contract/samples.ts';
import { type JsonObject, objectOf, objectsOf } from '../../fakes/shared/json.ts';
import { blockProblems } from '../../fakes/slack/block-kit/message.ts';
import { BLOCK_TEXT_TOTAL, textTotal } from '../../fakes/slack/block-kit/text-total.ts';
import { homeProblems, isTooLarge } from '../../fakes/slack/block-kit/view.ts';
import { buttonsOf, readContent } from '../../fakes/slack/reading/blocks.ts';
import { anyMessage, type Ids } from '../any-content.ts';

const REALM = 'T0REALM';
const IDS: Ids = { platform: 'slack', realm: REALM, user: 'U0ANAIS', channel: 'C0LABO' };
const place = { realm: REALM };

/** What goes over the wire. */
function sent(message: Message): { text: string; blocks: JsonObject[] } {
  return JSON.parse(JSON.stringify(renderMessage(message, place)));
}

/** As a person of that workspace sees it. */
function seen(message: Message) {
  const { text, blocks } = sent(message);
  return readContent({ text, blocks, attachments: [] }, (id) => `name of ${id}`);
}

/** Without what shows nothing. */
const visible = (text: string) => text.replace(/[\u200B\uFEFF]/g, '');

const says = (text: readonly Inline[], ...more: Block[]): Message => ({
  lang: 'fr',
  summary: 'x',
  blocks: [{ kind: 'text', text }, ...more],
});

test('Slack takes whatever message there is', () => {
  fc.assert(
    fc.property(anyMessage(IDS), (message) => {
      const { text, blocks } = sent(message);
      expect(blockProblems(blocks)).toEqual([]);
      expect(textTotal(blocks)).toBeLessThanOrEqual(BLOCK_TEXT_TOTAL);
      // chat.update takes 4,000.
      expect(text.length).toBeLessThanOrEqual(4_000);
      expect(text).not.toBe('');
    }),
    { numRuns: 60 },
  );
});

test('Slack takes whatever Home tab there is', () => {
  fc.assert(
    fc.property(anyMessage(IDS), (message) => {
      const home = objectOf(JSON.parse(JSON.stringify(renderHome(message, place)))) ?? {};
      expect(homeProblems(home)).toEqual([]);
      expect(isTooLarge(home)).toBe(false);
    }),
    { numRuns: 20 },
  );
});

test('no text of a user pings, links or makes a style, in the blocks as in the notification', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const message = hostileMessage(text);
      const { text: fallback, blocks } = sent(message);
      const meant = linksOf(message);
      for (const shown of [
        seen(message),
        readContent({ text: fallback, blocks: [], attachments: [] }, String),
      ]) {
        expect(shown.pings).toEqual([]);
        const others = shown.links.filter(({ url }) => !meant.includes(url));
        expect(others.filter((link) => !isOwnAddress(text, link))).toEqual([]);
      }
      // Ours: the label of a field in bold, and one passage of code where it could be one.
      const styled = seen(message).styled.map(visible);
      const plain = visible(text).replace(/\*/g, '∗').replace(/`/g, 'ˋ');
      for (const one of styled) expect(one.length).toBeGreaterThanOrEqual(Math.min(1, plain.length));
      expect(styled.length).toBeLessThanOrEqual(2);
      expect(objectsOf(blocks).length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

test('a text without marks of ours goes out, and is copied, as it was written', () => {
  const text = 'Prêter « les outils » & <machines> *après* 18 h, a_b_c, `ls -l`\n> cité';
  const { blocks } = sent(says([text]));
  expect(blocks).toEqual([{ type: 'section', text: { type: 'plain_text', text, emoji: true } }]);
});

test('what looks like an entity of Slack reads as it was written', () => {
  expect(visible(seen(says(['&lt;!channel&gt; &amp; &']))?.text)).toBe('&lt;!channel&gt; &amp; &');
});

test('marks of ours are markup, and what stands beside them is not', () => {
  const { text, styled } = seen(
    says([
      'Tapez ',
      { kind: 'code', text: '/idee voir 2256' },
      ' ou *rien*, dit ',
      { kind: 'strong', text: 'a*b' },
    ]),
  );
  expect(visible(text)).toBe('Tapez /idee voir 2256 ou *rien*, dit a∗b');
  expect(styled.map(visible)).toEqual(['/idee voir 2256', 'a∗b']);
});

test('bold inside of a word is still bold', () => {
  expect(seen(says(['l', { kind: 'strong', text: 'idée' }, 's'])).styled).toEqual(['idée']);
});

test('a person is mentioned in their own realm alone, a channel too', () => {
  const of = (platform: string, realm: string): Inline[] => [
    { kind: 'person', person: { platform, realm, user: 'U0ANAIS' }, name: 'Anaïs <L.>' },
    ' dans ',
    { kind: 'channel', channel: { platform, realm, channel: 'C0LABO' }, name: 'labo' },
  ];
  expect(seen(says(of('slack', REALM)))).toMatchObject({
    text: '@name of U0ANAIS dans #name of C0LABO',
    pings: ['U0ANAIS'],
  });
  for (const other of [of('slack', 'T0OTHER'), of('mattermost', REALM)]) {
    expect(seen(says(other))).toMatchObject({ text: 'Anaïs <L.> dans labo', pings: [] });
  }
});

test('a link leads where it is said to lead, and only to the web', () => {
  const link = (url: string) => seen(says([{ kind: 'link', url, text: 'la <page>|x' }]));
  expect(link('https://boite.example/a|b?c=d&e=<f>').links).toEqual([
    { url: 'https://boite.example/a%7Cb?c=d&e=%3Cf%3E', label: 'la <page>|x' },
  ]);
  expect(link('javascript:alert(1)').links).toEqual([]);
});

test('a title too long for a header is shown whole, in bold', () => {
  const title = `#2256 · ${'très long '.repeat(20).trim()}`;
  const long = seen({ ...note('x'), blocks: [{ kind: 'heading', text: [title] }] });
  expect([long.text, long.styled]).toEqual([title, [title]]);
  const short = sent({ ...note('x'), blocks: [{ kind: 'heading', text: ['#2256'] }] });
  expect(short.blocks).toMatchObject([{ type: 'header' }]);
});

test('a long text is divided between lines or words, and nothing of it is lost', () => {
  const text = Array.from({ length: 900 }, (_, n) => `mot${n}`).join(' ');
  const { blocks } = sent(says([text]));
  expect(blocks.length).toBeGreaterThan(1);
  const parts = blocks.map((block) => objectOf(block.text)?.text as string);
  expect(parts.join(' ')).toBe(text);
});

test('a text of hundreds of pages is divided, and nothing of it is lost', () => {
  const letters = 'a & b\n'.repeat(60_000);
  const pages = plainTextsOf(letters, 3000);
  expect(
    pages
      .map(({ text }) => text)
      .join('\n')
      .replace(/\s/g, ''),
  ).toBe(letters.replace(/\s/g, ''));
  expect(pages.every(({ text }) => lengthOf(text) <= 3000)).toBe(true);
});

test('a text too long for any message is cut in the middle of nothing, and what follows it stays', () => {
  const button: Button = { action: 'vote', value: 'for#1', label: 'Pour' };
  const body = '👩‍🚒 & '.repeat(5_000);
  const message = says(
    [body],
    { kind: 'context', text: ['à la fin'] },
    { kind: 'buttons', buttons: [button] },
  );
  const { text } = seen(message);
  expect(text).toMatch(/…\nà la fin$/);
  expect(text.isWellFormed()).toBe(true);
  expect(buttonsOf(sent(message).blocks)).toMatchObject([{ label: 'Pour', value: 'for#1' }]);
});

test('a button stands beside the end of its paragraph; ids never repeat and tell the action', () => {
  const vote: Button = {
    action: 'vote',
    value: 'for#1',
    label: '👍 Pour',
    says: 'Pour, idée 1',
    style: 'primary',
  };
  const lines: Block[] = [1, 2].map(() => ({ kind: 'text', text: ['une ligne'], button: vote }));
  const { blocks } = sent({ ...note('x'), blocks: [...lines, { kind: 'buttons', buttons: [vote, vote] }] });
  expect(blocks[0]).toMatchObject({
    accessory: { action_id: 'vote:1', value: 'for#1', accessibility_label: 'Pour, idée 1', style: 'primary' },
  });
  const ids = buttonsOf(blocks).map(({ actionId }) => actionId);
  expect(new Set(ids).size).toBe(4);
  expect(ids.map(actionOf)).toEqual(['vote', 'vote', 'vote', 'vote']);
});

test('a picture that cannot be shown is said in words', () => {
  const image = (url: string) =>
    sent({ ...note('x'), blocks: [{ kind: 'image', url, alt: 'Douze votes' }] }).blocks;
  expect(image('https://boite.example/w.png')).toMatchObject([{ type: 'image', alt_text: 'Douze votes' }]);
  expect(image('/local/w.png')).toMatchObject([{ type: 'context', elements: [{ text: 'Douze votes' }] }]);
});

test('every kind of block is shown, in order', () => {
  const message = card('Prêter les outils', {
    kind: 'buttons',
    buttons: [{ action: 'a', value: 'b', label: 'Voir' }],
  });
  expect(sent(message).blocks.map(({ type }) => type)).toEqual([
    'header',
    'section',
    'section',
    'context',
    'actions',
  ]);
});

test('what is just at a limit, and one over it, is taken too', () => {
  const button: Button = {
    action: 'a',
    value: 'é'.repeat(2_000),
    label: 'é'.repeat(76),
    says: 'é'.repeat(76),
  };
  for (const length of [150, 151, 3_000, 3_001, 10_000, 10_001]) {
    const text = ['a'.repeat(length)];
    const paragraph: Block = { kind: 'text', text };
    for (const blocks of [
      [{ kind: 'heading', text } as const],
      [{ kind: 'context', text } as const],
      [paragraph],
    ]) {
      expect([length, blockProblems(sent({ ...note('x'), blocks }).blocks)]).toEqual([length, []]);
    }
  }
  for (const count of [25, 26, 51]) {
    const { blocks } = sent({
      ...note('x'),
      blocks: [{ kind: 'buttons', buttons: Array(count).fill(button) }],
    });
    expect([blockProblems(blocks), buttonsOf(blocks).length]).toEqual([[], count]);
  }
  for (const count of [50, 51]) {
    expect(
      sent({ ...note('x'), blocks: Array(count).fill({ kind: 'text', text: ['a'] }) }).blocks,
    ).toHaveLength(50);
  }
});

test('an address in a text of a user is a link that can be copied, and nothing else of the text is a mark', () => {
  const text = 'Voir https://example.org/a_b?c=1&d=2 (*bien*, @here, <!here>), ou http://x.example.\n> cité';
  const { links, pings, styled, text: read } = seen(says([text]));
  expect(visible(read)).toBe(text);
  expect(links).toEqual([
    { url: 'https://example.org/a_b?c=1&d=2', label: 'https://example.org/a_b?c=1&d=2' },
    { url: 'http://x.example', label: 'http://x.example' },
  ]);
  expect([pings, styled]).toEqual([[], []]);
  const { blocks } = sent(says([text]));
  expect(JSON.stringify(blocks)).toContain('<https://example.org/a_b?c=1&amp;d=2>');
});

test('an address in small print, in a field and in a text with marks of ours is a link too', () => {
  const url = 'https://example.org/plan';
  const link = { url, label: url };
  expect(seen(says(['x'], { kind: 'context', text: [`par ${url}`] })).links).toEqual([link]);
  expect(seen(says(['x'], { kind: 'fields', fields: [{ label: 'Où', value: url }] })).links).toEqual([link]);
  expect(seen(says([{ kind: 'strong', text: '#1' }, ` ${url}, oui`])).links).toEqual([link]);
});

test('signs of an address that could be marks are encoded', () => {
  const { links, styled } = seen(says(['https://example.org/_a_/~b~/a_b/*c*/d']));
  expect(links.map(({ url }) => url)).toEqual(['https://example.org/%5Fa%5F/%7Eb%7E/a_b/%2Ac%2A/d']);
  expect(styled).toEqual([]);
});

test('a long text with an address in it is divided as any other, and nothing of it is lost', () => {
  const words = Array.from({ length: 600 }, (_, n) => (n % 60 === 7 ? `https://x.example/${n}` : `mot${n}&`));
  const { blocks } = sent(says([words.join(' ')]));
  expect(blocks.length).toBeGreaterThan(1);
  expect(blockProblems(blocks)).toEqual([]);
  const { text, links } = seen(says([words.join(' ')]));
  expect(text.replace(/\n/g, ' ')).toBe(words.join(' '));
  expect(links).toHaveLength(10);
});
