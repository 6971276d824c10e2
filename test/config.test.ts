import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { adapterNames, type Config, ConfigError, loadConfig, type Problem } from '../src/config.ts';

const SECRET = 's'.repeat(32);

function problems(env: NodeJS.ProcessEnv): readonly Problem[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

const named = (env: NodeJS.ProcessEnv) => problems(env).map(({ variable }) => variable);

test('nothing set is the demo of the local chat on this machine', () => {
  expect(loadConfig({})).toEqual({
    port: 3000,
    host: '127.0.0.1',
    publicUrl: null,
    databaseUrl: `sqlite:${resolve('data/demo.db')}`,
    dataDir: resolve('data'),
    adapters: ['local'],
    secret: null,
    previousSecret: null,
    admins: [{ platform: 'local', realm: 'local', user: 'camille' }],
    logLevel: 'info',
    zone: 'Europe/Paris',
    digestCatchUpMs: 72 * 60 * 60 * 1000,
    proposeEmoji: '💡',
    demo: true,
  } satisfies Config);
});

test('what is set to nothing counts as absent', () => {
  const names = [
    'PORT',
    'HOST',
    'PUBLIC_URL',
    'DATABASE_URL',
    'CHAT_ADAPTERS',
    'BOX_SECRET',
    'ADMINS',
    'DEMO',
  ];
  expect(loadConfig(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(loadConfig({}));
});

test('every problem is told at once, each with its variable and a value that is right', () => {
  const wrong = {
    PORT: 'http',
    PUBLIC_URL: 'idees.example.fr',
    DATABASE_URL: 'postgres://db/idees',
    CHAT_ADAPTERS: 'slack;local',
    BOX_SECRET: 'short',
    ADMINS: 'camille',
    LOG_LEVEL: 'loud',
    TZ_DEFAULT: 'Paris',
    DIGEST_CATCH_UP: 'soon',
    PROPOSE_EMOJI: 'lamp',
    DEMO: 'maybe',
  };
  const found = problems(wrong);
  expect(found.map(({ variable }) => variable).sort()).toEqual(Object.keys(wrong).sort());
  const text = new ConfigError(found).message;
  const right: NodeJS.ProcessEnv = {};
  for (const { variable, example } of found) {
    expect(text).toContain(`${variable}: `);
    expect(text).toContain(`${variable}=${example}`);
    right[variable] = example ?? '';
  }
  expect(problems(right)).toEqual([]);
});

describe('DATABASE_URL', () => {
  test.each([
    'postgres://db/idees',
    'postgresql://u:p@db/idees',
    'mysql://db',
    'idees.db',
    'sqlite:',
    'sqlite::memory:',
  ])('%s is refused', (url) => expect(named({ DATABASE_URL: url })).toEqual(['DATABASE_URL']));

  test('a PostgreSQL address says that it is not supported yet', () => {
    expect(problems({ DATABASE_URL: 'postgres://db/idees' })[0]?.says).toContain('PostgreSQL');
  });

  test.each([
    ['sqlite:data/idees.db', 'data/idees.db'],
    ['sqlite:/var/lib/box/idees.db', '/var/lib/box/idees.db'],
    ['sqlite:///var/lib/box/idees.db', '/var/lib/box/idees.db'],
  ])('%s', (url, file) => {
    expect(loadConfig({ DATABASE_URL: url, DEMO: '0' }).databaseUrl).toBe(`sqlite:${resolve(file)}`);
  });
});

describe('the demo', () => {
  const at = (env: NodeJS.ProcessEnv) => {
    const { demo, databaseUrl, dataDir } = loadConfig({ DATABASE_URL: 'sqlite:/box/idees.db', ...env });
    return [demo, databaseUrl, dataDir];
  };

  test('has a database of its own beside the other one', () => {
    expect(at({})).toEqual([true, 'sqlite:/box/demo.db', '/box']);
    expect(at({ CHAT_ADAPTERS: 'terminal' })).toEqual([true, 'sqlite:/box/demo.db', '/box']);
  });

  test.each(['0', 'false', 'off', 'no'])('is off with DEMO=%s', (off) => {
    expect(at({ DEMO: off })).toEqual([false, 'sqlite:/box/idees.db', '/box']);
  });

  test.each(['local,terminal', 'local,slack', 'slack'])('is never on with %s', (adapters) => {
    const [demo, url] = at({ CHAT_ADAPTERS: adapters, BOX_SECRET: SECRET, DEMO: '1' });
    expect([demo, url]).toEqual([false, 'sqlite:/box/idees.db']);
  });
});

describe('BOX_SECRET', () => {
  test.each(['local', 'terminal', 'local,terminal'])('is not needed with %s', (adapters) => {
    expect(loadConfig({ CHAT_ADAPTERS: adapters }).secret).toBeNull();
  });

  test('is needed with any other adapter, and its absence prints a fresh one', () => {
    const env = { CHAT_ADAPTERS: 'local,slack' };
    const [first] = problems(env);
    const [second] = problems(env);
    expect(first).toMatchObject({ variable: 'BOX_SECRET', example: expect.stringMatching(/^[\w-]{43}$/) });
    expect(first?.example).not.toBe(second?.example);
  });

  test('is told beside the other problems', () => {
    expect(named({ CHAT_ADAPTERS: 'slack', PORT: 'x' }).sort()).toEqual(['BOX_SECRET', 'PORT']);
  });

  test('has 32 characters at least', () => {
    expect(named({ BOX_SECRET: 's'.repeat(31) })).toEqual(['BOX_SECRET']);
    expect(loadConfig({ BOX_SECRET: SECRET }).secret).toBe(SECRET);
  });

  test('may have one of before', () => {
    expect(loadConfig({ BOX_SECRET: SECRET, BOX_SECRET_PREVIOUS: 'old' }).previousSecret).toBe('old');
  });
});

describe('ADMINS', () => {
  test('are persons of any platform; a user may hold colons', () => {
    const { admins } = loadConfig({ ADMINS: 'slack:T0AB:U123, matrix:matrix:@anais:example.fr' });
    expect(admins).toEqual([
      { platform: 'slack', realm: 'T0AB', user: 'U123' },
      { platform: 'matrix', realm: 'matrix', user: '@anais:example.fr' },
    ]);
  });

  test('are nobody by themselves where the local chat does not run', () => {
    expect(loadConfig({ CHAT_ADAPTERS: 'terminal' }).admins).toEqual([]);
  });

  test.each(['camille', 'local:local', 'local::camille', 'local:local:camille,', ':::'])(
    '%s is refused',
    (admins) => expect(named({ ADMINS: admins })).toEqual(['ADMINS']),
  );
});

test.each([
  ['PORT', ['-1', '65536', '3000.5', 'x']],
  ['PUBLIC_URL', ['ftp://x', 'x', 'javascript:alert(1)']],
  ['LOG_LEVEL', ['verbose', 'INFO']],
  ['TZ_DEFAULT', ['Paris', 'Europe/Rennes']],
  ['DIGEST_CATCH_UP', ['72', '3 weeks', '-1h', 'h']],
  ['PROPOSE_EMOJI', ['lamp', '💡💡', ':two words:', '👍', '👎🏽', '👀', '✅', '❌', '1️⃣', 'non', ':']],
  ['DEMO', ['2', 'oui']],
  ['CHAT_ADAPTERS', ['local,,terminal', '../evil', 'Slack', ',']],
])('%s refuses what it does not understand', (variable, values) => {
  for (const value of values) expect([value, named({ [variable]: value })]).toEqual([value, [variable]]);
});

test.each([
  ['PORT', '0', 'port', 0],
  ['HOST', '::1', 'host', '::1'],
  ['DIGEST_CATCH_UP', '3d', 'digestCatchUpMs', 72 * 60 * 60 * 1000],
  ['DIGEST_CATCH_UP', '0h', 'digestCatchUpMs', 0],
  ['TZ_DEFAULT', 'America/Guadeloupe', 'zone', 'America/Guadeloupe'],
  ['PROPOSE_EMOJI', ' 💡 ', 'proposeEmoji', '💡'],
  ['PROPOSE_EMOJI', '✍🏽', 'proposeEmoji', '✍'],
  ['PROPOSE_EMOJI', '❤️', 'proposeEmoji', '❤'],
  ['PROPOSE_EMOJI', '🇫🇷', 'proposeEmoji', '🇫🇷'],
  ['PROPOSE_EMOJI', ':ampoule:', 'proposeEmoji', ':ampoule:'],
  ['PROPOSE_EMOJI', 'off', 'proposeEmoji', null],
] as const)('%s=%s', (variable, value, key, read) => {
  expect(loadConfig({ [variable]: value })[key]).toBe(read);
});

test('adapters are known by name, once each, whatever else is wrong', () => {
  expect(adapterNames({ CHAT_ADAPTERS: 'local, terminal,local', PORT: 'x' })).toEqual(['local', 'terminal']);
  expect(adapterNames({})).toEqual(['local']);
  expect(adapterNames({ CHAT_ADAPTERS: ';' })).toEqual([]);
});
