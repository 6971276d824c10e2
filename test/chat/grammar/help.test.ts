import { expect, test } from '@jest/globals';
import { commandsUnder, helpOf, helpOfAll, usageOf } from '../../../src/chat/grammar/help.ts';
import { parse } from '../../../src/chat/grammar/parse.ts';
import { SAMPLE } from './sample.ts';

const named = (word: string) => {
  const found = SAMPLE.find((command) => command.word === word);
  if (!found) throw new Error(word);
  return found;
};

test('a command is described in both languages', () => {
  expect(helpOf(named('voir'))).toEqual({
    word: 'voir',
    aliases: ['show', 'view'],
    usage: { fr: '#n', en: '#n' },
    help: {
      fr: 'une idée en entier, avec ses votes et sa réponse',
      en: 'a whole idea, with its votes and its answer',
    },
    example: 'voir #2256',
  });
});

test('usage names the arguments, optional ones in brackets', () => {
  expect(usageOf(named('repondre'), 'fr')).toBe('répondre #n [STATUT] [TEXTE]');
  expect(usageOf(named('repondre'), 'en')).toBe('answer #n [STATUS] [TEXT]');
  expect(usageOf(named('top'), 'fr')).toBe('top');
  expect(usageOf(named('labo creer'), 'fr')).toBe('labo créer nom-court [clé=valeur]');
});

test('answers to a question are not among the commands to learn', () => {
  const words = helpOfAll(SAMPLE).map(({ word }) => word);
  expect(words).toContain('voir');
  expect(words).not.toContain('oui');
  expect(words).not.toContain('choix');
});

test('help for a word is about that command or that group', () => {
  const under = (word: string) => commandsUnder(SAMPLE, word).map((command) => command.word);
  expect(under('voir')).toEqual(['voir']);
  expect(under('labo')).toEqual(['labo creer', 'labo modifier', 'labo lier', 'labo animateur']);
  expect(under('lab')).toEqual([]);
});

test('an example is understood as the command it shows', () => {
  const parsed = parse(SAMPLE, [named('voir').example], { waiting: false });
  expect(parsed).toMatchObject({ kind: 'command', command: { word: 'voir' } });
});
