import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FakeMattermost } from '../fakes/mattermost/fake-mattermost.ts';
import { BoxProcess } from './box-process.ts';
import { MattermostTown } from './mattermost-town.ts';
import { until } from './until.ts';

let town: MattermostTown;
let box: BoxProcess;

beforeEach(async () => {
  town = await MattermostTown.begin();
});
afterEach(async () => {
  await box.end();
  await town.end();
});

interface Readiness {
  ready: boolean;
  parts: Record<string, string>;
}

async function readiness(): Promise<Readiness | null> {
  const response = await fetch(`${town.env.PUBLIC_URL}/readyz`).catch(() => null);
  return response && ((await response.json()) as Readiness);
}

/** Starts the process, and waits until Mattermost is served. */
async function run(env: NodeJS.ProcessEnv): Promise<void> {
  box = new BoxProcess(town.dir, { ...town.env, LOG_LEVEL: 'info', ...env });
  await until('Mattermost is served', async () => (await readiness())?.parts.mattermost === 'ok');
}

describe('with two servers of Mattermost', () => {
  let other: FakeMattermost;
  let second: NodeJS.ProcessEnv;
  beforeEach(async () => {
    other = await FakeMattermost.start({ seed: 2 });
    const command = other
      .team('occitanie')
      .slashCommand('idee', `${town.env.PUBLIC_URL}/mattermost/deux/command`);
    second = {
      MATTERMOST_URL_2: other.url,
      MATTERMOST_SITE_2: 'deux',
      MATTERMOST_BOT_TOKEN_2: other.bot.token,
      MATTERMOST_COMMAND_TOKENS_2: `${command.teamId}=${command.token}`,
    };
  });
  afterEach(() => other.stop());

  test('one that is down at the start stops nobody, and is heard once it is up', async () => {
    await other.down();
    await run(second);
    await town.opensLab();
    await town.file();
    expect(box.said).toContain('MATTERMOST_URL_2');
    await other.up();
    await until('the second server is heard', async () => other.hub.open.length > 0);
    await until('all is well', async () => (await readiness())?.ready);
  }, 90_000);

  test('one that refuses its token at the start is told by its setting, and stops nobody', async () => {
    other.revokeTokens(other.bot);
    await run(second);
    await town.opensLab();
    await town.file();
    expect(box.said).toContain('MATTERMOST_BOT_TOKEN_2 is refused');
    expect(box.said).not.toContain(other.bot.token);
  }, 90_000);
});

test('reactions made before a server lets the box listen count once it does', async () => {
  await run({});
  await town.opensLab();
  const card = await town.file();
  box.signal('SIGTERM');
  await box.ended();
  town.mattermost.socket.refuse({ status: 502 }, 4);
  await run({});
  await until('it does not hear', async () => box.said.includes('cannot be heard'));
  town.yann.react(card, '+1');
  await until('all is well', async () => (await readiness())?.ready);
  await until('the vote is on the card', async () => town.card()?.text.includes('2 pour'));
}, 90_000);

test('a Slack that does not answer at the start does not keep cards of Mattermost waiting', async () => {
  await run({
    CHAT_ADAPTERS: 'slack,mattermost',
    // Nothing listens there.
    SLACK_API_URL: 'http://127.0.0.1:9/api/',
    SLACK_BOT_TOKENS: 'xoxb-1-2-abc',
    SLACK_SIGNING_SECRET: 'a-signing-secret-of-32-characters',
  });
  await town.opensLab();
  await town.file();
  expect(await readiness()).toMatchObject({ ready: false, parts: { mattermost: 'ok', slack: 'starting' } });
}, 90_000);
