import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../../src/chat/arrival.ts';
import { COMMANDS } from '../../../src/chat/commands/index.ts';
import { parse } from '../../../src/chat/grammar/parse.ts';
import { sentence } from './sentences.ts';

/** The box's own commands, against what people write. */

test('any French sentence opens the form', () => {
  fc.assert(
    fc.property(sentence, fc.boolean(), (text, waiting) => {
      const parsed = parse(COMMANDS, [text], { waiting });
      expect(parsed).toMatchObject({ kind: expect.stringMatching(/^(idea|near)$/), text });
    }),
    { numRuns: 3000 },
  );
});

test.each([
  'pour une cantine bio',
  'contre le gaspillage',
  'labo créer un espace détente',
  'moi je pense',
  'top 5 des idées',
])('%s is an idea', (text) => {
  expect(parse(COMMANDS, [text], { waiting: false })).toEqual({ kind: 'idea', text });
});

test.each(COMMANDS.map((command) => [command.example, command] as const))(
  '%s is understood as the command it is an example of',
  (example, command) => {
    const person = { platform: 'local', realm: 'local', user: 'yann' };
    const spans = example.split(/(@\p{L}+)/u).map((run): Span => {
      return run.startsWith('@') ? { person, name: run.slice(1) } : run;
    });
    const parsed = parse(COMMANDS, spans, { waiting: command.waiting ?? false });
    expect(parsed).toMatchObject({ kind: 'command', command: { word: command.word } });
  },
);

test('whatever follows the word of the search is a search, and opens no form', () => {
  const typed = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      sentence,
      fc.constantFrom('#12', 'top', 'labo créer', ':', ' : ', '.', '\u200B', '\n', '\uD83D'),
      fc.string().map((name) => ({ person: { platform: 'local', realm: 'local', user: 'yann' }, name })),
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(fc.constantFrom('chercher', 'Search'), typed, fc.boolean(), (word, spans, waiting) => {
      const parsed = parse(COMMANDS, [`${word} `, ...spans], { waiting });
      if (parsed.kind !== 'command') throw new Error(parsed.kind);
      expect(parsed.command.word).toBe('chercher');
      expect(parsed.command.opensForm(parsed.args)).toBe(false);
      const said = spans.map((span) => (typeof span === 'string' ? span : `@${span.name}`)).join('');
      const { text = '' } = parsed.args as { text?: string };
      expect(said).toContain(text);
      // Nothing but punctuation and a colon before it are left out.
      expect(said.replace(text, '')).toMatch(/^[\s.!?…:]*$/u);
    }),
    { numRuns: 1500 },
  );
});

test('no two commands are typed the same', () => {
  const spellings = COMMANDS.flatMap((command) => command.spellings);
  expect(spellings.filter((one, place) => spellings.indexOf(one) !== place)).toEqual([]);
});
