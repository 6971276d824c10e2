import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { SiteSettings } from '../../../adapters/mattermost/site-settings.ts';
import { SetupError } from '../../../src/chat/adapter.ts';
import { note } from '../../contract/samples.ts';
import { FakeMattermost } from '../../fakes/mattermost/fake-mattermost.ts';
import { failureOf, MattermostStand, REALM } from './mattermost-stand.ts';

let stand: MattermostStand;

beforeEach(async () => {
  stand = await MattermostStand.start();
});
afterEach(() => stand.close());

/** What opening fails with, the clock moved on where it waits. */
async function refusal(...sites: readonly SiteSettings[]): Promise<Error> {
  let failed: unknown = null;
  stand.open(...sites).then(
    () => {
      failed = new Error('it did not fail');
    },
    (error: unknown) => {
      failed = error;
    },
  );
  return (await stand.until(() => failed ?? stand.clock.advance(1_000).then(() => null))) as Error;
}

test('an open site knows its bot, its teams, its version and where people see it', async () => {
  await stand.open();
  const { site, mattermost, bretagne } = stand;
  expect(site).toMatchObject({
    ...{ realm: REALM, url: mattermost.url, siteUrl: mattermost.url, botUser: mattermost.bot.id },
    version: { major: 11, minor: 6 },
  });
  expect([...site.teams.values()]).toMatchObject([{ id: bretagne.id, name: 'bretagne' }]);
  expect(stand.sites.byRealm(REALM)).toBe(site);
  expect(stand.sites.of({ platform: 'slack', realm: REALM })).toBeNull();
});

test('a token that was revoked is named by its setting, never by its value', async () => {
  stand.mattermost.revokeTokens(stand.mattermost.bot);
  const error = await refusal();
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toMatch(
    /^MATTERMOST_BOT_TOKEN is refused \(api\.context\.session_expired\.app_error\)/,
  );
  expect(error.message).not.toContain(stand.mattermost.bot.token);
});

test('a person’s token is none of a bot', async () => {
  const error = await refusal(stand.settings({ botToken: stand.anais.token }));
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toContain('MATTERMOST_BOT_TOKEN is no bot');
});

test('of several servers that are all refused, the first is named', async () => {
  const broken = { botToken: 'x'.repeat(26) };
  const error = await refusal(stand.settings(broken), stand.settings({ realm: 'deux', ...broken }));
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toMatch(/^MATTERMOST_BOT_TOKEN is refused/);
});

test('two settings that lead to one server are told', async () => {
  const error = await refusal(stand.settings(), stand.settings({ realm: 'deux' }));
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toBe('MATTERMOST_URL and MATTERMOST_URL_2 lead to one server. Keep one of them.');
});

test('an address that is no Mattermost’s is told at once', async () => {
  const error = await refusal(stand.settings({ url: `${stand.mattermost.url}/ailleurs` }));
  expect(error).toBeInstanceOf(SetupError);
  expect(error.message).toMatch(/^MATTERMOST_URL does not lead to a Mattermost server/);
});

test('a server that does not answer is waited for, however long it takes, and told once', async () => {
  stand.mattermost.faults.always('GET /users/{user_id}', { kind: 'status', status: 502 });
  let open = false;
  void stand.open().then(() => {
    open = true;
  });
  await stand.until(async () => {
    await stand.clock.advance(60_000);
    return stand.mattermost.calls('GET /users/{user_id}').length > 8;
  });
  expect(open).toBe(false);
  await expect(failureOf(stand.out.send(stand.place(), note('x'), 'k'))).resolves.toEqual({
    retryAfterMs: expect.any(Number),
    scope: 'realm',
  });
  expect(stand.logged(40)).toEqual([expect.stringContaining('MATTERMOST_URL')]);
  expect(stand.logged(40)[0]).toContain('http_502');
  stand.mattermost.faults.clear();
  await stand.until(() => open || stand.clock.advance(60_000).then(() => false));
  expect(stand.site.botUser).toBe(stand.mattermost.bot.id);
});

test('a stop ends the waiting', async () => {
  stand.mattermost.faults.always('GET /users/{user_id}', { kind: 'status', status: 502 });
  const failed = stand.open().catch((error: Error) => error.name);
  await stand.until(() => stand.mattermost.calls('GET /users/{user_id}').length > 0);
  await stand.close();
  expect(await failed).toBe('UnreachableError');
});

test('a connection that breaks off once is no reason to wait', async () => {
  stand.mattermost.faults.next('GET /users/{user_id}', { kind: 'refused connection' });
  await stand.open();
  expect(stand.mattermost.calls('GET /users/{user_id}')).toHaveLength(2);
});

test('a server that restarts meanwhile is waited for', async () => {
  stand.mattermost.faults.next('GET /users/{user_id}', { kind: 'refused connection' }, 2);
  let open = false;
  void stand.open().then(() => {
    open = true;
  });
  await stand.until(() => open || stand.clock.advance(1_000).then(() => false));
  expect(stand.site.botUser).toBe(stand.mattermost.bot.id);
});

test('a site under a path, its address with a slash at its end, works and links to where people see it', async () => {
  const under = await MattermostStand.start({ path: '/chat' });
  under.mattermost.config.ServiceSettings.SiteURL = 'https://www.example.fr/chat/';
  await under.open(under.settings({ url: `${under.mattermost.url}/` }));
  const posted = await under.out.send(under.place(), { lang: 'fr', summary: 'x', blocks: [] }, 'k');
  expect(await under.out.permalink(posted)).toBe(
    `https://www.example.fr/chat/_redirect/pl/${posted.message}`,
  );
  expect(await under.out.describe(under.place())).toMatchObject({
    link: 'https://www.example.fr/chat/bretagne/channels/labo',
  });
  await under.close();
});

test('without a SiteURL links lead to where we call, and the log says what the server lacks', async () => {
  stand.mattermost.config.ServiceSettings.SiteURL = '';
  await stand.open();
  expect(stand.site.siteUrl).toBe(stand.mattermost.url);
  expect(stand.lines.join('')).toContain('SiteURL');
});

test('a command of a team our bot is not in is told in the log', async () => {
  await stand.open(stand.settings({ commandTokens: new Map([['t'.repeat(26), 'secret']]) }));
  expect(stand.lines.join('')).toContain('t'.repeat(26));
  expect(stand.lines.join('')).not.toContain('secret');
});

describe('of several servers', () => {
  let other: FakeMattermost;
  const second = () => ({
    ...{ realm: 'deux', url: other.url, botToken: other.bot.token, commandTokens: new Map() },
  });
  beforeEach(async () => {
    other = await FakeMattermost.start({ clock: stand.clock, seed: 2 });
  });
  afterEach(() => other.stop());

  const realms = () => stand.sites.all().map(({ realm }) => realm);
  const comes = (realm: string) =>
    stand.until(() => realms().includes(realm) || stand.clock.advance(30_000).then(() => false));

  test('each is open beside the others', async () => {
    await stand.open(stand.settings(), second());
    expect(realms()).toEqual([REALM, 'deux']);
  });

  test('one that does not answer holds up no other, and is taken up once it does', async () => {
    const two = second();
    await other.down();
    await stand.listen(stand.settings(), two);
    await stand.out.send(stand.place(), note('Ici'), 'k');
    expect(realms()).toEqual([REALM]);
    expect(stand.sites.isAwaited('deux')).toBe(true);
    expect(stand.noticed('down')).toMatchObject([{ realm: 'deux' }]);
    await other.up();
    await comes('deux');
    await stand.until(() => stand.noticed('up').some(({ realm }) => realm === 'deux'));
  });

  test('one that hangs holds up no other longer than a call may take', async () => {
    other.faults.always('GET /users/{user_id}', { kind: 'hang', ms: 3_600_000 });
    const began = stand.clock.now();
    const open = stand.open(stand.settings(), second());
    await stand.until(async () => realms().length > 0);
    await stand.until(async () => {
      await stand.clock.advance(1_000);
      return stand.noticed('down').length > 0;
    });
    await open;
    expect(stand.clock.now() - began).toBeLessThanOrEqual(20_000);
  });

  test('one that refuses its token is lost, told once with its setting, and found when it takes it', async () => {
    other.revokeTokens(other.bot);
    await stand.open(stand.settings(), second());
    await stand.clock.advance(60_000);
    for (let n = 0; n < 3; n += 1) await stand.clock.advance(5 * 60_000);
    expect(realms()).toEqual([REALM]);
    const what = { platform: 'mattermost', realm: 'deux' };
    expect(stand.noticed('lost')).toEqual([expect.objectContaining({ what })]);
    expect(stand.logged(50)).toEqual([
      expect.stringMatching(/the other servers go on without it\. MATTERMOST_BOT_TOKEN_2 is refused/),
    ]);
    for (const token of other.world.tokens) token.active = true;
    await comes('deux');
    await stand.until(() => stand.noticed('found').length > 0);
    expect(stand.noticed('found')).toEqual([expect.objectContaining({ what })]);
  });

  test('one whose address leads elsewhere is told with its setting', async () => {
    await stand.open(stand.settings(), { ...second(), url: `${other.url}/ailleurs` });
    expect(stand.logged(50)).toEqual([expect.stringContaining('MATTERMOST_URL_2 does not lead to')]);
    expect(stand.noticed('lost')).toEqual([]);
  });

  test('a token that is no bot’s is a mistake that stops the start', async () => {
    const error = await refusal(stand.settings(), { ...second(), botToken: other.admin.token });
    expect(error).toBeInstanceOf(SetupError);
    expect(error.message).toContain('MATTERMOST_BOT_TOKEN_2 is no bot');
  });
});
