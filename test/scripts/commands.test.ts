import { describe, expect, test } from '@jest/globals';
import { commands } from '../../scripts/grammar/commands-script.ts';
import { COMMANDS } from '../../src/chat/commands/index.ts';
import { runScript } from './surroundings.ts';

describe('npm run commands', () => {
  test('lists every command in French, one a line', async () => {
    const { code, out } = await runScript(commands, []);
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toHaveLength(COMMANDS.length);
    expect(lines).toContainEqual(expect.stringMatching(/^pour #n +reader +\S/));
    expect(lines).toContainEqual(expect.stringMatching(/^oui +reader \(asked\) +\S/));
  });

  test('lists them in English', async () => {
    const { out } = await runScript(commands, ['--lang', 'en']);
    expect(out).toMatch(/^show #n +reader +\S/m);
  });

  test('prints what a program needs of each as JSON', async () => {
    const { code, out } = await runScript(commands, ['--json']);
    expect(code).toBe(0);
    const all = JSON.parse(out) as { word: string }[];
    expect(all.map(({ word }) => word)).toEqual(COMMANDS.map(({ word }) => word));
    expect(all.find(({ word }) => word === 'voir')).toEqual({
      word: 'voir',
      names: { fr: ['voir'], en: expect.arrayContaining(['show']) },
      usage: { fr: '#n', en: '#n' },
      who: 'reader',
      waiting: false,
      help: { fr: expect.any(String), en: expect.any(String) },
      example: expect.stringMatching(/^voir #\d+$/),
    });
  });

  test('ends with 2 on a language it does not speak', async () => {
    const { code, err } = await runScript(commands, ['--lang', 'de']);
    expect(code).toBe(2);
    expect(err).toContain('fr, en');
  });
});
