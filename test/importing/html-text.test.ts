import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { htmlText } from '../../src/importing/html-text.ts';

test.each([
  ['<p>Un banc.</p><p>Devant l&#39;accueil.</p>', "Un banc.\n\nDevant l'accueil."],
  ['Ligne<br>suivante<br/>encore', 'Ligne\nsuivante\nencore'],
  ['<ul>\n  <li>un</li>\n  <li><strong>deux</strong></li>\n</ul>', '- un\n- deux'],
  ['<a href="https://exemple.fr/a" target="_blank">le plan</a>', 'le plan (https://exemple.fr/a)'],
  ['<a href="https://exemple.fr/">https://exemple.fr/</a>', 'https://exemple.fr/'],
  ['&lt;b&gt; &amp;lt; &eacute;&nbsp;&#x20AC; &inconnu;', '<b> &lt; é € &inconnu;'],
  ['<script>alert(1)</script>Texte<style>p{}</style><!-- non -->', 'Texte'],
  ['3 < 4 et 5 > 2', '3 < 4 et 5 > 2'],
  ['Un texte sans rien.', 'Un texte sans rien.'],
  ['&#0;&#1114112;', '&#0;&#1114112;'],
])('%j reads as text', (html, text) => {
  expect(htmlText(html)).toBe(text);
});

test('a text that was escaped and put in a paragraph comes back', () => {
  const word = fc.string({ unit: fc.constantFrom(...'aé<>&"\'-1 /'), minLength: 1 });
  fc.assert(
    fc.property(word, (text) => {
      const plain = text.replace(/\s+/g, ' ').trim();
      const escaped = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
      expect(htmlText(`<p>${escaped}</p>`)).toBe(plain);
    }),
  );
});

test('long and hostile input takes no time worth telling', () => {
  const begun = performance.now();
  for (const piece of ['<a href="https:', '<', '<!--', '<script>', '&#', '<li> ']) {
    htmlText(piece.repeat(20_000 / piece.length));
  }
  expect(performance.now() - begun).toBeLessThan(2000);
});
