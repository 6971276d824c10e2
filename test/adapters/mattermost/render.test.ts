import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Attachment } from '../../../adapters/mattermost/attachments.ts';
import { PLATFORM } from '../../../adapters/mattermost/platform.ts';
import { type RenderAt, renderPost } from '../../../adapters/mattermost/render.ts';
import { calm } from '../../../src/chat/kit/calm.ts';
import { type Block, type Button, type Inline, type Message, plain } from '../../../src/chat/message.ts';
import { hostileMessage, hostileText } from '../../contract/hostile.ts';
import { isOwnAddress } from '../../contract/own-address.ts';
import { AGAINST, buttons, card, FOR, linksOf, note } from '../../contract/samples.ts';
import { anyMessage, type Ids } from '../any-content.ts';
import { markdownOf, readMarkdown, visible } from './reading.ts';

const IDS: Ids = {
  platform: PLATFORM,
  realm: 'chat.example',
  user: 'u'.repeat(26),
  channel: 'c'.repeat(26),
};

const at: RenderAt = {
  realm: IDS.realm,
  integration: ({ action, value }) => ({
    url: 'https://boite.example/mattermost',
    context: { action, value },
  }),
};

/** What goes over the wire. */
function sent(message: Message): Attachment[] {
  const post = renderPost(message, at);
  expect(post.message).toBe('');
  return JSON.parse(JSON.stringify(post.props)).attachments;
}

function says(text: readonly Inline[], ...more: Block[]): Message {
  return { lang: 'fr', summary: 'x', blocks: [{ kind: 'text', text }, ...more] };
}

const labelled = ({ url, text }: { url: string; text: string }) => ({ url, label: text });

/** The only text of a message of one paragraph, as it is read. */
function read(...text: Inline[]) {
  const [first] = sent(says(text));
  return readMarkdown(first?.text ?? '');
}

test('Mattermost takes whatever message there is', () => {
  fc.assert(
    fc.property(anyMessage(IDS), (message) => {
      const attachments = sent(message);
      // A post's props (server/public/model/post.go) and an answer to a command.
      expect(JSON.stringify({ attachments }).length).toBeLessThanOrEqual(800_000);
      expect(Buffer.byteLength(JSON.stringify({ attachments }))).toBeLessThanOrEqual(1024 * 1024);
      expect(attachments[0]?.fallback).not.toBe('');
      const ids = attachments.flatMap(({ actions = [] }) => actions.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids.filter((id) => !/^[A-Za-z0-9]+$/.test(id))).toEqual([]);
      for (const { actions = [], image_url, ...parts } of attachments) {
        expect(Object.values(parts)).not.toContain('');
        expect(actions.filter(({ name }) => name === '')).toEqual([]);
        expect(image_url ?? 'https://x').toMatch(/^https?:\/\//);
      }
    }),
    { numRuns: 30 },
  );
});

test('no text of a user pings, links, or makes a form', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const message = hostileMessage(text);
      const meant = linksOf(message);
      for (const source of markdownOf(sent(message))) {
        const { links, forms, pings } = readMarkdown(source);
        expect([forms, pings]).toEqual([[], []]);
        const others = links.filter(({ url }) => !meant.includes(url));
        expect(others.filter((link) => !isOwnAddress(text, labelled(link)))).toEqual([]);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('nor do texts one after another, beside marks of ours', () => {
  const run = fc.oneof(
    hostileText,
    fc.record({ kind: fc.constantFrom('strong' as const, 'code' as const), text: hostileText }),
    fc.record({
      kind: fc.constant('link' as const),
      url: fc.constant('https://boite.example/'),
      text: hostileText,
    }),
  );
  fc.assert(
    fc.property(fc.array(run, { minLength: 2, maxLength: 5 }), (text) => {
      for (const source of markdownOf(sent(says(text)))) {
        const { links, forms, pings } = readMarkdown(source);
        expect([forms, pings]).toEqual([[], []]);
        const others = links.filter(({ url }) => url !== 'https://boite.example/');
        expect(others.filter((link) => !isOwnAddress(plain(text), labelled(link)))).toEqual([]);
      }
    }),
    { numRuns: 1_000 },
  );
});

test('what a user wrote reads as it was written', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const lines = (shown: string) =>
        shown
          .split('\n')
          .map((line) => line.replace(/\s+/g, ' ').trim())
          .filter((line) => line !== '');
      // Lines and blanks aside, which no client keeps, and one sign that the web client takes for a line's end.
      expect(lines(read(text).text)).toEqual(lines(visible(calm(text))));
    }),
    { numRuns: 1_000 },
  );
});

test('marks of ours have their form, inside of words too, and what stands beside them has none', () => {
  const { text, strong, code } = read(
    'Tapez ',
    { kind: 'code', text: '/idee voir 2256' },
    ' ou *rien*, dit l',
    { kind: 'strong', text: '« a*b »' },
    's',
    { kind: 'strong', text: 'c' },
    { kind: 'strong', text: 'd' },
  );
  expect(text).toBe('Tapez /idee voir 2256 ou *rien*, dit l« a*b »scd');
  expect([strong, code]).toEqual([['« a*b »', 'c', 'd'], ['/idee voir 2256']]);
});

test('persons are named and never pinged; a channel of the site is named as people there name it', () => {
  const of = (platform: string): Inline[] => [
    { kind: 'person', person: { platform, realm: IDS.realm, user: IDS.user }, name: '@anais' },
    ' dans ',
    { kind: 'channel', channel: { platform, realm: IDS.realm, channel: IDS.channel }, name: 'labo' },
  ];
  expect(read(...of('mattermost'))).toMatchObject({ text: '@anais dans ~labo', pings: [] });
  expect(read(...of('slack'))).toMatchObject({ text: '@anais dans labo', pings: [] });
});

test('a link leads where it is said to lead, and only to the web', () => {
  const links = (url: string, ...more: Inline[]) =>
    read({ kind: 'link', url, text: 'la [page](x)' }, ...more).links;
  expect(
    links('https://boite.example/a(b)?c=[d]&copy;e=<f>*', ' puis ', { kind: 'code', text: '](https://x)' }),
  ).toEqual([{ url: 'https://boite.example/a%28b%29?c=%5Bd%5D&copy%3Be=%3Cf%3E%2A', text: 'la [page](x)' }]);
  for (const url of [
    'javascript:alert(1)',
    'https://banque.example@evil.example/',
    '/ici',
    'data:text/html,x',
  ]) {
    expect([url, links(url)]).toEqual([url, []]);
  }
});

test.each([
  ...[
    'Merci ;)',
    'Merci ;-) à vous',
    ';)',
    '*;)',
    'fin;) ;)',
    'MDR x-d',
    'XD, X-D',
    'max-d',
    ':smile: et :+1:',
  ],
  ...[':D', ':-p', ':(', ':-/', ':|', ":'(", ':@', ':$', ':s', '<3 </3'],
])('%s is no emoji, and stands as it was typed, in a text and in a label', (typed) => {
  expect(read(typed)).toMatchObject({ text: typed, pings: [] });
  const button: Button = { action: 'vote', value: 'for#1', label: typed };
  const [{ actions = [] } = {}] = sent({ ...note('x'), blocks: [buttons(button)] });
  const name = actions[0]?.name ?? '';
  expect([visible(name), readMarkdown(name).pings]).toEqual([typed, []]);
});

test('a card is two boxes: what it is about, then how many and what can be done', () => {
  const votes: Block = { kind: 'text', text: ['👍 12 pour   👎 2 contre'] };
  const { blocks } = card('Prêter les outils');
  const body = blocks.filter(({ kind }) => kind !== 'fields');
  const attachments = sent({ ...note('#2256'), blocks: [...body, votes, buttons(FOR, AGAINST)] });
  expect(attachments).toMatchObject([
    { fallback: '#2256', title: expect.stringContaining('2256'), footer: 'proposée par Anaïs L.' },
    { text: expect.stringContaining('12 pour'), actions: [{ name: '👍 Pour' }, { name: '👎 Contre' }] },
  ]);
  expect(attachments).toHaveLength(2);
});

test('the title of a section stands above its boxes, and each line with a button is one', () => {
  const title: Block = { kind: 'text', text: [{ kind: 'strong', text: 'Les plus soutenues' }] };
  const lines = ['1️⃣ Outils', '2️⃣ Annuaire'].map(
    (text): Block => ({ kind: 'text', text: [text], button: FOR }),
  );
  expect(
    sent({ ...note('x'), blocks: [{ kind: 'heading', text: ['La semaine'] }, title, ...lines] }),
  ).toMatchObject([
    { title: 'La semaine' },
    { pretext: '**Les plus soutenues**', text: '1️⃣ Outils', actions: [{ id: 'button1' }] },
    { text: '2️⃣ Annuaire', actions: [{ id: 'button2', tooltip: 'Pour, idée 2256' }] },
  ]);
});

test('short paragraphs share a box; where the client would fold it, the next one begins', () => {
  const paragraphs = (count: number) =>
    sent({ ...note('x'), blocks: Array(count).fill({ kind: 'text', text: ['une ligne'] }) });
  expect(paragraphs(4)).toMatchObject([{ text: Array(4).fill('une ligne').join('\n\n') }]);
  expect(paragraphs(5)).toHaveLength(2);
});

test('a list of commands is never folded', () => {
  const lines = Array.from({ length: 12 }, (_, n): Inline[] => ['\n', { kind: 'code', text: `/idee ${n}` }]);
  const [only, ...more] = sent(says([{ kind: 'strong', text: 'Vous pouvez' }, ...lines.flat()]));
  expect([only?.text, more]).toEqual([undefined, []]);
  expect(readMarkdown(only?.pretext ?? '').code).toHaveLength(12);
});

test('small print stands as it was written; with a command in it, or too long for a client, it is a text', () => {
  const context = (...text: Inline[]) => sent({ ...note('x'), blocks: [{ kind: 'context', text }] });
  expect(context('*Labo* · @anais · a_b')).toMatchObject([{ footer: '*Labo* · @anais · a_b' }]);
  expect(context('Tapez ', { kind: 'code', text: '/idee' })).toMatchObject([{ text: 'Tapez `/idee`' }]);
  expect(context('é'.repeat(300))).toMatchObject([{ footer: 'é'.repeat(300) }]);
  expect(context('é'.repeat(301))).toMatchObject([{ text: 'é'.repeat(301) }]);
});

test('a picture that cannot be shown is said in words, and one that is shown too', () => {
  const image = (url: string) => sent({ ...note('x'), blocks: [{ kind: 'image', url, alt: 'Douze votes' }] });
  expect(image('https://boite.example/w.png')).toMatchObject([
    { image_url: 'https://boite.example/w.png', footer: 'Douze votes' },
  ]);
  expect(image('/local/w.png')).toMatchObject([{ footer: 'Douze votes' }]);
});

test('a notification says the summary, and pings nobody', () => {
  const [first] = sent({ ...note('x'), summary: 'Bonjour @channel\u202E' });
  expect(first?.fallback).toBe('Bonjour @\u200Bchannel');
  expect(sent({ lang: 'fr', summary: 'Fait.', blocks: [] })).toEqual([{ fallback: 'Fait.', text: 'Fait.' }]);
});

test('a text too long for any post is cut in the middle of nothing, and what follows it stays', () => {
  const button: Button = { action: 'vote', value: 'for#1', label: 'Pour' };
  const body = '👩‍🚒 * '.repeat(40_000);
  const attachments = sent(says([body], { kind: 'context', text: ['à la fin'] }, buttons(button)));
  expect(attachments).toMatchObject([
    { text: expect.stringMatching(/…$/), footer: 'à la fin', actions: [{ name: 'Pour' }] },
  ]);
  const text = attachments[0]?.text ?? '';
  expect(text.isWellFormed()).toBe(true);
  expect(text.length).toBeGreaterThan(150_000);
});

test('the longest text a box keeps is shown whole', () => {
  const body = Array.from({ length: 2_000 }, (_, n) => `mot_${n}`)
    .join(' ')
    .slice(0, 20_000);
  expect(read(body).text).toBe(body);
});

test('an address in a text of a user is a link, never a picture, and nothing else of the text is a form', () => {
  const text = 'Voir https://example.org/a_b?c=1&d=2 (*bien*, @here), !https://x.example/p.png';
  const { links, forms, pings, strong, text: shown } = read(text);
  expect(shown).toBe(text);
  expect(links).toEqual([
    { url: 'https://example.org/a_b?c=1&d=2', text: 'https://example.org/a_b?c=1&d=2' },
    { url: 'https://x.example/p.png', text: 'https://x.example/p.png' },
  ]);
  expect([forms, pings, strong]).toEqual([[], [], []]);
  // An address in small print leaves it small print.
  const context = sent({ ...note('x'), blocks: [{ kind: 'context', text: ['https://x.example'] }] });
  expect(context).toMatchObject([{ footer: 'https://x.example' }]);
});
