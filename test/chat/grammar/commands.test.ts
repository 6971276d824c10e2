import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Span } from '../../../src/chat/arrival.ts';
import { COMMANDS } from '../../../src/chat/commands/index.ts';
import { exampleOf } from '../../../src/chat/grammar/help.ts';
import { parse } from '../../../src/chat/grammar/parse.ts';
import { LANGS } from '../../../src/i18n/lang.ts';
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
  'labo photo au 3e étage',
  'moi je pense',
  'top 5 des idées',
])('%s is an idea', (text) => {
  expect(parse(COMMANDS, [text], { waiting: false })).toEqual({ kind: 'idea', text });
});

const examples = COMMANDS.flatMap((command) =>
  [...new Set(LANGS.map((lang) => exampleOf(command, lang)))].map((example) => [example, command] as const),
);

test.each(examples)('%s is understood as the command it is an example of', (example, command) => {
  const person = { platform: 'local', realm: 'local', user: 'yann' };
  const spans = example.split(/(@\p{L}+)/u).map((run): Span => {
    return run.startsWith('@') ? { person, name: run.slice(1) } : run;
  });
  const parsed = parse(COMMANDS, spans, { waiting: command.waiting ?? false });
  expect(parsed).toMatchObject({ kind: 'command', command: { word: command.word } });
});

test('an English example has no French word, and begins as the command is named in English', () => {
  for (const command of COMMANDS.filter(({ names }) => names.en.length > 0)) {
    const example = exampleOf(command, 'en');
    const [name = ''] = command.names.en;
    expect(example.slice(0, name.length)).toBe(name);
    const rest = example.slice(name.length).trim();
    expect(rest).not.toMatch(/nom=|bilan=|jour|retenue|bretagne|aussi|prêter/i);
  }
});

/** A command typed in each of its ways. */
const typedWays = COMMANDS.filter(({ waiting }) => !waiting).flatMap((command) =>
  command.spellings.map((spelling) => ({ spelling, command })),
);
const needs = (kind: 'idea' | 'any') => (way: (typeof typedWays)[number]) =>
  Object.values(way.command.args).some(
    ({ usage, optional }) => (kind === 'any' || usage.fr.includes('#n')) && !optional,
  );
const rest = fc
  .tuple(fc.constantFrom('photo', 'et', 'par'), sentence)
  .map(([word, after]) => `${word} ${after.replace(/#/g, '')}`);

test.each(typedWays.filter(needs('any')).map(({ spelling, command }) => [spelling, command.word]))(
  '%s alone is answered by how it is written',
  (spelling, word) => {
    expect(parse(COMMANDS, [spelling], { waiting: false })).toMatchObject({
      kind: 'misused',
      command: { word },
    });
  },
);

test('a command of an idea is one, or is corrected, whatever stands behind the number with its sign', () => {
  const way = fc.constantFrom(...typedWays.filter(needs('idea')));
  fc.assert(
    fc.property(way, rest, ({ spelling, command }, after) => {
      const parsed = parse(COMMANDS, [`${spelling} #12 ${after}`], { waiting: false });
      expect(parsed).toMatchObject({
        kind: expect.stringMatching(/^(command|misused)$/),
        command: { word: command.word },
      });
    }),
    { numRuns: 1500 },
  );
});

test('a setting of a lab is no title: what holds one is a command, or is corrected', () => {
  const way = fc.constantFrom(...typedWays.filter(({ command }) => command.word.startsWith('labo ')));
  const setting = fc.constantFrom('nom=Bretagne', 'name="Labo B"', 'région=Bretagne', 'langue=fr', 'digest=');
  fc.assert(
    fc.property(way, setting, rest, fc.boolean(), ({ spelling }, pair, after, before) => {
      const group = spelling.split(' ')[0] ?? '';
      for (const name of [spelling, `${group} renommer`]) {
        const text = before ? `${name} ${pair} ${after}` : `${name} ${after} ${pair}`;
        expect(parse(COMMANDS, [text], { waiting: false }).kind).not.toMatch(/idea|near/);
      }
    }),
    { numRuns: 500 },
  );
});

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
