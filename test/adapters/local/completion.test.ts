import { describe, expect, test } from '@jest/globals';
import { hint, suggestions } from '../../../adapters/local/page/completion.ts';

const command = (word: string, args = '', aliases: string[] = []) => ({
  word,
  aliases,
  usage: { fr: args, en: args },
  help: { fr: `aide de ${word}`, en: `help of ${word}` },
  example: word,
});

const WORLD = {
  commandWord: '/idee',
  grammar: [
    command('top'),
    command('nouveautés', '', ['news']),
    command('digest apercu'),
    command('digest envoyer'),
    command('pour', '#n'),
  ],
};

const offered = (typed: string) => suggestions(typed, WORLD, 'fr', 'déposer').map(({ text }) => text);

describe('what is offered', () => {
  test.each([
    ['', []],
    ['bonjour', []],
    ['/', ['/idee ']],
    ['/IDE', ['/idee ']],
    ['/idee', ['/idee ']],
    [
      '/idee ',
      ['/idee top', '/idee nouveautés', '/idee digest apercu', '/idee digest envoyer', '/idee pour '],
    ],
    ['/idee t', ['/idee top']],
    ['/Idée NOUVEAUTE', ['/idee nouveautés']],
    ['/idee new', ['/idee nouveautés']],
    ['/idee digest ', ['/idee digest apercu', '/idee digest envoyer']],
    ['/idee top', []],
    ['/idee pour une cantine', []],
  ])('for %j', (typed, texts) => {
    expect(offered(typed)).toEqual(texts);
  });
});

describe('the hint', () => {
  test.each([
    ['/idee pour', '/idee pour #n'],
    ['/idee pour 22', '/idee pour #n'],
    ['/idee digest envoyer', '/idee digest envoyer'],
    ['/idee pourquoi pas', undefined],
    ['pour 22', undefined],
  ])('for %j', (typed, shown) => {
    expect(hint(typed, WORLD, 'fr')?.shown).toBe(shown);
  });
});
