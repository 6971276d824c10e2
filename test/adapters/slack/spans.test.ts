import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText, spansOf } from '../../../adapters/slack/inbound/spans.ts';
import type { Person } from '../../../src/chat/place.ts';

const personOf = (user: string): Person => ({ platform: 'slack', realm: 'T1', user });
const spans = (text: string) => spansOf(text, personOf);
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

test('whatever was typed reads again as it was typed: unescaped once, no more', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(spans(escaped(text)).join('')).toBe(text);
      expect(plainText(escaped(text), personOf)).toBe(text);
    }),
  );
  expect(spans('&amp;lt;!channel&amp;gt;')).toEqual(['&lt;!channel&gt;']);
});

test('persons are resolved, the text around them stays', () => {
  expect(spans('labo animateur <@U1|anais> et <@W2>.')).toEqual([
    'labo animateur ',
    { person: personOf('U1'), name: 'anais' },
    ' et ',
    { person: personOf('W2'), name: '…' },
    '.',
  ]);
  expect(plainText('Merci <@U1|an&amp;is>', personOf)).toBe('Merci @an&is');
});

describe('everything else Slack marks reads as it was typed', () => {
  test.each([
    ['<#C1|general>', '#general'],
    ['<#C1>', '#…'],
    ['<#C1|>', '#…'],
    ['<!here>', '@here'],
    ['<!channel>', '@channel'],
    ['<!subteam^S1|@bretagne>', '@bretagne'],
    ['<!subteam^S1>', '@…'],
    ['<!date^1392734382^{date}|18 février>', '18 février'],
    ['<https://example.fr/a?b=1&amp;c=2>', 'https://example.fr/a?b=1&c=2'],
    ['<http://example.fr|example.fr>', 'example.fr'],
    ['<https://example.fr/|https://example.fr>', 'https://example.fr'],
    ['<https://example.fr|>', 'https://example.fr'],
    ['<https://example.fr/a?b=1&amp;c=2|le plan &amp; moi>', 'le plan & moi (https://example.fr/a?b=1&c=2)'],
    ['<mailto:a@example.fr|écrire à Anne>', 'écrire à Anne (a@example.fr)'],
    ['<tel:+33299000000|+33299000000>', '+33299000000'],
    ['<tel:+33299000000|02 99 00 00 00>', '02 99 00 00 00 (+33299000000)'],
    ['<mailto:a@example.fr|a@example.fr>', 'a@example.fr'],
    ['<>', ''],
    ['<@>', ''],
    ['a < b', 'a < b'],
  ])('%s', (marked, typed) => {
    expect(spans(marked).join('')).toBe(typed);
  });
});
