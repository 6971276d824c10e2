import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { environment } from '../../adapters/mattermost/environment.ts';
import { reaches } from '../../scripts/installing/reach.ts';
import { mattermostSetup } from '../../scripts/installing/setup-script.ts';
import { FakeMattermost } from '../fakes/mattermost/fake-mattermost.ts';
import type { MattermostChannel } from '../fakes/mattermost/people/mattermost-channel.ts';
import type { MattermostTeam } from '../fakes/mattermost/people/mattermost-team.ts';
import { type Ended, runScript } from './surroundings.ts';

const ROOT = join(import.meta.dirname, '../..');

let mattermost: FakeMattermost;
let bretagne: MattermostTeam;
let occitanie: MattermostTeam;
let labo: MattermostChannel;

beforeEach(async () => {
  mattermost = await FakeMattermost.start();
  mattermost.config.ServiceSettings.DisableBotsWhenOwnerIsDeactivated = false;
  bretagne = mattermost.team('Bretagne');
  occitanie = mattermost.team('Occitanie');
  labo = bretagne.channel('labo', { private: true, members: [mattermost.admin], bot: false });
});

afterEach(() => mattermost.stop());

const CALLBACK = 'http://127.0.0.1:3999';
const usual = () => ['--url', `${mattermost.url}/`, '--team', 'bretagne', '--callback', CALLBACK];

/** In this process, with the administrator's token on standard input. */
const setUp = (
  argv = usual(),
  env: NodeJS.ProcessEnv = {},
  secret = mattermost.admin.token,
): Promise<Ended> => runScript(mattermostSetup, argv, { env, secret });

/** As a process of its own. */
function setUpByProcess(argv: readonly string[], env: NodeJS.ProcessEnv, input: string): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/mattermost-setup.ts', ...argv], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.err += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => {
    child.once('close', (code) => resolve({ code: code ?? -1, ...said }));
  });
}

/** The lines a person copies into `.env`. */
const lines = (out: string): Record<string, string> =>
  Object.fromEntries(
    out
      .trim()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );

const ours = () => mattermost.world.userNamed('boite-a-idees');
const commandIn = (team: MattermostTeam) => mattermost.world.commandNamed(team.id, 'idee');
/** What changes something on the server. */
const writes = () => mattermost.calls().filter(({ route }) => !route.startsWith('GET '));

describe('npm run mattermost:setup as a process', () => {
  test('makes everything once, and nothing the second time', async () => {
    const argv = [...usual(), '--team', 'occitanie', '--channel', 'labo'];
    const first = await setUpByProcess(argv, {}, `${mattermost.admin.token}\n`);
    expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: expect.any(String) });
    const env = lines(first.out);
    const bot = ours();
    expect(bot).toMatchObject({ isBot: true, firstName: 'Boîte à idées' });
    expect(mattermost.world.holderOf(env.MATTERMOST_BOT_TOKEN ?? '')).toBe(bot);
    for (const team of [bretagne, occitanie]) {
      expect(team.team.members.has(bot?.id ?? '')).toBe(true);
      expect(commandIn(team)).toMatchObject({
        url: `${CALLBACK}/mattermost/${env.MATTERMOST_SITE}/command`,
        method: 'P',
        autoComplete: true,
        autoCompleteDesc: 'Proposer une idée, en chercher, voter',
        autoCompleteHint: '[votre idée | chercher TEXTE | top | mes | aide [MOT]]',
      });
    }
    expect(labo.channel.members.has(bot?.id ?? '')).toBe(true);

    // What was printed is what the box reads.
    const { sites, callbackUrl } = environment.parse(env);
    expect(sites).toEqual([
      {
        realm: new URL(mattermost.url).host.replace(':', '-'),
        url: mattermost.url,
        botToken: env.MATTERMOST_BOT_TOKEN,
        commandTokens: new Map([bretagne, occitanie].map((team) => [team.id, commandIn(team)?.token])),
      },
    ]);
    expect(callbackUrl.href).toBe(`${CALLBACK}/`);
    expect(env.CHAT_ADAPTERS).toBe('mattermost');

    const before = writes().length;
    const second = await setUpByProcess(argv, { MM_ADMIN_TOKEN: mattermost.admin.token }, '');
    expect(writes().slice(before)).toEqual([]);
    expect(second.code).toBe(0);
    expect(second.err).toMatch(/^warning +bot token +it exists; the server shows it only when it is made$/m);
    expect(second.err).toContain('--new-token');
    const { MATTERMOST_BOT_TOKEN: _, ...others } = env;
    expect(lines(second.out)).toEqual(others);
    for (const text of [first.out, first.err, second.out, second.err])
      expect(text).not.toContain(mattermost.admin.token);
  }, 60_000);

  test('ends with 2 and no stack where nobody gives a token', async () => {
    const { code, out, err } = await setUpByProcess(usual(), {}, '');
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^the token of an administrator is missing: set MM_ADMIN_TOKEN/);
    expect(err).not.toMatch(/^ +at /m);
  }, 60_000);
});

describe('what is there already', () => {
  test('a token that is configured and works is kept, and nothing is asked of anybody', async () => {
    const env = lines((await setUp()).out);
    const { code, out, err } = await setUp(usual(), env);
    expect(code).toBe(0);
    expect(err).toMatch(/^ok +bot token +the configured one works$/m);
    expect(out).toBe('');
    expect(err).not.toContain(env.MATTERMOST_BOT_TOKEN);
  });

  test('--new-token makes another one, and the old one works on', async () => {
    const first = lines((await setUp()).out).MATTERMOST_BOT_TOKEN ?? '';
    const second = lines((await setUp([...usual(), '--new-token'])).out).MATTERMOST_BOT_TOKEN ?? '';
    expect(second).not.toBe(first);
    for (const token of [first, second]) expect(mattermost.world.holderOf(token)).toBe(ours());
  });

  test('a bot that lost its tokens gets a new one by itself', async () => {
    await setUp();
    const bot = ours();
    if (bot) mattermost.revokeTokens(bot);
    const { MATTERMOST_BOT_TOKEN: token = '' } = lines((await setUp()).out);
    expect(mattermost.world.holderOf(token)).toBe(bot);
  });

  test('a disabled bot is enabled, and that is said', async () => {
    await setUp();
    const bot = ours();
    if (bot) mattermost.setActive(bot, false);
    const { code, err } = await setUp();
    expect(code).toBe(0);
    expect(bot?.deleteAt).toBe(0);
    expect(err).toMatch(/^warning +bot +@boite-a-idees was disabled, and is enabled again$/m);
  });

  test.each([
    ['of a box that moved', 'https://old.example.fr/idees/mattermost/chat/command'],
    ['made by hand, and mistyped', `${CALLBACK}/mattermost/command`],
  ])('a command %s is led here, and keeps its token', async (_what, url) => {
    const old = bretagne.slashCommand('idee', url);
    const { out } = await setUp();
    expect(commandIn(bretagne)).toMatchObject({
      token: old.token,
      url: expect.stringMatching(/3999\/mattermost\/127\.0\.0\.1-\d+\/command$/),
    });
    expect(lines(out).MATTERMOST_COMMAND_TOKENS).toBe(`${bretagne.id}=${old.token}`);
  });

  test("somebody else's /idee is left alone, and only its host is told", async () => {
    bretagne.slashCommand('idee', 'https://other.example.fr/hook?key=secret');
    const { code, out, err } = await setUp();
    expect(code).toBe(1);
    expect(err).toMatch(
      /^failure +command +\/idee in bretagne is somebody else's, and leads to other\.example\.fr$/m,
    );
    expect(err).not.toContain('secret');
    expect(commandIn(bretagne)?.url).toBe('https://other.example.fr/hook?key=secret');
    expect(lines(out)).not.toHaveProperty('MATTERMOST_COMMAND_TOKENS');
    expect(lines(out)).toHaveProperty('MATTERMOST_BOT_TOKEN');
  });

  test("a person's account of the bot's name is left alone", async () => {
    mattermost.person('boite-a-idees');
    const { code, err } = await setUp();
    expect(code).toBe(1);
    expect(err).toMatch(/^failure +bot +@boite-a-idees is a person's account$/m);
    expect(err).toContain('--bot boite-a-idees-2');
  });

  test('the tokens of teams that were set up before stay in the line', async () => {
    const first = lines((await setUp()).out);
    const argv = ['--url', mattermost.url, '--team', 'occitanie', '--callback', CALLBACK];
    const { MATTERMOST_COMMAND_TOKENS: tokens } = lines((await setUp(argv, first)).out);
    expect(tokens).toBe(`${first.MATTERMOST_COMMAND_TOKENS},${occitanie.id}=${commandIn(occitanie)?.token}`);
  });
});

test.each([
  ['', 'CHAT_ADAPTERS=mattermost\n'],
  ['local', 'CHAT_ADAPTERS=mattermost\n'],
  ['slack', 'CHAT_ADAPTERS=slack,mattermost\n'],
  ['mattermost,slack', ''],
])('with CHAT_ADAPTERS=%s the line is "%s"', async (CHAT_ADAPTERS, line) => {
  const { out } = await setUp(usual(), { CHAT_ADAPTERS });
  expect(out.match(/^CHAT_ADAPTERS=.*\n/m)?.[0] ?? '').toBe(line);
});

test('what the environment says already is printed no second time', async () => {
  const env = lines((await setUp()).out);
  expect((await setUp(usual(), env)).out).toBe('');
  const spaced = {
    ...env,
    MATTERMOST_URL: `${mattermost.url}/`,
    MATTERMOST_SITE: ` ${env.MATTERMOST_SITE} `,
  };
  expect((await setUp(usual(), spaced)).out).toBe('');
  const another = { ...env, MATTERMOST_COMMAND_TOKENS: `${bretagne.id}=${'z'.repeat(26)}` };
  expect(lines((await setUp(usual(), another)).out)).toEqual({
    MATTERMOST_COMMAND_TOKENS: env.MATTERMOST_COMMAND_TOKENS,
  });
});

test('a second server gets lines with _2, and a site of its own', async () => {
  const env = {
    MATTERMOST_URL: 'https://chat.example.fr',
    CHAT_ADAPTERS: 'slack,mattermost',
    PUBLIC_URL: CALLBACK,
  };
  const { out } = await setUp(usual(), env);
  expect(Object.keys(lines(out))).toEqual([
    'MATTERMOST_URL_2',
    'MATTERMOST_SITE_2',
    'MATTERMOST_BOT_TOKEN_2',
    'MATTERMOST_COMMAND_TOKENS_2',
  ]);
  const third = await setUp([...usual(), '--server', '3'], env);
  expect(third.out).toContain('MATTERMOST_URL_3=');
});

describe('who may not', () => {
  test.each([
    [
      'a wrong token',
      () => 'z'.repeat(26),
      /does not take the administrator's token \(api\.context\.session_expired/,
    ],
    ['no token', () => '', /MM_ADMIN_TOKEN/],
  ])('%s ends with 2, and is not repeated', async (_what, token, says) => {
    const { code, out, err } = await setUp(usual(), {}, token());
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
    if (token() !== '') expect(err).not.toContain(token());
  });

  test('a plain member is told what is refused, and by whom it can be done', async () => {
    const { token } = bretagne.person('camille');
    const { code, out, err } = await setUp(usual(), {}, token);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^failure +bot +@boite-a-idees cannot be made: api\.context\.permissions\.app_error$/m,
    );
    expect(err).toMatch(/^failure +command +\/idee cannot be made in bretagne: api\.context\.permissions/m);
    expect(err).toContain('system administrator');
    expect(ours()).toBeUndefined();
    expect(lines(out)).not.toHaveProperty('MATTERMOST_BOT_TOKEN');
  });

  test('a team and a channel that are not there are named, and the rest is done', async () => {
    const { code, err } = await setUp([...usual(), '--team', 'corse', '--channel', 'nulle-part']);
    expect(code).toBe(1);
    expect(err).toMatch(/^failure +team +corse is no team of this server$/m);
    expect(err).toMatch(/^failure +channel +nulle-part is no channel of bretagne$/m);
    expect(commandIn(bretagne)).toBeDefined();
  });
});

describe('settings in the way', () => {
  test('are named, with who changes them where', async () => {
    const { ServiceSettings: service, TeamSettings: team } = mattermost.config;
    service.SiteURL = '';
    service.AllowedUntrustedInternalConnections = 'ailleurs.example.fr';
    service.DisableBotsWhenOwnerIsDeactivated = true;
    service.OutgoingIntegrationRequestsTimeout = 3;
    team.RestrictDirectMessage = 'team';
    const { code, out, err } = await setUp();
    expect(code).toBe(1);
    expect(err).toMatch(/^failure +settings +SiteURL is empty/m);
    expect(err).toContain('"Environment" > "Web Server" > "Site URL"');
    expect(err).toMatch(
      /^failure +settings +AllowedUntrustedInternalConnections does not name 127\.0\.0\.1/m,
    );
    expect(err).toContain(
      '"Environment" > "Developer" > "Allow untrusted internal connections to" to ailleurs.example.fr 127.0.0.1',
    );
    expect(err).toMatch(/^warning +settings +DisableBotsWhenOwnerIsDeactivated/m);
    expect(err).toMatch(/^warning +settings +OutgoingIntegrationRequestsTimeout is 3 s/m);
    expect(err).toMatch(/^warning +settings +RestrictDirectMessage/m);
    expect(err).not.toMatch(/settings +Enable/);
    // The bot's token is shown once, so it is printed all the same.
    expect(lines(out)).toHaveProperty('MATTERMOST_BOT_TOKEN');
  });

  test('switched off, bots and commands are refused with the switch', async () => {
    const { ServiceSettings: service } = mattermost.config;
    service.EnableBotAccountCreation = false;
    service.EnableCommands = false;
    const { code, err } = await setUp();
    expect(code).toBe(1);
    expect(err).toMatch(/^failure +bot +@boite-a-idees cannot be made: api\.bot\.create_disabled$/m);
    expect(err).toContain('"Integrations" > "Bot Accounts" > "Enable Bot Account Creation" to true');
    expect(err).toMatch(/^failure +command +.*api\.command\.disabled\.app_error$/m);
    expect(err).toContain(
      '"Integrations" > "Integration Management" > "Enable Custom Slash Commands" to true',
    );
  });

  test('a SiteURL other than --url is told', async () => {
    mattermost.config.ServiceSettings.SiteURL = 'https://chat.example.fr';
    const { code, err } = await setUp();
    expect(code).toBe(0);
    expect(err).toMatch(
      /^warning +settings +SiteURL is https:\/\/chat\.example\.fr, and the box is to call http/m,
    );
  });
});

describe('a server that is none', () => {
  test('behind a proxy with a page of its own ends with 2', async () => {
    const { code, err } = await setUp(['--url', `${mattermost.url}/ailleurs`, ...usual().slice(2)]);
    expect(code).toBe(2);
    expect(err).toContain('--url does not lead to a Mattermost server');
  });

  test('that is down ends with 2', async () => {
    const argv = usual();
    await mattermost.down();
    const { code, err } = await setUp(argv);
    expect(code).toBe(2);
    expect(err).toMatch(/does not answer \(ECONNREFUSED\)/);
    await mattermost.up();
  });

  test('that stops in the middle is told, and the next run goes on from there', async () => {
    mattermost.faults.next('POST /commands', { kind: 'status', status: 502 });
    const { code, out, err } = await setUp();
    expect(code).toBe(1);
    expect(err).toMatch(/^ok +bot +@boite-a-idees made$/m);
    expect(err).toMatch(/^failure +server +it stopped answering: http_502$/m);
    expect(lines(out)).not.toHaveProperty('MATTERMOST_BOT_TOKEN');
    const again = await setUp();
    expect(again.code).toBe(0);
    expect(lines(again.out)).toHaveProperty('MATTERMOST_BOT_TOKEN');
  });
});

test.each([
  ['no team', (url: string) => ['--url', url, '--callback', CALLBACK], '--team NAME'],
  ['no way back', (url: string) => ['--url', url, '--team', 'bretagne'], '--callback https://'],
  [
    'no address',
    () => ['--url', 'chat', '--team', 'bretagne', '--callback', CALLBACK],
    'https://chat.example.fr',
  ],
  [
    'a name in the address',
    () => ['--url', 'https://me:secret@chat', '--team', 'b', '--callback', CALLBACK],
    '--url',
  ],
  [
    'a wrong place',
    (url: string) => ['--url', url, '--team', 'b', '--callback', CALLBACK, '--server', '0'],
    '--server',
  ],
])('ends with 2 on %s', async (_what, argv, says) => {
  const { code, out, err } = await setUp(argv(mattermost.url));
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(says);
  expect(err).not.toContain('secret');
});

describe('whether a server sends to an address', () => {
  const at = (address: string) => async () => [address];
  test.each([
    ['93.184.216.34', '', 'yes'],
    ['10.0.0.12', '', 'no'],
    ['10.0.0.12', '10.0.0.12', 'yes'],
    ['10.0.0.12', '192.168.0.0/16, 10.0.0.0/24', 'yes'],
    ['10.0.1.12', '10.0.0.0/24', 'no'],
    ['[fd00::1]', '', 'no'],
    ['[fd00::1]', 'fd00::/8', 'yes'],
    ['127.0.0.1', 'localhost', 'no'],
    ['10.0.0.12', 'nonsense/99 10.0.0.0/200 /8', 'no'],
  ])('%s with "%s": %s', async (host, allowed, expected) => {
    expect(await reaches(host, allowed)).toBe(expected);
  });

  test('a name counts by itself, or by where it leads', async () => {
    expect(await reaches('box.lan', '', at('192.168.1.4'))).toBe('no');
    expect(await reaches('box.lan', 'box.lan', at('192.168.1.4'))).toBe('yes');
    expect(await reaches('box.lan', '192.168.1.0/24', at('192.168.1.4'))).toBe('yes');
    expect(await reaches('box.example.fr', '', at('93.184.216.34'))).toBe('yes');
    expect(await reaches('box.lan', '', async () => Promise.reject(new Error('ENOTFOUND')))).toBe('unknown');
  });
});
