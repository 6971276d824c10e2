import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pino } from 'pino';
import mattermostModule from '../../../adapters/mattermost/index.ts';
import type { Adapter } from '../../../src/chat/adapter.ts';
import { TestBox } from '../../contract/box.ts';
import { makeContext, type TestContext } from '../../contract/context.ts';
import { FakeMattermost } from '../../fakes/mattermost/fake-mattermost.ts';

let context: TestContext;
let mattermost: FakeMattermost;
let adapter: Adapter;
let team: string;
/** Every line of the log about a command that was refused. */
let lines: { team: string; configured: boolean; realm: string }[];
let log: string;

beforeEach(async () => {
  context = await makeContext();
  mattermost = await FakeMattermost.start({ clock: context.clock });
  team = mattermost.team('bretagne').id;
  [lines, log] = [[], ''];
  const write = (line: string) => {
    log += line;
    if (line.includes('was refused')) lines.push(JSON.parse(line));
  };
  adapter = mattermostModule.create(
    { ...context, log: pino({ level: 'trace' }, { write }) },
    mattermostModule.env.parse({
      MATTERMOST_URL: mattermost.url,
      MATTERMOST_SITE: 'chat.example.fr',
      MATTERMOST_BOT_TOKEN: mattermost.bot.token,
      MATTERMOST_COMMAND_TOKENS: `${team}=the-token-of-its-command`,
      PUBLIC_URL: context.baseUrl,
    }),
  );
  await adapter.start(new TestBox().inbox);
});
afterEach(async () => {
  await adapter.stop();
  await mattermost.stop();
  await context.close();
});

const id = (letter: string) => letter.repeat(26);

async function type(team_id: string, token = 'not-the-right-token'): Promise<string> {
  const form = { team_id, token, channel_id: id('c'), user_id: id('u'), text: 'top' };
  const address = `${context.baseUrl}/mattermost/chat.example.fr/command`;
  return (await fetch(address, { method: 'POST', body: new URLSearchParams(form) })).text();
}

test('a wrong token is told to whoever typed each time, and to the log once an hour, with the team', async () => {
  for (let time = 0; time < 5; time += 1) {
    expect(await type(team)).toContain(context.words().commandUnknown);
    expect(await type(id('x'))).toContain(context.words().commandUnknown);
  }
  expect(lines).toMatchObject([
    { realm: 'chat.example.fr', team, configured: true },
    { realm: 'chat.example.fr', team: id('x'), configured: false },
  ]);
  await context.clock.advance(60 * 60_000);
  await type(team);
  expect(lines.map((line) => line.team)).toEqual([team, id('x'), team]);
  expect(log).not.toContain('not-the-right-token');
  expect(log).not.toContain('the-token-of-its-command');
});

test('teams that are made up do not fill the log, nor hide a team of ours', async () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789'];
  for (const letter of letters) await type(id(letter));
  expect(lines).toHaveLength(20);
  await type(team);
  expect(lines.at(-1)).toMatchObject({ team, configured: true });
});
