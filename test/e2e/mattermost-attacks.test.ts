import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import type { Person } from '../fakes/mattermost/people/person.ts';
import { MattermostTown } from './mattermost-town.ts';
import { until } from './until.ts';

/** What somebody with an account as good as anybody's may try against a box whose secrets they do not have. */

let town: MattermostTown;
let box: RunningBox;

beforeAll(async () => {
  town = await MattermostTown.begin();
  box = await start({ ...town.env, LOG_LEVEL: 'silent' });
  await town.opensLab();
  await town.file();
}, 30_000);
afterAll(async () => {
  await box.stop();
  await town.end();
});

/** The form of a new idea, as its person's client has it: its state is there to be read. */
async function formOf(person: Person, title: string) {
  expect(await person.command('/idee', title, town.labo)).toBeNull();
  const { dialog, spec } = await until('the form', async () => person.dialog);
  return { url: dialog.url, state: String(spec.state), callback_id: String(spec.callback_id) };
}

/** Has the server send a form, whatever stands in it. */
function submit(person: Person, form: { url: string; state: string }, submission: Record<string, string>) {
  const at = { channel_id: town.labo.id, team_id: town.bretagne.id };
  return person.api('POST', '/actions/dialogs/submit', { ...form, ...at, submission });
}

const ideas = () =>
  town.posts().filter(({ buttons }) => buttons.some(({ label }) => label === '👍 Pour')).length;

test('a form that is sent again makes no second idea', async () => {
  const before = ideas();
  const form = await formOf(town.yann, 'Un annuaire des savoir-faire');
  const filled = { title: 'Un annuaire des savoir-faire', body: '', lab: 'bretagne' };
  for (let round = 0; round < 3; round += 1) expect((await submit(town.yann, form, filled)).body).toEqual({});
  await until('the card', async () => ideas() > before);
  await town.ask(town.yann, 'top');
  expect(ideas()).toBe(before + 1);
});

test("another person's form says so, and makes nothing", async () => {
  const before = ideas();
  const form = await formOf(town.anais, 'Relire nos courriers');
  const { body } = await submit(town.yann, form, { title: 'Relire nos courriers', lab: 'bretagne' });
  expect(body).toMatchObject({ error: expect.stringContaining("n'a pas été ouvert par vous") });
  await town.ask(town.yann, 'top');
  expect(ideas()).toBe(before);
});

test('the very buttons of a card, copied under a message of somebody else, count for nothing', async () => {
  const before = town.card()?.text;
  const [stolen] = town.labo.posts.filter(({ id }) => id === town.card()?.id);
  const bait = town.labo.post(town.anais, { message: 'Votez ici', props: stolen?.props ?? {} });
  const shown = town.yann.sees(town.labo).find(({ id }) => id === bait.id);
  expect(await town.yann.press(shown!, '👎 Contre')).toBeNull();
  await until('what is said', async () =>
    [town.labo, 'direct' as const].some((where) =>
      town.yann.sees(where).some(({ text }) => text.includes('Je ne connais pas ce message')),
    ),
  );
  await town.ask(town.yann, 'top');
  expect(town.card()?.text).toBe(before);
});

test('a guest reads and votes, and does not file', async () => {
  const jo = town.bretagne.guest('jo');
  town.labo.add(jo);
  expect(await town.ask(jo, 'pour #1')).toContain('#1');
  expect(await town.ask(jo, 'Une idée de passage')).toContain('invitées');
  expect(town.posts().some(({ text }) => text.includes('Une idée de passage'))).toBe(false);
});

test('a command works in the conversation with the bot', async () => {
  expect(await town.ask(town.yann, 'moi', 'direct')).toContain('mattermost');
});

test('a command with the token of another team is refused, and says whom to tell', async () => {
  const occitanie = town.mattermost.team('occitanie');
  const malika = occitanie.person('malika');
  const salon = occitanie.channel('salon', { members: [malika] });
  occitanie.slashCommand('idee', `${town.env.PUBLIC_URL}/mattermost/chat.example.fr/command`);
  const said = await town.told(malika, 'the refusal', () => malika.command('/idee', 'top', salon));
  expect(said).toContain('ne reconnaît pas cette commande');
});
