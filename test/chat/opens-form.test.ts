import { expect, test } from '@jest/globals';
import type { Abilities, Adapter } from '../../src/chat/adapter.ts';
import type { Arrival } from '../../src/chat/arrival.ts';
import { opensForm } from '../../src/chat/router.ts';

/** Platforms by what their forms are. */
const adapters = new Map(
  (['steps', 'one', 'none'] as const).map((forms) => {
    const can: Abilities = { forms, buttons: true, private: true, threads: true, resendSafeMs: 0 };
    return [forms as string, { can: () => can } as Partial<Adapter> as Adapter];
  }),
);

const where = (platform: string) => ({ platform, realm: 'r', channel: 'c' });
const common = (platform: string) => ({ id: '1', by: { platform, realm: 'r', user: 'u' }, at: 0 });

function typed(text: string, platform = 'steps'): Arrival {
  return { kind: 'command', ...common(platform), where: where(platform), text: [text] };
}

function pressed(action: string, platform = 'steps'): Arrival {
  return { kind: 'press', ...common(platform), where: where(platform), on: 'private', action, value: '#1' };
}

test.each([
  ['', true],
  ['Une cantine bio', true],
  ['pour une cantine bio', true],
  ['tpo', true],
  ['completer #12', true],
  ['modifier #12', true],
  ['repondre #12', true],
  ['repondre #12 retenue Oui.', true],
  ['oui', true],
  ['completer #12 Aussi le samedi.', false],
  ['modifier #12 Autre titre', false],
  ['pour #12', false],
  ['top', false],
  ['aide', false],
])('"%s": %s', (text, opens) => {
  expect(opensForm({ adapters }, typed(text))).toBe(opens);
  expect(opensForm({ adapters }, typed(text, 'one'))).toBe(opens);
  expect(opensForm({ adapters }, typed(text, 'none'))).toBe(false);
  expect(opensForm({ adapters }, typed(text, 'not running'))).toBe(false);
});

test.each([
  ['answer', true],
  ['complete', true],
  ['edit', true],
  ['resume', true],
  ['propose-yes', true],
  ['propose-own', true],
  ['propose-no', false],
  ['vote', false],
  ['more', false],
  ['withdraw', false],
  ['constructor', false],
  ['__proto__', false],
])('the button "%s": %s', (action, opens) => {
  expect(opensForm({ adapters }, pressed(action))).toBe(opens);
  expect(opensForm({ adapters }, pressed(action, 'none'))).toBe(false);
});

test.each([
  ["one's own message", 'u', true],
  ['a message of no person', null, true],
  ["somebody else's, who is asked first", 'v', false],
])('the menu of %s: %s, %s', (_, author, opens) => {
  const shortcut = (platform: string): Arrival => ({
    kind: 'shortcut',
    ...common(platform),
    message: { ...where(platform), message: 'm' },
    text: 'Une cantine bio',
    author: author === null ? null : { platform, realm: 'r', user: author },
  });
  expect(opensForm({ adapters }, shortcut('steps'))).toBe(opens);
  expect(opensForm({ adapters }, shortcut('one'))).toBe(opens);
  expect(opensForm({ adapters }, shortcut('none'))).toBe(false);
});

test('a submit, a reaction and a home page open none by themselves', () => {
  const form = { nonce: 'n', step: 'idea', draft: null, where: null, expired: false };
  expect(opensForm({ adapters }, { kind: 'submit', ...common('steps'), form, values: {} })).toBe(false);
  const on = { ...where('steps'), message: '1' };
  expect(opensForm({ adapters }, { kind: 'mark', ...common('steps'), on, emoji: '👍', added: true })).toBe(
    false,
  );
  expect(opensForm({ adapters }, { kind: 'home', ...common('steps') })).toBe(false);
});
