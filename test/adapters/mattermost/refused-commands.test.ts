import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WholeAdapter } from './whole-adapter.ts';

let whole: WholeAdapter;
beforeEach(async () => {
  whole = await WholeAdapter.start();
});
afterEach(() => whole.close());

const id = (letter: string) => letter.repeat(26);

/** Knocks as a server does; gives what is said to whoever typed. */
async function type(team_id: string): Promise<string> {
  const form = { team_id, token: 'not-the-right-token', channel_id: id('c'), user_id: id('u'), text: 'top' };
  return (await fetch(whole.door('command'), { method: 'POST', body: new URLSearchParams(form) })).text();
}

/** Teams of which the log says that their command was refused. */
const logged = () =>
  whole.lines
    .filter((line) => line.includes('was refused'))
    .map((line): { team: string; configured: boolean; realm: string } => JSON.parse(line));

test('a wrong token is told to whoever typed each time, and to the log once an hour, with the team', async () => {
  const { team, words, context } = whole;
  for (let time = 0; time < 5; time += 1) {
    expect(await type(team.id)).toContain(words.commandUnknown);
    expect(await type(id('x'))).toContain(words.commandUnknown);
  }
  expect(logged()).toMatchObject([
    { realm: 'chat.example.fr', team: team.id, configured: true },
    { realm: 'chat.example.fr', team: id('x'), configured: false },
  ]);
  await context.clock.advance(60 * 60_000);
  await type(team.id);
  expect(logged().map((line) => line.team)).toEqual([team.id, id('x'), team.id]);
  for (const secret of ['not-the-right-token', whole.command.token])
    expect(whole.lines.join()).not.toContain(secret);
});

test('teams that are made up do not fill the log, nor hide a team of ours', async () => {
  for (const letter of 'abcdefghijklmnopqrstuvwxyz0123456789') await type(id(letter));
  expect(logged()).toHaveLength(20);
  await type(whole.team.id);
  expect(logged().at(-1)).toMatchObject({ team: whole.team.id, configured: true });
});
