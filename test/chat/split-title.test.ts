import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { splitTitle } from '../../src/chat/split-title.ts';
import { TITLE_MAX } from '../../src/ideas/idea.ts';
import { lengthOf } from '../../src/text.ts';

const LONG = 'une phrase qui ne finit pas, '.repeat(10).trim();

test.each([
  ['', {}],
  ['  \n ', {}],
  ['Une cantine bio', { title: 'Une cantine bio' }],
  ['  Une cantine bio  ', { title: 'Une cantine bio' }],
  [
    'Une cantine bio\nAvec des produits du coin.',
    { title: 'Une cantine bio', body: 'Avec des produits du coin.' },
  ],
  ['Une cantine\n\nUn\n\nDeux', { title: 'Une cantine', body: 'Un\n\nDeux' }],
  [`Prêtons les outils ! ${LONG}`, { title: 'Prêtons les outils !', body: LONG }],
  [`Prêtons les outils. ${LONG}\nFin.`, { title: 'Prêtons les outils.', body: `${LONG}\nFin.` }],
  // Too short to be an idea: the next sentence belongs to it.
  [`Bonjour. Prêtons les outils. ${LONG}`, { title: 'Bonjour. Prêtons les outils.', body: LONG }],
  [LONG, { body: LONG }],
  [`${LONG}. Enfin.`, { body: `${LONG}. Enfin.` }],
  ['x'.repeat(TITLE_MAX), { title: 'x'.repeat(TITLE_MAX) }],
  ['💡'.repeat(TITLE_MAX + 1), { body: '💡'.repeat(TITLE_MAX + 1) }],
])('%j', (typed, split) => expect(splitTitle(typed)).toEqual(split));

test('no word is lost, and a title always fits', () => {
  const words = fc.array(fc.constantFrom('idée', 'de', 'café.', 'Oui !', '\n', 'très', LONG), {
    maxLength: 40,
  });
  const seen = (text: string) => text.replace(/\s+/g, '');
  fc.assert(
    fc.property(words, (typed) => {
      const text = typed.join(' ');
      const { title = '', body = '' } = splitTitle(text);
      expect(lengthOf(title)).toBeLessThanOrEqual(TITLE_MAX);
      expect(seen(title + body)).toBe(seen(text));
    }),
  );
});
