import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/chat/commands/index.ts';
import { parse } from '../../src/chat/grammar/parse.ts';
import { loadConfig } from '../../src/config.ts';

/** What the documents say, held against the code. */

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../..', file), 'utf8');
const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found);

/** From a heading to the next one of its level. */
function section(text: string, heading: string): string {
  const [, found] = text.split(`\n## ${heading}\n`);
  if (found === undefined) throw new Error(`no section ${heading}`);
  return found.split('\n## ')[0] ?? '';
}

const example = parseEnv(read('.env.example'));
const readme = read('README.md');
const guide = read('docs/guide-utilisateur.md');

test('a copied .env.example is a configuration, and says the defaults', () => {
  expect(loadConfig(example as NodeJS.ProcessEnv)).toEqual(loadConfig({}));
});

test('.env.example and the README name every variable of the box and its adapters', () => {
  const box = all(read('src/config.ts'), /^ {2}([A-Z][A-Z_]+):/gm);
  const adapters = ['local', 'terminal', 'slack'].flatMap((name) =>
    all(read(`adapters/${name}/environment.ts`), /\b([A-Z]+_[A-Z_]+): /g),
  );
  const mattermost = all(read('adapters/mattermost/environment.ts'), /'(MATTERMOST(?:_[A-Z]+)+)'/g);
  const known = new Set([...box, ...adapters, ...mattermost, 'TERMINAL_USER']);
  expect(new Set(Object.keys(example))).toEqual(known);
  expect(new Set(all(section(readme, 'Configuration'), /^\| `([A-Z_]+)` +\|/gm))).toEqual(known);
});

test('the README names every script of package.json, and no other', () => {
  const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
  const named = all(section(readme, 'Commands'), /^\| `npm (?:run )?([a-z:]+)/gm);
  const main = scripts.filter((name) => !name.startsWith('check:') && name !== 'format');
  expect([...named].sort()).toEqual([...main].sort());
});

test('the guide names every command', () => {
  const table = section(guide, 'Tous les mots');
  for (const { word, waiting } of COMMANDS) {
    if (!waiting) expect([word, new RegExp(`(\`|/idee )${word}[ \`]`).test(table)]).toEqual([word, true]);
  }
});

test('what the guide shows to be typed is understood so', () => {
  const lines = all(guide, /^\/idee (.*?)(?: {3,}.*)?$/gm);
  expect(lines.length).toBeGreaterThan(8);
  for (const line of lines) {
    const [before = '', after] = line.split('@Anaïs');
    const mention = { person: { platform: 'local', realm: 'local', user: 'anais' }, name: 'Anaïs' };
    const spans = after === undefined ? [line] : [before, mention, ...(after ? [after] : [])];
    const { kind } = parse(COMMANDS, spans, { waiting: false });
    expect([line, kind]).toEqual([line, line.startsWith('Prêter') ? 'idea' : 'command']);
  }
});

test('links between the documents lead somewhere', () => {
  for (const file of [
    'README.md',
    'CONTRIBUTING.md',
    'docs/architecture.md',
    'docs/guide-utilisateur.md',
    'docs/similar-ideas.md',
    'docs/slack.md',
  ]) {
    const folder = file.includes('/') ? 'docs/' : '';
    for (const link of all(read(file), /\]\((?!https?:|#)([^)#]+)\)/g)) {
      if (link.endsWith('/')) continue;
      expect(() => read(`${folder}${link}`)).not.toThrow();
    }
  }
});
