import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMrkdwn } from './slack/reading/mrkdwn.ts';

/** How texts are read, whatever they are. */

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const tricky = fc.array(
  fc.oneof(
    fc.constantFrom('<!channel>', '<@U12345>', '<https://x.fr|y>', '&lt;', '*', '_', '`', '>'),
    fc.string(),
  ),
);

test('an escaped text calls nobody and reads as it was written, but for its styles', () => {
  fc.assert(
    fc.property(tricky, (parts) => {
      const text = parts.join('');
      const { pings, links, text: read } = readMrkdwn(escaped(text), (id) => id);
      const bare = (one: string) => one.replace(/[*_~`>\s]/g, '');
      expect(pings).toEqual([]);
      expect(links.every(({ url }) => text.includes(url))).toBe(true);
      expect(bare(read)).toBe(bare(text));
    }),
    { numRuns: 300 },
  );
});

test('an unescaped call is heard wherever it stands', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (before, after) => {
      const { pings } = readMrkdwn(`${escaped(before)}<!here>${escaped(after)}`, (id) => id);
      expect(pings).toEqual(['here']);
    }),
  );
});

test.each([
  ['*gras*', 'gras', ['gras']],
  ['2 * 3 * 4', '2 * 3 * 4', []],
  ['snake_case_name', 'snake_case_name', []],
  ['&gt; cité', 'cité', ['cité']],
  ['`a*b*`', 'a*b*', ['a*b*']],
])('%s reads %s', (source, text, styled) => {
  expect(readMrkdwn(source, (id) => id)).toMatchObject({ text, styled });
});
