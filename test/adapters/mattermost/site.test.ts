import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MattermostUnreachableError } from '../../../adapters/mattermost/site.ts';
import type { SiteSettings } from '../../../adapters/mattermost/site-settings.ts';
import { SetupError } from '../../../src/chat/adapter.ts';
import { FakeMattermost } from '../../fakes/mattermost/fake-mattermost.ts';
import { MattermostStand, REALM } from './mattermost-stand.ts';

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

test('of several servers the wrong one is named', async () => {
  const error = await refusal(stand.settings(), stand.settings({ realm: 'deux', botToken: 'x'.repeat(26) }));
  expect(error.message).toMatch(/^MATTERMOST_BOT_TOKEN_2 is refused/);
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

test('a server that does not answer is asked again for a while, then told as such', async () => {
  stand.mattermost.faults.always('GET /users/{user_id}', { kind: 'status', status: 502 });
  const error = await refusal();
  expect(error).toBeInstanceOf(MattermostUnreachableError);
  expect(error.message).toContain('http_502');
  expect(stand.mattermost.calls('GET /users/{user_id}')).toHaveLength(4);
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

test('several servers are open side by side', async () => {
  const other = await FakeMattermost.start({ clock: stand.clock, seed: 2 });
  const second = { realm: 'deux', url: other.url, botToken: other.bot.token, commandTokens: new Map() };
  await stand.open(stand.settings(), second);
  expect(stand.sites.all().map(({ realm }) => realm)).toEqual([REALM, 'deux']);
  await other.stop();
});
