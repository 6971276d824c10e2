import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import { FakeMattermost } from '../fakes/mattermost/fake-mattermost.ts';
import type { MattermostChannel } from '../fakes/mattermost/people/mattermost-channel.ts';
import type { Person } from '../fakes/mattermost/people/person.ts';
import type { Shown } from '../fakes/mattermost/reading/shown.ts';
import { BoxProcess } from './box-process.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { until } from './until.ts';

const SITE = 'chat.example.fr';
const SECRET = 'a secret of the test, of at least thirty-two characters';

let dir: string;
let mattermost: FakeMattermost;
let anais: Person;
let yann: Person;
let labo: MattermostChannel;
let env: NodeJS.ProcessEnv;
let box: BoxProcess | null;
let inside: RunningBox | null;

beforeEach(async () => {
  [box, inside] = [null, null];
  dir = await mkdtemp(join(tmpdir(), 'box-mattermost-'));
  mattermost = await FakeMattermost.start();
  const bretagne = mattermost.team('bretagne');
  [anais, yann] = [
    bretagne.person('anais', { firstName: 'Anaïs', lastName: 'Lefort' }),
    bretagne.person('yann'),
  ];
  labo = bretagne.channel('labo-bretagne', { members: [anais, yann] });
  const port = await freePort();
  const command = bretagne.slashCommand('idee', `http://127.0.0.1:${port}/mattermost/${SITE}/command`);
  env = {
    CHAT_ADAPTERS: 'mattermost',
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    DATABASE_URL: `sqlite:${join(dir, 'box.db')}`,
    BOX_SECRET: SECRET,
    ADMINS: `mattermost:${SITE}:${anais.id}`,
    LOG_LEVEL: 'trace',
    MATTERMOST_URL: `${mattermost.url}/`,
    MATTERMOST_SITE: SITE,
    MATTERMOST_BOT_TOKEN: mattermost.bot.token,
    MATTERMOST_COMMAND_TOKENS: `${bretagne.id}=${command.token}`,
  };
});
afterEach(async () => {
  await box?.end();
  await inside?.stop();
  await mattermost.stop();
  await rm(dir, { recursive: true, force: true });
});

/** Buttons lead to an address that is known before the box listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function run(): Promise<BoxProcess> {
  const running = new BoxProcess(dir, env);
  box = running;
  await running.ready();
  return running;
}

/** What was said to that person alone since then. */
async function told(person: Person, what: string, deed: () => Promise<unknown>): Promise<string> {
  const before = person.whisper?.id;
  expect(await deed()).toBeNull();
  return until(what, async () => person.whisper?.id !== before && person.whisper?.text);
}

/** Types a command in the channel of the lab; its answer, shown to that person alone. */
const ask = (person: Person, text: string) =>
  told(person, `the answer to "${text}"`, () => person.command('/idee', text, labo));

const posts = (person: Person) => person.sees(labo).filter((shown) => !shown.private);
const card = () => posts(anais).find(({ text }) => text.includes('Prêter les outils'));
const direct = (person: Person) => person.sees('direct').map(({ text }) => text);

async function opensLab(): Promise<void> {
  await ask(anais, 'labo creer bretagne nom="Labo Bretagne"');
  await ask(anais, 'labo lier bretagne');
  expect(await ask(anais, 'labo animateur bretagne @yann')).toContain('yann');
}

/** Files an idea through the form, as a person does. */
async function file(): Promise<Shown> {
  expect(await anais.command('/idee', 'Prêter les outils du labo après 18 h', labo)).toBeNull();
  const form = await until('the form', async () => anais.dialog);
  expect(form.fields[0]?.value).toBe('Prêter les outils du labo après 18 h');
  const thanks = await told(anais, 'the thanks', () =>
    anais.submit({ body: 'Cela existe à Rennes & coûte *une* clé.' }),
  );
  expect([anais.dialog, thanks]).toEqual([null, expect.stringContaining('#1')]);
  return until('the card', async () => card());
}

test('the box in Mattermost takes an idea by its form, counts votes, answers, tells, and goes on after a restart', async () => {
  const first = await run();
  await opensLab();
  const posted = await file();
  expect(posted.text).toContain('Cela existe à Rennes & coûte *une* clé.');

  yann.react(posted, '+1_medium_skin_tone');
  await until('the vote is on the card', async () => /2 pour/.test(card()?.text ?? ''));
  expect(await told(yann, 'what is said of the press', () => yann.press(card()!, '👎 Contre'))).toContain(
    '#1',
  );
  await until('the other vote is on the card', async () => /1 pour.*1 contre/.test(card()?.text ?? ''));

  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);
  // Stopped, it hears nothing; what stands under the card then is looked up at the start.
  anais.react(posted, 'thumbsdown');
  const second = await run();
  await until('the vote of meanwhile is on the card', async () => /2 contre/.test(card()?.text ?? ''));

  expect(await yann.command('/idee', 'repondre #1', labo)).toBeNull();
  const form = await until('the form of the answer', async () => yann.dialog);
  const [status] = form.fields;
  expect(status?.options.map(({ value }) => value)).toContain('accepted');
  const decided = await told(yann, 'the decision', () =>
    yann.submit({ [status!.name]: 'accepted', answer: 'Ouvert le mardi soir.' }),
  );
  expect(decided).toContain('#1');
  await until('the answer is on the card', async () => card()?.text.includes('Ouvert le mardi soir.'));
  expect(await ask(yann, 'digest apercu')).toContain('Prêter les outils');

  second.signal('SIGTERM');
  expect(await second.ended()).toBe(0);
  expect(mattermost.complaints).toEqual([]);
  // Neither what was written nor who did, nor any secret.
  const secrets = [
    'Rennes',
    'Lefort',
    mattermost.bot.token,
    env.MATTERMOST_COMMAND_TOKENS?.split('=')[1],
    '/hooks/',
  ];
  for (const word of secrets) expect(`${first.said}${second.said}`).not.toContain(word);
}, 90_000);

test('the week is published in the channel, and its entries are voted by number and by button', async () => {
  const clock = new ShiftedClock();
  inside = await start({ ...env, LOG_LEVEL: 'silent' }, { clock });
  await opensLab();
  await file();
  await inside.stop();
  const now = DateTime.fromMillis(clock.now(), { zone: 'Europe/Paris' });
  clock.forward(now.plus({ weeks: 1 }).startOf('week').set({ hour: 10 }).toMillis() - clock.now());
  inside = await start({ ...env, LOG_LEVEL: 'silent' }, { clock });
  const digest = await until('the digest', async () => posts(yann).find(({ text }) => text.includes('📬')));
  expect(digest.text).toContain('Prêter les outils');

  yann.react(digest, 'one');
  await until('the vote by number is on the card', async () => /2 pour/.test(card()?.text ?? ''));
  expect(await told(yann, 'the vote by button', () => yann.press(digest, '👍 Pour'))).toContain('#1');

  // Whoever it concerns is told where they are alone with the box.
  const before = direct(anais).length;
  expect(await yann.command('/idee', 'repondre #1', labo)).toBeNull();
  const form = await until('the form of the answer', async () => yann.dialog);
  await told(yann, 'the decision', () =>
    yann.submit({ [form.fields[0]!.name]: 'accepted', answer: 'Ouvert le mardi soir.' }),
  );
  clock.forward(3 * 60_000);
  await ask(yann, 'top');
  await until('the author is told', async () =>
    direct(anais)
      .slice(before)
      .some((text) => text.includes('Ouvert le mardi soir.')),
  );
}, 90_000);

test('a token that the server does not take is told with what to do, and the box does not run without it', async () => {
  box = new BoxProcess(dir, { ...env, MATTERMOST_BOT_TOKEN: 'a-token-nobody-knows' });
  expect(await box.ended()).toBe(78);
  expect(box.said).toContain('MATTERMOST_BOT_TOKEN is refused');
  expect(box.said).not.toContain('a-token-nobody-knows');
}, 30_000);
