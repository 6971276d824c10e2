import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { withLinks } from '../../../src/chat/kit/with-links.ts';
import { plain } from '../../../src/chat/message.ts';
import { hostileText } from '../../contract/hostile.ts';

/** The addresses of the links in a text. */
const linksOf = (text: string) =>
  withLinks([text]).flatMap((run) => (typeof run !== 'string' && run.kind === 'link' ? [run.url] : []));

const address = fc.webUrl({ withQueryParameters: true, withFragments: true });

test('a text with links reads as it did, and each link says where it leads', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(hostileText, address, fc.constant(' ')), { maxLength: 6 }), (parts) => {
      const text = parts.join('');
      const runs = withLinks([text]);
      expect(plain(runs)).toBe(text);
      for (const run of runs) {
        if (typeof run === 'string') continue;
        expect(run).toEqual({
          kind: 'link',
          url: expect.stringMatching(/^https?:\/\//i),
          text: run.kind === 'link' && run.url,
        });
        expect(text).toContain(plain([run]));
      }
    }),
    { numRuns: 1_000 },
  );
});

test('an address between words is a link', () => {
  const ends = fc.constantFrom('', '.', ' ', ')', ' »', ', puis', '\n', ' ?', '!');
  fc.assert(
    fc.property(
      address,
      fc.constantFrom('', 'voir ', '(', '« ', 'voir :\n', '<'),
      ends,
      (url, before, after) => {
        // What ends a sentence is left out of an address.
        fc.pre(!/[.,;:!?'*]$|[()]/.test(url));
        expect(linksOf(`${before}${url}${after}`)).toEqual([url]);
      },
    ),
  );
});

describe('what is and what is no link', () => {
  test.each([
    ['Voir https://example.org/plan.', ['https://example.org/plan']],
    ['(https://fr.wikipedia.org/wiki/Labo_(lieu))', ['https://fr.wikipedia.org/wiki/Labo_(lieu)']],
    ['https://fr.wikipedia.org/wiki/Économie', ['https://fr.wikipedia.org/wiki/Économie']],
    [
      'HTTPS://EXAMPLE.ORG/A et http://b.example:8080/?x=1&y=2#z',
      ['HTTPS://EXAMPLE.ORG/A', 'http://b.example:8080/?x=1&y=2#z'],
    ],
    ['*https://example.org*', ['https://example.org']],
    ['<https://example.org|la boîte>', ['https://example.org']],
    ['[la boîte](https://example.org)', ['https://example.org']],
    ['[la boîte](https://example.org)#titre', ['https://example.org']],
    // A user name before the host, a host that looks like another, another scheme, no host, a part of something else.
    ['https://banque.example@evil.example/', []],
    ['https://bаnque.example/', []],
    ['https://a&b.example/ https://a=b', []],
    ['javascript:alert(1) ftp://a.example mailto:a@b.example www.a.example', []],
    ['https:// et http://?', []],
    ['ahttps://example.org web/https://example.org', []],
    // It may have been cut.
    ['https://example.org/tres-lo…', []],
  ])('%s', (text, links) => {
    expect(linksOf(text)).toEqual(links);
  });

  test('an address that goes on in the next run is none', () => {
    const runs = ['voir https://example.org/', { kind: 'strong', text: 'plan' }] as const;
    expect(withLinks(runs)).toEqual(runs);
    expect(withLinks(['voir https://example.org', '/plan'])).toEqual([
      'voir ',
      { kind: 'link', url: 'https://example.org/plan', text: 'https://example.org/plan' },
    ]);
  });
});
