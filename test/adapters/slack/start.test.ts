import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createSlack } from '../../../adapters/slack/lifecycle.ts';
import { note } from '../../contract/samples.ts';
import { turns } from '../../contract/wait.ts';
import type { DeliveryWay } from '../../fakes/slack/app.ts';
import { SlackStand } from './slack-stand.ts';

let stand: SlackStand;
const make = async (way?: DeliveryWay) => {
  stand = await SlackStand.make(way);
};
afterEach(() => stand.close());

/** What starting says when it fails; the clock runs while it tries. */
async function failure(start = stand.start()): Promise<Error> {
  let failed: Error | null = null;
  const done = start.catch((error: Error) => {
    failed = error;
  });
  for (let second = 0; second < 60 && !failed; second += 1) {
    await stand.slack.settle();
    await stand.context.clock.advance(1_000);
  }
  await done;
  if (!failed) throw new Error('it started');
  return failed;
}

describe('a token that is not taken', () => {
  beforeEach(() => make());

  test.each([
    ['account_inactive', 'Install it again'],
    ['token_revoked', 'Install the app again'],
  ] as const)('%s is told by its place, with the way out, and not shown', async (state, wayOut) => {
    stand.bretagne.breakToken(state);
    const error = await failure();
    expect(error.name).toBe('SetupError');
    expect(error.message).toContain(`token 1 is refused (${state})`);
    expect(error.message.toLowerCase()).toContain(wayOut.toLowerCase());
    expect(error.message).not.toContain(stand.bretagne.botToken);
  });

  test('beside one that works: its workspace is lost, told once a start, and the others go on', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    await stand.start([stand.bretagne, occitanie]);
    await stand.adapter.stop();
    occitanie.breakToken('account_inactive');
    await stand.start([occitanie, stand.bretagne]);
    expect(stand.context.notices.filter(({ kind }) => kind === 'lost')).toEqual([
      expect.objectContaining({ what: { platform: 'slack', realm: occitanie.id } }),
    ]);
    expect(stand.context.notices.slice(-1)).toEqual([
      expect.objectContaining({ kind: 'up', realm: stand.bretagne.id }),
    ]);
    await stand.anais.command('/idee', 'top', stand.labo);
    expect(stand.box.of('command')).toHaveLength(1);
    const there = { platform: 'slack', realm: occitanie.id, team: occitanie.id, channel: 'C1' };
    await expect(stand.adapter.send(there, note('Attendez'), 'k')).rejects.toMatchObject({
      failure: { retryAfterMs: expect.any(Number), scope: 'realm' },
    });
  });

  test('that worked before and that Slack does not know any more is no slip of the pen', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    await stand.start([stand.bretagne, occitanie]);
    await stand.adapter.stop();
    const old = occitanie.botToken;
    occitanie.reinstall();
    await stand.start([], { SLACK_BOT_TOKENS: `${stand.bretagne.botToken},${old}` });
    expect(stand.context.notices.filter(({ kind }) => kind === 'lost')).toHaveLength(1);
  });

  test('is known still after the secret that it was remembered under is gone', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    const kept = new Map<string, string>();
    const underKeys = (now: string, before?: string) => ({
      get: async (key: string) => kept.get(`${now} ${key}`) ?? kept.get(`${before} ${key}`) ?? null,
      set: async (key: string, value: string | null) => void kept.set(`${now} ${key}`, value ?? ''),
    });
    const both = [stand.bretagne, occitanie];
    stand.context.memory = underKeys('A');
    await stand.start(both);
    await stand.adapter.stop();
    stand.context.memory = underKeys('B', 'A');
    await stand.start(both);
    await stand.adapter.stop();
    const tokens = both.map(({ botToken }) => botToken).join(',');
    occitanie.reinstall();
    stand.context.memory = underKeys('C', 'B');
    await stand.start([], { SLACK_BOT_TOKENS: tokens });
    await stand.adapter.stop();
    stand.context.memory = underKeys('C');
    await stand.start([], { SLACK_BOT_TOKENS: tokens });
    expect(stand.context.notices.filter(({ kind }) => kind === 'lost')).toHaveLength(2);
  });

  test('one that never worked does not stop the others either, and one that never was a token does', async () => {
    const dead = stand.slack.workspace('Occitanie');
    dead.breakToken('token_revoked');
    await stand.start([stand.bretagne, dead]);
    expect(stand.context.notices.some(({ kind }) => kind === 'lost')).toBe(false);
    await stand.adapter.stop();
    const tokens = `${stand.bretagne.botToken},xoxb-unknown`;
    const error = await failure(stand.start([], { SLACK_BOT_TOKENS: tokens }));
    expect(error.message).toContain('token 2 is refused (invalid_auth)');
  });

  test('of a workspace that was given a new one is left aside', async () => {
    const { bretagne } = stand;
    await stand.start();
    await stand.adapter.stop();
    const old = bretagne.botToken;
    bretagne.reinstall();
    await stand.start([], { SLACK_BOT_TOKENS: `${old},${bretagne.botToken}` });
    expect(stand.context.notices.some(({ kind }) => kind === 'lost')).toBe(false);
    await stand.anais.command('/idee', 'top', stand.labo);
    expect(stand.box.of('command')).toHaveLength(1);
  });

  test('of a whole organisation is refused with what to do', async () => {
    const enterprise = { id: 'E0ETAT', name: 'État' };
    const wide = stand.slack.workspace('État', { enterprise, orgWide: true });
    const error = await failure(stand.start([stand.bretagne, wide]));
    expect(error.name).toBe('SetupError');
    expect(error.message).toMatch(/token 2 .*whole organisation.*install it in each workspace by itself/);
  });

  test('that Slack does not know', async () => {
    const error = await failure(stand.start([], { SLACK_BOT_TOKENS: 'xoxb-unknown' }));
    expect(error.message).toMatch(/token 1 is refused \(invalid_auth\).*Copy the bot token again/);
    expect(error.message).not.toContain('xoxb-unknown');
  });
});

describe('Slack that does not answer', () => {
  beforeEach(() => make());

  test('is asked again, and the start goes on', async () => {
    stand.slack.faults.next('auth.test', { kind: 'status', status: 503 }, 2);
    const started = stand.start();
    for (let second = 0; second < 6; second += 1) {
      await stand.slack.settle();
      await stand.context.clock.advance(1_000);
    }
    await started;
    expect(stand.slack.calls('auth.test')).toHaveLength(3);
  });

  test('a connection that breaks off once is no reason to wait', async () => {
    stand.slack.faults.next('auth.test', { kind: 'refused connection' });
    await stand.start();
    expect(stand.slack.calls('auth.test')).toHaveLength(2);
  });

  test('is waited for, however long it takes, and nothing is taken meanwhile', async () => {
    stand.slack.faults.always('auth.test', { kind: 'refused connection' });
    const started = stand.start();
    for (let minute = 0; minute < 10; minute += 1) {
      await stand.slack.settle();
      await stand.context.clock.advance(60_000);
    }
    expect((await stand.anais.command('/idee', 'top', stand.labo)).error).toBe('http_service_error');
    expect(stand.slack.calls('auth.test').length).toBeGreaterThan(5);
    stand.slack.faults.clear();
    await stand.slack.settle();
    await stand.context.clock.advance(60_000);
    await started;
    expect((await stand.anais.command('/idee', 'top', stand.labo)).error).toBeNull();
  });

  test('is left alone as long as it says', async () => {
    stand.slack.faults.next('auth.test', { kind: 'rate limited', retryAfterS: 90 });
    const started = stand.start();
    await stand.until(() => stand.slack.calls('auth.test').length === 1);
    await stand.slack.settle();
    await turns(20);
    await stand.context.clock.advance(89_000);
    await stand.slack.settle();
    expect(stand.slack.calls('auth.test')).toHaveLength(1);
    await stand.context.clock.advance(1_000);
    await started;
    expect(stand.slack.calls('auth.test')).toHaveLength(2);
  });

  test('is waited for by the sockets too', async () => {
    await stand.close();
    await make('socket');
    stand.slack.faults.next('apps.connections.open', { kind: 'status', status: 503 }, 3);
    const started = stand.start();
    for (let second = 0; second < 15; second += 1) {
      await stand.slack.settle();
      await stand.context.clock.advance(1_000);
    }
    await started;
    expect(stand.slack.socket.connections).toBe(2);
  });

  test('does not hold a stop up', async () => {
    stand.slack.faults.always('auth.test', { kind: 'status', status: 503 });
    const adapter = createSlack(stand.context, stand.environment());
    const started = adapter.start(stand.box.inbox).catch((error: Error) => error.name);
    await stand.slack.settle();
    await adapter.stop();
    expect(await started).toBe('UnreachableError');
  });
});

describe('several workspaces', () => {
  beforeEach(() => make());

  test('are asked once each, at start, and never again by what arrives', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    await stand.start([stand.bretagne, occitanie]);
    const malika = occitanie.person('malika');
    const salon = occitanie.channel('salon', { members: [malika] });
    await malika.command('/idee', 'top', salon);
    await stand.anais.command('/idee', 'top', stand.labo);
    expect(stand.box.of('command').map(({ by, where }) => [by.realm, where.team])).toEqual([
      [occitanie.id, occitanie.id],
      [stand.bretagne.id, stand.bretagne.id],
    ]);
    expect(stand.slack.calls('auth.test')).toHaveLength(2);
  });

  test('of one enterprise are one realm', async () => {
    const enterprise = { id: 'E0ETAT', name: 'État' };
    const both = ['Nord', 'Sud'].map((name) => stand.slack.workspace(name, { enterprise }));
    await stand.start(both);
    for (const workspace of both) {
      const person = workspace.person(`p-${workspace.id}`);
      await person.command('/idee', 'top', workspace.channel('salon', { members: [person] }));
    }
    expect(stand.box.of('command').map(({ by }) => by.realm)).toEqual(['E0ETAT', 'E0ETAT']);
    const ups = stand.context.notices.filter(({ kind }) => kind === 'up');
    expect(ups).toEqual([expect.objectContaining({ realm: 'E0ETAT' })]);
  });

  test.each(['org_login_required', 'access_denied'])(
    'one that answers %s holds up no other, and comes later by itself',
    async (error) => {
      const occitanie = stand.slack.workspace('Occitanie');
      const both = [stand.bretagne, occitanie];
      const ups = () => stand.context.notices.flatMap((one) => (one.kind === 'up' ? [one.realm] : []));
      await stand.start(both);
      await stand.adapter.stop();
      const before = ups().length;
      stand.slack.faults.next('auth.test', { kind: 'error', error });
      await stand.start(both);
      const [first] = ups().slice(before);
      expect(ups()).toHaveLength(before + 1);
      const late = both.find(({ id }) => id !== first)!;
      const salon = late.channel('salon');
      const there = { platform: 'slack', realm: late.id, team: late.id, channel: salon.id };
      await expect(stand.adapter.send(there, note('Attendez'), 'k')).rejects.toMatchObject({
        failure: { retryAfterMs: expect.any(Number) },
      });
      await stand.slack.settle();
      await stand.context.clock.advance(1_000);
      await stand.until(() => ups().length === before + 2);
      expect(stand.context.notices.filter(({ kind }) => kind === 'lost')).toEqual([]);
      expect(stand.context.notices).toContainEqual(
        expect.objectContaining({
          kind: 'found',
          what: { platform: 'slack', realm: late.id, team: late.id },
        }),
      );
      await stand.adapter.send(there, note('Enfin'), 'k');
      expect(salon.messages).toHaveLength(1);
      const person = late.person('malika');
      await person.command('/idee', 'top', late.channel('autre', { members: [person] }));
      expect(stand.box.of('command').map(({ by }) => by.realm)).toEqual([late.id]);
    },
  );

  test('nothing for one that was never asked before is given up meanwhile; what is of none is, afterwards', async () => {
    const occitanie = stand.slack.workspace('Occitanie');
    stand.slack.faults.next('auth.test', { kind: 'error', error: 'org_login_required' });
    const ups = () => stand.context.notices.flatMap((one) => (one.kind === 'up' ? [one.realm] : []));
    await stand.start([stand.bretagne, occitanie]);
    const late = ups()[0] === occitanie.id ? stand.bretagne : occitanie;
    const there = { platform: 'slack', realm: late.id, team: late.id, channel: late.channel('salon').id };
    const person = { platform: 'slack', realm: late.id, user: late.person('malika').id };
    const posted = { ...there, message: '1.2' };
    const { send, update, describe, profile } = stand.adapter;
    const later = { failure: { retryAfterMs: expect.any(Number) } };
    await expect(send(there, note('Attendez'), 'k1')).rejects.toMatchObject(later);
    await expect(send(person, note('Attendez'), 'k2')).rejects.toMatchObject(later);
    await expect(update!(posted, note('Attendez'))).rejects.toMatchObject(later);
    await expect(describe!(there)).rejects.toMatchObject(later);
    await expect(profile!(person)).rejects.toMatchObject(later);

    await stand.slack.settle();
    await stand.context.clock.advance(1_000);
    await stand.until(() => ups().includes(late.id));
    await send(there, note('Enfin'), 'k1');
    await send(person, note('Enfin'), 'k2');
    const elsewhere = { ...there, realm: 'T0NOWHERE', team: 'T0NOWHERE' };
    await expect(send(elsewhere, note('?'), 'k3')).rejects.toMatchObject({ failure: { permanent: 'gone' } });
  });

  test('must be different ones', async () => {
    stand.adapter = createSlack(stand.context, {
      ...stand.environment(),
      tokens: [stand.bretagne.botToken, stand.bretagne.botToken],
    });
    await expect(stand.adapter.start(stand.box.inbox)).rejects.toThrow('tokens 1 and 2 are of one workspace');
  });
});

test('an app-level token that is not taken is told with what to look at', async () => {
  await make('socket');
  const error = await failure(stand.start(undefined, { SLACK_APP_TOKEN: 'xapp-unknown' }));
  expect(error.name).toBe('SetupError');
  expect(error.message).toContain('invalid_auth');
  expect(error.message).toContain('connections:write');
  expect(error.message).not.toContain('xapp-unknown');
});

test('what is sent before the start is put off, and what is sent after the stop still goes out', async () => {
  await make();
  const adapter = createSlack(stand.context, stand.environment());
  const to = { platform: 'slack', realm: stand.bretagne.id, channel: stand.labo.id };
  await expect(adapter.send(to, note('Trop tôt'), 'k1')).rejects.toMatchObject({
    failure: { retryAfterMs: expect.any(Number) },
  });
  await adapter.start(stand.box.inbox);
  await adapter.stop();
  await adapter.send(to, note('À temps'), 'k2');
  expect(stand.anais.sees(stand.labo).map(({ text }) => text)).toEqual(['À temps']);
});
