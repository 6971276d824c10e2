import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { environment } from '../../adapters/slack/environment.ts';
import { createSlack } from '../../adapters/slack/lifecycle.ts';
import type { Check } from '../../scripts/examining/check.ts';
import { doctor } from '../../scripts/examining/doctor-script.ts';
import { checkDoor } from '../../scripts/examining/slack/door.ts';
import { examineSlack } from '../../scripts/examining/slack/examine-slack.ts';
import { SCOPES, scopesOf } from '../../scripts/manifesting/scopes.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { TestBox } from '../contract/box.ts';
import { makeContext, type TestContext } from '../contract/context.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { AT, makeLab } from '../db/world.ts';
import { FakeSlack } from '../fakes/slack/fake-slack.ts';
import type { SlackChannel } from '../fakes/slack/people/slack-channel.ts';
import type { SlackWorkspace } from '../fakes/slack/people/slack-workspace.ts';
import { runScript } from './surroundings.ts';

let slack: FakeSlack;
let bretagne: SlackWorkspace;
let labo: SlackChannel;
let context: TestContext;
let adapter: Adapter | null;

beforeEach(async () => {
  context = await makeContext();
  slack = await FakeSlack.start();
  bretagne = slack.workspace('Bretagne', { scopes: SCOPES.map(({ name }) => name) });
  labo = bretagne.channel('labo');
  adapter = null;
});

afterEach(async () => {
  await adapter?.stop();
  await slack.stop();
  await context.close();
});

/** The settings over HTTP; more, or others. */
const overHttp = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  SLACK_BOT_TOKENS: bretagne.botToken,
  SLACK_SIGNING_SECRET: slack.app.signingSecret,
  SLACK_API_URL: slack.apiUrl,
  ...more,
});

const overSockets = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
  const { SLACK_SIGNING_SECRET: _, ...others } = overHttp();
  return { ...others, SLACK_APP_TOKEN: slack.app.appToken, ...more };
};

/** Starts the real adapter behind a port, as the box does. */
async function startBox(env = overHttp()): Promise<void> {
  adapter = createSlack({ ...context, clock: systemClock }, environment.parse(env));
  await adapter.start(new TestBox().inbox);
}

const port = () => Number(new URL(context.baseUrl).port);
const address = () => ({ host: '127.0.0.1', port: port(), publicUrl: new URL(context.baseUrl) });

function examined(
  env: NodeJS.ProcessEnv,
  { bound = [labo], clock = systemClock }: { bound?: readonly { id: string }[]; clock?: Clock } = {},
): Promise<Check[]> {
  return examineSlack({
    env,
    address: address(),
    clock,
    bound: bound.map(({ id }) => ({
      slug: 'bretagne',
      channel: { realm: bretagne.id, team: bretagne.id, channel: id, lostAt: null },
    })),
  });
}

const of = (checks: readonly Check[], name: string) =>
  checks.filter((check) => check.name === `slack ${name}`);
const bad = (checks: readonly Check[]) => checks.filter(({ state }) => state !== 'ok');

/** Nothing in it that opens anything. */
function expectNoSecret(said: unknown): void {
  const text = JSON.stringify(said);
  for (const secret of [bretagne.botToken, slack.app.signingSecret, slack.app.appToken]) {
    expect(text).not.toContain(secret);
  }
}

describe('a set-up that is well', () => {
  test('over HTTP has nothing to be said', async () => {
    await startBox();
    const checks = await examined(overHttp());
    expect(bad(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      'slack token',
      'slack scopes',
      'slack clock',
      'slack channels',
      'slack door',
      'slack door',
    ]);
    expectNoSecret(checks);
  });

  test('over sockets asks for one and opens none', async () => {
    slack.app.way = 'socket';
    const checks = await examined(overSockets());
    expect(bad(checks)).toEqual([]);
    expect(of(checks, 'sockets')).toHaveLength(1);
    expect(slack.socket.connections).toBe(0);
    expectNoSecret(checks);
  });

  test('writes nothing that anybody sees', async () => {
    await startBox();
    await examined(overHttp());
    const asked = new Set(slack.calls().map(({ method }) => method));
    expect([...asked].sort()).toEqual(['auth.test', 'conversations.info']);
  });
});

describe('tokens', () => {
  test('one that is dead is told by its place, with where to click', async () => {
    const dead = slack.workspace('Occitanie');
    dead.breakToken('token_revoked');
    const tokens = `${bretagne.botToken},${dead.botToken}`;
    const found = bad(of(await examined(overHttp({ SLACK_BOT_TOKENS: tokens })), 'token'));
    expect(found).toEqual([
      expect.objectContaining({
        state: 'failure',
        says: 'token 2 is refused: token_revoked',
        remedy: expect.stringContaining('"Install App" > "Reinstall to Workspace"'),
      }),
    ]);
    expect(JSON.stringify(found)).not.toContain(dead.botToken);
  });

  test('one that Slack does not know', async () => {
    const [found] = bad(of(await examined(overHttp({ SLACK_BOT_TOKENS: 'xoxb-unknown' })), 'token'));
    expect(found).toMatchObject({ state: 'failure', says: expect.stringContaining('does not know it') });
    expect(JSON.stringify(found)).not.toContain('xoxb-unknown');
  });

  test('two of one workspace are one too many', async () => {
    const twin = slack.workspace('Jumelle');
    Object.assign(twin.workspace.install, { teamId: bretagne.id });
    const tokens = `${bretagne.botToken},${twin.botToken}`;
    const [found] = bad(of(await examined(overHttp({ SLACK_BOT_TOKENS: tokens })), 'token'));
    expect(found?.says).toBe('tokens 1 and 2 are of one workspace');
  });

  test('one of a whole organisation is refused as it is at a start, with the way out', async () => {
    const wide = slack.workspace('État', { enterprise: { id: 'E0ETAT', name: 'État' }, orgWide: true });
    const [found] = bad(of(await examined(overHttp({ SLACK_BOT_TOKENS: wide.botToken })), 'token'));
    expect(found).toMatchObject({
      says: 'the box would not start with token 1',
      remedy: expect.stringMatching(/whole organisation.*install it in each workspace/),
    });
  });

  test('one whose bot is not named passes, as it does at a start', async () => {
    Object.assign(bretagne.workspace.install, { botId: undefined });
    expect(bad(of(await examined(overHttp()), 'token'))).toEqual([]);
  });

  test('a Slack that does not answer is told with its address', async () => {
    slack.faults.always('auth.test', { kind: 'refused connection' });
    const checks = await examined(overHttp());
    const [found] = bad(of(checks, 'token'));
    expect(found).toMatchObject({ state: 'failure', remedy: expect.stringContaining(slack.apiUrl) });
    expect(of(checks, 'workspace')).toEqual([]);
    expect(of(checks, 'channels')).toMatchObject([
      { state: 'warning', says: '1 bound channel not looked at: not every token could be tried' },
    ]);
  });
});

test('a Slack that was asked too often is no network that fails, and no fault of the token', async () => {
  slack.faults.always('auth.test', { kind: 'rate limited', retryAfterS: 90 });
  const checks = await examined(overHttp());
  expect(of(checks, 'token')).toEqual([
    {
      name: 'slack token',
      state: 'warning',
      says: 'token 1 could not be tried: Slack was asked too often, and wants to be left alone for 90 s',
      remedy: 'examine again in 2 minutes',
    },
  ]);
  expect(of(checks, 'channels')).toMatchObject([{ state: 'warning' }]);
});

describe('scopes', () => {
  test('one that is missing is told by name, with both steps', async () => {
    bretagne.scopes.delete('reactions:read');
    const [found] = of(await examined(overHttp()), 'scopes');
    expect(found).toMatchObject({ state: 'failure', says: 'token 1 lacks reactions:read' });
    expect(found?.remedy).toMatch(/"OAuth & Permissions".*"Reinstall to Workspace"/);
  });

  test('one that is needed hides none of those that are not', async () => {
    for (const name of ['reactions:write', 'channels:history']) bretagne.scopes.delete(name);
    const [found] = of(await examined(overHttp()), 'scopes');
    expect(found).toMatchObject({
      state: 'failure',
      says: expect.stringMatching(
        /^token 1 lacks reactions:write; besides, .*without channels:history; then .*💡/,
      ),
    });
  });

  test('those that --minimal leaves out are no fault, and what is off is said', async () => {
    bretagne.scopes.clear();
    for (const { name } of scopesOf({ minimal: true })) bretagne.scopes.add(name);
    const [found] = of(await examined(overHttp()), 'scopes');
    expect(found).toMatchObject({ state: 'ok', says: expect.stringMatching(/without channels:history.*💡/) });
  });
});

describe('the clock', () => {
  const shifted = (ms: number): Clock => ({ ...systemClock, now: () => Date.now() + ms });

  test.each([
    [-10_000, 'ok'],
    [90_000, 'warning'],
    [-90_000, 'warning'],
    [400_000, 'failure'],
  ])('%i ms from Slack’s is %s', async (ms, state) => {
    const [found] = of(await examined(overHttp(), { clock: shifted(ms) }), 'clock');
    expect(found?.state).toBe(state);
    if (state !== 'ok') expect(found?.says).toContain(ms < 0 ? 'behind' : 'ahead');
  });
});

describe('channels', () => {
  test('one the bot is not in, archived or hidden', async () => {
    const outside = bretagne.channel('outside', { bot: false });
    const archived = bretagne.channel('archived', { archived: true });
    const hidden = bretagne.channel('hidden', { bot: false, private: true });
    const checks = of(await examined(overHttp(), { bound: [labo, outside, archived, hidden] }), 'channels');
    expect(checks.map(({ state, says }) => [state, says])).toEqual([
      ['failure', `bretagne: ${outside.id}: the bot is not in it`],
      ['failure', `bretagne: ${archived.id} is archived`],
      ['failure', `bretagne: ${hidden.id} (deleted, or private): the bot is not in it`],
    ]);
    expect(checks[0]?.remedy).toContain('/invite @boite-a-idees');
  });

  test('one that was made private after it was bound, while its lab is open', async () => {
    const made = bretagne.channel('made-private', { private: true });
    const told = async (access: 'open' | 'closed', before: boolean) => {
      const place = { realm: bretagne.id, team: bretagne.id, channel: made.id, lostAt: null };
      const bound = [{ slug: 'bretagne', access, channel: { ...place, private: before } }];
      const checks = await examineSlack({ env: overHttp(), address: address(), clock: systemClock, bound });
      const [found] = of(checks, 'channels');
      return [found?.state, found?.says];
    };
    const before = ['warning', `bretagne: ${made.id} was made private, and everybody still reads its lab`];
    expect(await told('open', false)).toEqual(before);
    const fine = ['ok', 'the bot is in 1 bound channel'];
    expect([await told('closed', false), await told('open', true)]).toEqual([fine, fine]);
  });

  test('of a workspace without a working token are one line, lost ones too', async () => {
    const gone = (channel: string, slug: string, lostAt: number | null) => ({
      slug,
      channel: { realm: 'T0GONE', team: 'T0GONE', channel, lostAt },
    });
    const alone = {
      slug: 'bretagne',
      channel: { ...gone('C9', '', AT).channel, realm: bretagne.id, team: bretagne.id },
    };
    const checks = await examineSlack({
      env: overHttp(),
      address: address(),
      clock: systemClock,
      bound: [gone('C1', 'bretagne', null), gone('C2', 'mobilites', AT), gone('C3', 'bretagne', AT), alone],
    });
    expect(of(checks, 'channels')).toEqual([]);
    expect(of(checks, 'workspace')).toEqual([
      expect.objectContaining({
        state: 'failure',
        says: 'T0GONE is lost: no token of it works. 3 channels of bretagne, mobilites cannot be written in',
        remedy: expect.stringContaining('put its new token into SLACK_BOT_TOKENS'),
      }),
    ]);
  });

  test('beyond forty are not asked about, and that is said', async () => {
    const many = Array.from({ length: 43 }, () => labo);
    const checks = of(await examined(overHttp(), { bound: many }), 'channels');
    expect(slack.calls('conversations.info')).toHaveLength(40);
    expect(checks.map(({ says }) => says)).toEqual([
      'the bot is in 40 bound channels',
      expect.stringMatching(/^3 more not asked about/),
    ]);
  });
});

describe('the door', () => {
  let other: Server | null = null;
  afterEach(() => {
    other?.closeAllConnections();
    other?.close();
    other = null;
  });

  /** Something else that answers in the box's place. */
  async function somebodyElse(status: number): Promise<URL> {
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString();
      });
      request.on('end', () => response.writeHead(status).end(body));
    });
    other = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  test('of a box that is not running is a warning: start it', async () => {
    await context.close();
    const found = of(await examined(overHttp()), 'door');
    expect(found).toEqual([
      expect.objectContaining({ state: 'warning', says: expect.stringContaining('ECONNREFUSED') }),
    ]);
    context = await makeContext();
  });

  test('of a box with another secret says 401 and where the secret stands', async () => {
    await startBox(overHttp({ SLACK_SIGNING_SECRET: 'another-secret' }));
    const [found] = of(await examined(overHttp()), 'door');
    expect(found).toMatchObject({ state: 'failure', says: expect.stringContaining('answers 401') });
    expect(found?.remedy).toContain('"App Credentials" > "Signing Secret"');
    expectNoSecret(found);
  });

  test('of a box without Slack over HTTP says 404', async () => {
    const [found] = of(await examined(overHttp()), 'door');
    expect(found).toMatchObject({ state: 'failure', says: expect.stringContaining('answers 404') });
  });

  test('where anything is taken, signed or not, is a failure', async () => {
    await startBox();
    const publicUrl = await somebodyElse(200);
    const [here, there] = await checkDoor({ ...address(), publicUrl }, slack.app.signingSecret, Date.now());
    expect(here?.state).toBe('ok');
    expect(there).toMatchObject({ state: 'failure', says: expect.stringContaining('did not refuse') });
  });

  test('that a proxy does not find is told by its status', async () => {
    await startBox();
    const publicUrl = await somebodyElse(502);
    const checks = await checkDoor({ ...address(), publicUrl }, slack.app.signingSecret, Date.now());
    expect(bad(checks)[0]).toMatchObject({ remedy: expect.stringContaining('proxy') });
  });

  test('without PUBLIC_URL, or with one that Slack would not take, says so', async () => {
    await startBox();
    const secret = slack.app.signingSecret;
    const without = await checkDoor({ ...address(), publicUrl: null }, secret, Date.now());
    expect(without.map(({ state }) => state)).toEqual(['ok', 'warning']);
    const publicUrl = new URL('http://idees.example.fr');
    const plain = await checkDoor({ ...address(), publicUrl }, secret, Date.now());
    expect(plain.map(({ state }) => state)).toEqual(['ok', 'failure']);
  });
});

test('an app-level token that is not taken says where to make one', async () => {
  slack.app.way = 'socket';
  const [found] = of(await examined(overSockets({ SLACK_APP_TOKEN: 'xapp-unknown' })), 'sockets');
  expect(found).toMatchObject({ state: 'failure', says: expect.stringContaining('invalid_auth') });
  expect(found?.remedy).toMatch(/"App-Level Tokens".*"Socket Mode"/);
  expect(JSON.stringify(found)).not.toContain('xapp-unknown');
});

describe('npm run doctor', () => {
  let db: TempDatabase;
  beforeEach(async () => {
    db = await openTemp();
  });
  afterEach(() => db.close());

  const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    ...overHttp(),
    CHAT_ADAPTERS: 'slack',
    BOX_SECRET: 's'.repeat(32),
    DATABASE_URL: db.url,
    PORT: String(port()),
    PUBLIC_URL: context.baseUrl,
    ...more,
  });

  test('asks Slack about the channels labs are bound to, and prints no secret', async () => {
    await startBox();
    const gone = bretagne.channel('gone', { bot: false });
    const lab = await makeLab(db.tables);
    await db.unitOfWork.run(async (tx) => {
      for (const { id } of [labo, gone]) {
        const place = { platform: 'slack', realm: bretagne.id, team: bretagne.id, channel: id };
        await tx.labs.bind(lab.id, place, { name: 'labo', private: false }, AT);
      }
    });
    const { code, out, err } = await runScript(doctor, [], { env: env() });
    expect(code).toBe(1);
    expect(out).toMatch(/^ok +slack token +token 1: workspace T/m);
    expect(out).toMatch(
      new RegExp(`^failure +slack channels +mobilites: ${gone.id}: the bot is not in it$`, 'm'),
    );
    expect(out).not.toContain(`mobilites: ${labo.id}`);
    expectNoSecret([out, err]);
  });

  test('looks at Slack before there is a database', async () => {
    await startBox();
    const { code, out } = await runScript(doctor, ['--json'], {
      env: env({ DATABASE_URL: `sqlite:${db.dir}/nowhere/box.db` }),
    });
    expect(code).toBe(0);
    const { checks } = JSON.parse(out) as { checks: Check[] };
    expect(of(checks, 'token')).toHaveLength(1);
    expect(bad(checks).map(({ name }) => name)).toEqual(['database']);
  });

  test('says nothing of Slack where it is not served', async () => {
    const { out } = await runScript(doctor, [], { env: env({ CHAT_ADAPTERS: 'local' }) });
    expect(out).not.toContain('slack token');
    expect(slack.calls()).toEqual([]);
  });
});
