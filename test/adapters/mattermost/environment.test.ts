import { describe, expect, test } from '@jest/globals';
import { environment, siteNameOf } from '../../../adapters/mattermost/environment.ts';

const TEAM = '6ksdzmd7nfn1bgp1rhnnqxzkqa';
const OTHER = 'xt5q3mrk1tyd9rwu8kzbh4o6ae';
const ONE = {
  MATTERMOST_URL: 'https://chat.example.fr/',
  MATTERMOST_BOT_TOKEN: 'bot-token-secret',
  MATTERMOST_COMMAND_TOKENS: `${TEAM}=command-secret`,
  PUBLIC_URL: 'https://idees.example.fr',
};

/** Each variable that is complained about, with what is said. */
function problems(env: Record<string, string | undefined>): Record<string, string> {
  const { error } = environment.safeParse(env);
  return Object.fromEntries((error?.issues ?? []).map(({ path, message }) => [String(path[0]), message]));
}

describe('the settings of Mattermost', () => {
  test('name one server, its bot and the command of each team', () => {
    const env = environment.parse({
      ...ONE,
      MATTERMOST_COMMAND_TOKENS: ` ${TEAM}=command-secret , ${OTHER} = other-secret`,
    });
    const [site] = env.sites;
    expect(site).toMatchObject({
      realm: 'chat.example.fr',
      url: 'https://chat.example.fr',
      botToken: 'bot-token-secret',
    });
    expect([...(site?.commandTokens ?? [])]).toEqual([
      [TEAM, 'command-secret'],
      [OTHER, 'other-secret'],
    ]);
    expect(env.callbackUrl.href).toBe('https://idees.example.fr/');
  });

  test('name further servers by a number, each with its own name', () => {
    const env = environment.parse({
      ...ONE,
      MATTERMOST_URL_2: 'http://10.0.0.4:8065/chat',
      MATTERMOST_BOT_TOKEN_2: 'second-bot-token',
      MATTERMOST_COMMAND_TOKENS_2: `${OTHER}=second-secret`,
      MATTERMOST_URL_3: 'https://autre.example.fr',
      MATTERMOST_BOT_TOKEN_3: 'third-bot-token',
      MATTERMOST_COMMAND_TOKENS_3: `${TEAM}=third-secret`,
      MATTERMOST_SITE_3: 'troisieme',
      MATTERMOST_CALLBACK_URL: 'http://10.0.0.12:3000/idees/',
    });
    expect(env.sites.map(({ realm }) => realm)).toEqual([
      'chat.example.fr',
      '10.0.0.4-8065-chat',
      'troisieme',
    ]);
    expect(env.sites[1]?.url).toBe('http://10.0.0.4:8065/chat');
    expect(env.callbackUrl.href).toBe('http://10.0.0.12:3000/idees/');
  });

  test('are all missed at once, and an empty one is as good as absent', () => {
    expect(Object.keys(problems({ MATTERMOST_SITE: ' ', MATTERMOST_URL_2: '' }))).toEqual([
      'MATTERMOST_URL',
      'MATTERMOST_BOT_TOKEN',
      'MATTERMOST_COMMAND_TOKENS',
      'MATTERMOST_CALLBACK_URL',
    ]);
  });

  test('are read from the environment of the process', () => {
    expect(Object.keys(problems(process.env))).toContain('MATTERMOST_URL');
  });

  test('of a server that is begun are missed by their own names', () => {
    expect(Object.keys(problems({ ...ONE, MATTERMOST_URL_2: 'https://deux.example.fr' }))).toEqual([
      'MATTERMOST_BOT_TOKEN_2',
      'MATTERMOST_COMMAND_TOKENS_2',
    ]);
    expect(problems({ ...ONE, MATTERMOST_SITE_3: 'trois' })).toHaveProperty('MATTERMOST_URL_2');
  });

  test('that are wrong are told with an example, and never with their value', () => {
    const wrong = {
      MATTERMOST_URL: 'chat.secret.fr',
      MATTERMOST_BOT_TOKEN: 'se cret',
      MATTERMOST_COMMAND_TOKENS: `${TEAM}:secret-value`,
      MATTERMOST_SITE: 'Le Site',
      MATTERMOST_CALLBACK_URL: 'ftp://idees.example.fr',
      MATTERMOST_EMOJI: 'un deux=👍',
    };
    const told = problems(wrong);
    expect(Object.keys(told).sort()).toEqual(Object.keys(wrong).sort());
    for (const [name, says] of Object.entries(told)) {
      expect([name, says.includes('for example')]).toEqual([name, true]);
      expect(says).not.toContain(wrong[name as keyof typeof wrong]);
    }
  });

  test.each([
    ['a team named twice', { MATTERMOST_COMMAND_TOKENS: `${TEAM}=command-one,${TEAM}=command-two` }],
    ['no team', { MATTERMOST_COMMAND_TOKENS: ',' }],
    ['a token in the place of a team', { MATTERMOST_COMMAND_TOKENS: 'command-secret' }],
    ['an address with a password', { MATTERMOST_URL: 'https://user:pass@chat.example.fr' }],
  ])('are refused with %s', (_, env) => {
    expect(Object.keys(problems({ ...ONE, ...env }))).toEqual(Object.keys(env));
  });

  test('do not give two servers one name', () => {
    const second = Object.entries(ONE).map(([name, value]) => [`${name}_2`, value]);
    expect(Object.keys(problems({ ...ONE, ...Object.fromEntries(second) }))).toEqual(['MATTERMOST_SITE_2']);
  });
});

test.each([
  ['https://chat.example.fr', 'chat.example.fr'],
  ['https://chat.example.fr:443', 'chat.example.fr'],
  ['http://chat.example.fr:8065', 'chat.example.fr-8065'],
  ['https://Example.fr/Chat/équipe', 'example.fr-chat--c3-a9quipe'],
  ['http://[::1]:8065', '1--8065'],
])('the name of the site at %s is %s', (url, name) => {
  expect(siteNameOf(url)).toBe(name);
});
