import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { environment } from '../../adapters/mattermost/environment.ts';
import { createMattermost } from '../../adapters/mattermost/lifecycle.ts';
import type { Check } from '../../scripts/examining/check.ts';
import { doctor } from '../../scripts/examining/doctor-script.ts';
import { examineMattermost } from '../../scripts/examining/mattermost/examine-mattermost.ts';
import type { Adapter } from '../../src/chat/adapter.ts';
import { adapterWords, signerOf } from '../../src/chat/contexts.ts';
import { type Clock, systemClock } from '../../src/clock.ts';
import { Secrets } from '../../src/secrets.ts';
import { TestBox } from '../contract/box.ts';
import { makeContext, type TestContext } from '../contract/context.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { AT, makeLab } from '../db/world.ts';
import { FakeMattermost } from '../fakes/mattermost/fake-mattermost.ts';
import type { MattermostChannel } from '../fakes/mattermost/people/mattermost-channel.ts';
import type { MattermostTeam } from '../fakes/mattermost/people/mattermost-team.ts';
import type { Command } from '../fakes/mattermost/world/command.ts';
import { runScript } from './surroundings.ts';

const SITE = 'chat.example.fr';
const SECRET = 's'.repeat(32);

let mattermost: FakeMattermost;
let bretagne: MattermostTeam;
let labo: MattermostChannel;
let command: Command;
let context: TestContext;
let box: TestBox;
let adapter: Adapter | null;

beforeEach(async () => {
  context = await makeContext();
  mattermost = await FakeMattermost.start();
  bretagne = mattermost.team('bretagne');
  labo = bretagne.channel('labo');
  command = bretagne.slashCommand('idee', `${context.baseUrl}/mattermost/${SITE}/command`);
  box = new TestBox();
  adapter = null;
});

afterEach(async () => {
  await adapter?.stop();
  await mattermost.stop();
  await context.close();
});

const settings = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
  MATTERMOST_URL: mattermost.url,
  MATTERMOST_SITE: SITE,
  MATTERMOST_BOT_TOKEN: mattermost.bot.token,
  MATTERMOST_COMMAND_TOKENS: `${bretagne.id}=${command.token}`,
  MATTERMOST_CALLBACK_URL: context.baseUrl,
  ...more,
});

const signedWith = (secret: string) => signerOf('mattermost', new Secrets(secret));

/** Starts the real adapter behind a port, as the box does. */
async function startBox(env = settings(), secret = SECRET): Promise<void> {
  const lent = { ...context, ...signedWith(secret), words: adapterWords, clock: systemClock };
  adapter = createMattermost(lent, environment.parse(env));
  await adapter.start(box.inbox);
}

const port = () => Number(new URL(context.baseUrl).port);

function examined({
  env = settings(),
  bound = [labo],
  clock = systemClock,
}: {
  env?: NodeJS.ProcessEnv;
  bound?: readonly { id: string }[];
  clock?: Clock;
} = {}): Promise<Check[]> {
  return examineMattermost({
    ...{ env, clock },
    address: { host: '127.0.0.1', port: port() },
    signer: signedWith(SECRET),
    bound: bound.map(({ id }) => ({
      slug: 'bretagne',
      channel: { realm: SITE, team: bretagne.id, channel: id, lostAt: null },
    })),
  });
}

const of = (checks: readonly Check[], name: string) =>
  checks.filter((check) => check.name === `mattermost ${name}`);
const bad = (checks: readonly Check[]) => checks.filter(({ state }) => state !== 'ok');

/** The last that is said where the server was not made to call the box. */
const UNPROVEN = expect.objectContaining({
  name: 'mattermost way back',
  state: 'warning',
  says: `${SITE}: whether the server reaches the box is not proven: it was not tried`,
});

function expectNoSecret(said: unknown): void {
  const text = JSON.stringify(said);
  for (const secret of [mattermost.bot.token, command.token, SECRET]) expect(text).not.toContain(secret);
}

describe('a set-up that is well', () => {
  test('has nothing to be said, and the way back is proven', async () => {
    await startBox();
    const checks = await examined();
    expect(bad(checks)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      'mattermost token',
      'mattermost teams',
      'mattermost clock',
      'mattermost channels',
      'mattermost door',
      'mattermost way back',
      'mattermost way back',
    ]);
    expect(mattermost.deliveries().map(({ request: { kind } }) => kind)).toEqual(['command', 'dialog']);
    expectNoSecret(checks);
  });

  test('posts nothing, and the box hears of no arrival', async () => {
    await startBox();
    await examined();
    expect(labo.posts).toEqual([]);
    expect(box.arrivals).toEqual([]);
  });
});

describe('the token', () => {
  test('that was revoked says how to make another, and nothing else is tried', async () => {
    await startBox();
    mattermost.revokeTokens(mattermost.bot);
    const checks = await examined();
    expect(of(checks, 'token')).toEqual([
      expect.objectContaining({ state: 'failure', remedy: expect.stringContaining('--new-token') }),
    ]);
    expect(of(checks, 'channels')[0]?.state).toBe('failure');
    expect(of(checks, 'way back')).toEqual([]);
    expectNoSecret(checks);
  });

  test("that is a person's is refused", async () => {
    const { token } = bretagne.person('camille');
    const [found] = of(await examined({ env: settings({ MATTERMOST_BOT_TOKEN: token }) }), 'token');
    expect(found).toMatchObject({ state: 'failure', says: "MATTERMOST_BOT_TOKEN is a person's" });
  });

  test('of a server that is down is told by the code of the network', async () => {
    const env = settings();
    await mattermost.down();
    const [found] = of(await examined({ env }), 'token');
    expect(found).toMatchObject({ state: 'failure', says: expect.stringContaining('ECONNREFUSED') });
    await mattermost.up();
  });

  test('of the second server is told by its own name', async () => {
    await startBox();
    const env = settings({
      MATTERMOST_URL_2: mattermost.url,
      MATTERMOST_SITE_2: 'second',
      MATTERMOST_BOT_TOKEN_2: 'z'.repeat(26),
      MATTERMOST_COMMAND_TOKENS_2: `${bretagne.id}=${'y'.repeat(26)}`,
    });
    const found = bad(of(await examined({ env }), 'token'));
    expect(found.map(({ says }) => says)).toEqual([
      expect.stringContaining('MATTERMOST_BOT_TOKEN_2 is refused'),
    ]);
  });
});

test('a clock that is off is told', async () => {
  const off: Clock = { ...systemClock, now: () => systemClock.now() - 90_000, sleep: systemClock.sleep };
  const found = of(await examined({ clock: off }), 'clock');
  expect(found).toEqual([
    expect.objectContaining({
      state: 'warning',
      says: expect.stringMatching(/^this machine's clock is (89|90|91) seconds behind/),
    }),
  ]);
});

describe('bound channels', () => {
  test('are told by their lab where the bot is not, or nobody can write', async () => {
    const archived = bretagne.channel('vieux', { archived: true });
    const without = bretagne.channel('sans', { bot: false });
    const hidden = bretagne.channel('secret', { private: true, bot: false });
    const gone = { id: 'z'.repeat(26) };
    const checks = of(await examined({ bound: [labo, archived, without, hidden, gone] }), 'channels');
    expect(checks.map(({ state, says }) => [state, says])).toEqual([
      ['failure', `bretagne: ${archived.id} is archived`],
      ['failure', `bretagne: ${without.id}: the bot is not in it`],
      ['failure', `bretagne: ${hidden.id}: the bot is not in it`],
      ['failure', `bretagne: ${gone.id}: the bot is not in it`],
    ]);
    expect(checks[1]?.remedy).toContain('/invite @boite');
  });
});

describe('the door', () => {
  test('of a box that is not running is a warning: start it', async () => {
    await context.close();
    const checks = await examined();
    expect(of(checks, 'door')).toEqual([
      expect.objectContaining({ state: 'warning', says: expect.stringContaining('ECONNREFUSED') }),
    ]);
    expect(checks.at(-1)).toEqual(UNPROVEN);
    expect(mattermost.deliveries()).toEqual([]);
    context = await makeContext();
  });

  test('of a box without Mattermost says 404', async () => {
    const [found] = of(await examined(), 'door');
    expect(found).toMatchObject({ state: 'failure', says: expect.stringContaining('answers 404') });
  });
});

describe('the way back', () => {
  /** What is wrong with it, after something was changed on the server. */
  async function found(change: () => void = () => undefined, env = settings()): Promise<Check[]> {
    await startBox();
    change();
    return bad(of(await examined({ env }), 'way back'));
  }

  test('that the server may not take is told with the setting that opens it', async () => {
    const checks = await found(() => {
      mattermost.config.ServiceSettings.AllowedUntrustedInternalConnections = '';
    });
    expect(checks.map(({ says }) => says)).toEqual([
      'bretagne: /idee is not answered: api.command.execute_command.failed.app_error',
      expect.stringMatching(/^chat\.example\.fr: forms and buttons do not reach http/),
    ]);
    for (const { remedy } of checks)
      expect(remedy).toContain('"Environment" > "Developer" > "Allow untrusted internal connections to"');
  });

  test('without SiteURL is told with its place', async () => {
    const checks = await found(() => {
      mattermost.config.ServiceSettings.SiteURL = '';
    });
    expect(checks[0]?.remedy).toContain('"Environment" > "Web Server" > "Site URL"');
    expect(checks[0]?.says).toContain('site_url_required');
  });

  test('without commands is told with their switch', async () => {
    const [check] = await found(() => {
      mattermost.config.ServiceSettings.EnableCommands = false;
    });
    expect(check?.remedy).toContain('"Enable Custom Slash Commands"');
  });

  test('of a team without the command says how to make it', async () => {
    const [check] = await found(() => void mattermost.world.commands.delete(command.id));
    expect(check?.says).toContain('not_found');
    expect(check?.remedy).toContain('npm run mattermost:setup');
  });

  test('of a command that leads elsewhere says so', async () => {
    const [check] = await found(() => {
      command.url = `${context.baseUrl}/elsewhere`;
    });
    expect(check?.says).toContain('failed_resp');
    expect(check?.remedy).toContain('--callback');
  });

  test('of a command with another token says which setting is wrong', async () => {
    const [check] = await found(() => {
      command.token = 'x'.repeat(26);
    });
    expect(check).toMatchObject({
      state: 'failure',
      says: 'bretagne: the box does not know the token of /idee',
      remedy: expect.stringContaining('MATTERMOST_COMMAND_TOKENS'),
    });
  });

  test('of a box with another secret is no proof', async () => {
    await startBox(settings(), 't'.repeat(32));
    const [check] = bad(of(await examined(), 'way back'));
    expect(check).toMatchObject({ says: 'bretagne: /idee is answered, but not by this box' });
  });

  test('of forms to another address says which setting names it', async () => {
    const env = settings({ MATTERMOST_CALLBACK_URL: `${context.baseUrl}/ailleurs` });
    const [check] = await found(undefined, env);
    expect(check?.says).toMatch(
      /^chat\.example\.fr: forms and buttons do not reach .*\/ailleurs\/mattermost/,
    );
  });

  test('of a team in none of whose channels the bot is says to invite it', async () => {
    const checks = await found(() => labo.remove(mattermost.bot));
    expect(checks).toEqual([
      expect.objectContaining({ state: 'warning', remedy: expect.stringContaining('invite') }),
      UNPROVEN,
    ]);
  });

  test('is no way for anybody else to have something signed', async () => {
    await startBox();
    const camille = bretagne.person('camille');
    labo.add(camille);
    await camille.command('/idee', `probe ${'0'.repeat(32)}`, labo);
    await mattermost.settle();
    expect(box.arrivals).toHaveLength(1);
  });
});

test('a team whose command is set and where the bot is not is told', async () => {
  await startBox();
  const elsewhere = mattermost.team('occitanie');
  elsewhere.team.members.delete(mattermost.bot.id);
  const tokens = `${bretagne.id}=${command.token},${elsewhere.id}=${'y'.repeat(26)}`;
  const found = bad(of(await examined({ env: settings({ MATTERMOST_COMMAND_TOKENS: tokens }) }), 'teams'));
  expect(found).toEqual([
    expect.objectContaining({ state: 'failure', says: expect.stringContaining(elsewhere.id) }),
  ]);
});

describe('npm run doctor', () => {
  let db: TempDatabase;
  beforeEach(async () => {
    db = await openTemp();
  });
  afterEach(() => db.close());

  test('has the server call the box, for the channels labs are bound to, and prints no secret', async () => {
    await startBox();
    const lab = await makeLab(db.tables);
    await db.unitOfWork.run(async (tx) => {
      const place = { platform: 'mattermost', realm: SITE, team: bretagne.id, channel: labo.id };
      await tx.labs.bind(lab.id, place, { name: 'labo', private: false }, AT);
    });
    const { code, out, err } = await runScript(doctor, [], {
      env: settings({
        CHAT_ADAPTERS: 'mattermost',
        BOX_SECRET: SECRET,
        DATABASE_URL: db.url,
        PORT: String(port()),
      }),
    });
    expect(out).toMatch(/^ok +mattermost channels +the bot is in 1 bound channel$/m);
    expect(out).toMatch(/^ok +mattermost way back +bretagne: the server reaches the box/m);
    expect(out).not.toMatch(/^failure/m);
    expect(code).toBe(0);
    expectNoSecret([out, err]);
  });

  test('says nothing of Mattermost where it is not served', async () => {
    const { out } = await runScript(doctor, [], {
      env: settings({ CHAT_ADAPTERS: 'local', DATABASE_URL: db.url }),
    });
    expect(out).not.toContain('mattermost token');
    expect(mattermost.calls()).toEqual([]);
  });
});
