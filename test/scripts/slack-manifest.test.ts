import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { boxAddress } from '../../scripts/manifesting/box-address.ts';
import { type Manifest, manifestOf } from '../../scripts/manifesting/manifest.ts';
import { slackManifest } from '../../scripts/manifesting/manifest-script.ts';
import { SCOPES } from '../../scripts/manifesting/scopes.ts';
import { OWN_RULES, referenceRules } from '../fakes/slack/web-api/rules.ts';
import { runScript } from './surroundings.ts';

/** The adapter's source, file by file. */
const ADAPTER = join(import.meta.dirname, '../../adapters/slack');
const SOURCES = readdirSync(ADAPTER, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(ADAPTER, file), 'utf8'));
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, one = '']) => one);

/** Methods of the Web API that the adapter calls with a bot token. */
const METHODS = new Set(
  SOURCES.flatMap((source) =>
    found(source, /\b(?:client|slack)\.((?:auth|chat|conversations|reactions|users|views)\.[a-zA-Z]+)\(/g),
  ),
);

/** What the adapter takes of events; `message` is taken of direct messages alone. */
const TAKEN = found(
  readFileSync(join(ADAPTER, 'inbound/events.ts'), 'utf8').match(
    /EVENTS[^{]*= \{([^}]*(?:\}[^}]*)*?)\n\};/,
  )?.[1] ?? '',
  /^ {2}([a-z_]+):/gm,
).map((event) => (event === 'message' ? 'message.im' : event));

/** What Slack asks for before it tells of an event (Slack docs: the page of each event); none: nothing. */
const EVENT_SCOPES: Readonly<Record<string, readonly string[]>> = {
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
  'message.im': ['im:history'],
  channel_archive: ['channels:read'],
  channel_deleted: ['channels:read'],
  channel_left: ['channels:read'],
  group_archive: ['groups:read'],
  group_deleted: ['groups:read'],
  group_left: ['groups:read'],
  member_joined_channel: ['channels:read', 'groups:read'],
  member_left_channel: ['channels:read', 'groups:read'],
};

/** Kinds of conversations the box is in: several scopes of a method are one a kind. */
const KINDS = /^(channels|groups|im):/;

const whole = manifestOf({ kind: 'http', box: new URL('https://idees.example.fr') }, { minimal: false });
const scopesIn = ({ oauth_config }: Manifest): readonly string[] => oauth_config?.scopes?.bot ?? [];

describe('the manifest', () => {
  test('has the scopes of every method the adapter calls', () => {
    expect(METHODS.size).toBeGreaterThan(12);
    for (const method of METHODS) {
      const rule = (referenceRules() ?? OWN_RULES)[method];
      const scopes = rule?.scopes ?? ['a method nobody knows'];
      // Opening a conversation with one person takes the scope of that kind alone.
      const needed =
        method === 'conversations.open'
          ? ['im:write']
          : scopes.length > 1
            ? scopes.filter((scope) => KINDS.test(scope))
            : [...scopes];
      expect([method, scopesIn(whole)]).toEqual([method, expect.arrayContaining(needed)]);
    }
  });

  test('has the scopes of every event', () => {
    const needed = TAKEN.flatMap((event) => EVENT_SCOPES[event] ?? []);
    expect(scopesIn(whole)).toEqual(expect.arrayContaining(needed));
  });

  test('asks for no scope that neither a method nor an event needs', () => {
    const rules = referenceRules() ?? OWN_RULES;
    const used = new Set([
      'commands',
      ...[...METHODS].flatMap((method) => rules[method]?.scopes ?? []),
      ...TAKEN.flatMap((event) => EVENT_SCOPES[event] ?? []),
    ]);
    expect(scopesIn(whole).filter((scope) => !used.has(scope))).toEqual([]);
  });

  test('subscribes to what the adapter takes, and to nothing else', () => {
    expect(TAKEN.length).toBeGreaterThan(10);
    expect([...(whole.settings?.event_subscriptions?.bot_events ?? [])].sort()).toEqual([...TAKEN].sort());
  });

  test('keeps within what Slack takes', () => {
    const { display_information: shown, features, settings } = whole;
    expect(shown.name.length).toBeLessThanOrEqual(35);
    expect(shown.description?.length).toBeLessThanOrEqual(140);
    expect(shown.background_color).toMatch(/^#[0-9a-f]{6}$/);
    expect(features?.bot_user?.display_name).toMatch(/^[a-z0-9._-]{1,80}$/);
    expect(features?.shortcuts?.map(({ name }) => name)).toEqual(['Proposer comme idée']);
    for (const { name, callback_id, description } of features?.shortcuts ?? []) {
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(24);
      expect(callback_id.length).toBeLessThanOrEqual(255);
      expect(description.length).toBeLessThanOrEqual(150);
    }
    for (const { command, usage_hint, should_escape } of features?.slash_commands ?? []) {
      expect(command).toMatch(/^\/[a-z]{1,31}$/);
      expect(usage_hint?.length).toBeLessThanOrEqual(1000);
      expect(should_escape).toBe(true);
    }
    expect(settings?.token_rotation_enabled).toBe(false);
  });

  test('--minimal takes away the two histories of channels and nothing else', () => {
    const minimal = manifestOf({ kind: 'socket' }, { minimal: true });
    const left = scopesIn(whole).filter((scope) => !scopesIn(minimal).includes(scope));
    expect(left).toEqual(['channels:history', 'groups:history']);
    expect(minimal.settings?.event_subscriptions?.bot_events).toEqual(
      whole.settings?.event_subscriptions?.bot_events,
    );
  });
});

describe('npm run slack:manifest', () => {
  async function printed(...argv: string[]): Promise<{ manifest: Manifest; err: string; out: string }> {
    const { code, out, err } = await runScript(slackManifest, argv);
    expect(code).toBe(0);
    return { manifest: JSON.parse(out) as Manifest, err, out };
  }

  test('--url puts the address of requests everywhere Slack wants one', async () => {
    const { manifest, out } = await printed('--url', 'https://idees.example.fr/');
    const url = 'https://idees.example.fr/slack/events';
    expect(manifest.features?.slash_commands?.[0]?.url).toBe(url);
    expect(manifest.settings?.event_subscriptions?.request_url).toBe(url);
    expect(manifest.settings?.interactivity).toEqual({ is_enabled: true, request_url: url });
    expect(manifest.settings?.socket_mode_enabled).toBe(false);
    expect(out.match(/https:/g)).toHaveLength(3);
  });

  test('--socket names no address at all', async () => {
    const { manifest, out } = await printed('--socket');
    expect(manifest.settings?.socket_mode_enabled).toBe(true);
    expect(manifest.settings?.interactivity?.is_enabled).toBe(true);
    expect(out).not.toMatch(/http|url/);
  });

  test('says on standard error why each scope is asked for', async () => {
    const { err } = await printed('--socket');
    for (const { name } of SCOPES) expect(err).toMatch(new RegExp(`^  ${name} +\\S.{10,}$`, 'm'));
    expect(err).not.toContain('Left out');
  });

  test('says with --minimal what is then off', async () => {
    const { err } = await printed('--socket', '--minimal');
    expect(err).toMatch(/^Left out: channels:history, groups:history\. Then .*💡/m);
  });

  test.each([
    ['neither way', []],
    ['both ways', ['--socket', '--url', 'https://idees.example.fr']],
    ['http to another machine', ['--url', 'http://idees.example.fr']],
    ['no address', ['--url', 'idees']],
    ['a password in the address', ['--url', 'https://me:secret@idees.example.fr']],
  ])('ends with 2 on %s', async (_what, argv) => {
    const { code, out, err } = await runScript(slackManifest, argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('https://idees.example.fr');
    expect(err).not.toContain('secret');
  });

  test('http is taken on this machine, and a path is kept', () => {
    expect(boxAddress('http://127.0.0.1:3000')).toBeInstanceOf(URL);
    const box = new URL('https://www.example.fr/idees/');
    const { settings } = manifestOf({ kind: 'http', box }, { minimal: false });
    expect(settings?.interactivity?.request_url).toBe('https://www.example.fr/idees/slack/events');
  });

  test('the address of requests itself is not doubled', () => {
    const box = new URL('https://idees.example.fr/slack/events');
    const { settings } = manifestOf({ kind: 'http', box }, { minimal: false });
    expect(settings?.interactivity?.request_url).toBe(box.href);
  });
});
