import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import type { Person } from '../fakes/mattermost/people/person.ts';
import { BoxProcess } from './box-process.ts';
import { MattermostTown } from './mattermost-town.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { until } from './until.ts';

let town: MattermostTown;
let box: BoxProcess | null;
let inside: RunningBox | null;

beforeEach(async () => {
  [box, inside] = [null, null];
  town = await MattermostTown.begin();
});
afterEach(async () => {
  await box?.end();
  await inside?.stop();
  await town.end();
});

async function run(): Promise<BoxProcess> {
  const running = new BoxProcess(town.dir, { ...town.env, LOG_LEVEL: 'trace' });
  box = running;
  await running.ready();
  return running;
}

const card = () => town.card();
const direct = (person: Person) => person.sees('direct').map(({ text }) => text);

test('the box in Mattermost takes an idea by its form, counts votes, answers, tells, and goes on after a restart', async () => {
  const { anais, yann } = town;
  const first = await run();
  await town.opensLab();
  const posted = await town.file();
  expect(posted.text).toContain('Cela existe à Rennes & coûte *une* clé.');

  yann.react(posted, '+1_medium_skin_tone');
  await until('the vote is on the card', async () => /2 pour/.test(card()?.text ?? ''));
  expect(await yann.press(card()!, '👎 Contre')).toBeNull();
  await until('the other vote is on the card', async () => /1 pour.*1 contre/.test(card()?.text ?? ''));
  // The card says it: nobody is written to for that. What changes nothing is told, or the button would seem dead.
  expect(direct(yann)).toEqual([]);
  expect(await yann.press(card()!, '👎 Contre')).toBeNull();
  await until('that it is counted already', async () => direct(yann).some((text) => text.includes('#1')));

  first.signal('SIGTERM');
  expect(await first.ended()).toBe(0);
  // Stopped, it hears nothing; what stands under the card then is looked up at the start.
  anais.react(posted, 'thumbsdown');
  const second = await run();
  await until('the vote of meanwhile is on the card', async () => /2 contre/.test(card()?.text ?? ''));

  expect(await yann.command('/idee', 'repondre #1', town.labo)).toBeNull();
  const form = await until('the form of the answer', async () => yann.dialog);
  const [status] = form.fields;
  expect(status?.options.map(({ value }) => value)).toContain('accepted');
  const decided = await town.told(yann, 'the decision', () =>
    yann.submit({ [status!.name]: 'accepted', answer: 'Ouvert le mardi soir.' }),
  );
  expect(decided).toContain('#1');
  await until('the answer is on the card', async () => card()?.text.includes('Ouvert le mardi soir.'));
  expect(await town.ask(yann, 'digest apercu')).toContain('Prêter les outils');

  second.signal('SIGTERM');
  expect(await second.ended()).toBe(0);
  expect(town.mattermost.complaints).toEqual([]);
  // Neither what was written nor who did, nor any secret.
  const secrets = [
    'Rennes',
    'Lefort',
    town.mattermost.bot.token,
    town.env.MATTERMOST_COMMAND_TOKENS?.split('=')[1],
    '/hooks/',
  ];
  for (const word of secrets) expect(`${first.said}${second.said}`).not.toContain(word);
}, 90_000);

test('the week is published in the channel, and its entries are voted by number and by button', async () => {
  const { anais, yann } = town;
  const clock = new ShiftedClock();
  inside = await start({ ...town.env, LOG_LEVEL: 'silent' }, { clock });
  await town.opensLab();
  await town.file();
  await inside.stop();
  const now = DateTime.fromMillis(clock.now(), { zone: 'Europe/Paris' });
  clock.forward(now.plus({ weeks: 1 }).startOf('week').set({ hour: 10 }).toMillis() - clock.now());
  inside = await start({ ...town.env, LOG_LEVEL: 'silent' }, { clock });
  const digest = await until('the digest with its number to react with', async () =>
    town.posts().find(({ text, reactions }) => text.includes('📬') && reactions.one),
  );
  expect(digest.text).toContain('Prêter les outils');

  yann.react(digest, 'one');
  await until('the vote by number is on the card', async () => /2 pour/.test(card()?.text ?? ''));
  expect(await yann.press(digest, '👍 Pour')).toBeNull();
  await until('the answer to the vote by button', async () =>
    direct(yann).some((text) => text.includes('#1')),
  );

  // Whoever it concerns is told where they are alone with the box.
  const before = direct(anais).length;
  expect(await yann.command('/idee', 'repondre #1', town.labo)).toBeNull();
  const form = await until('the form of the answer', async () => yann.dialog);
  await town.told(yann, 'the decision', () =>
    yann.submit({ [form.fields[0]!.name]: 'accepted', answer: 'Ouvert le mardi soir.' }),
  );
  clock.forward(3 * 60_000);
  await town.ask(yann, 'top');
  await until('the author is told', async () =>
    direct(anais)
      .slice(before)
      .some((text) => text.includes('Ouvert le mardi soir.')),
  );
}, 90_000);

test('a token that the server does not take is told with what to do, and the box does not run without it', async () => {
  box = new BoxProcess(town.dir, { ...town.env, MATTERMOST_BOT_TOKEN: 'a-token-nobody-knows' });
  expect(await box.ended()).toBe(78);
  expect(box.said).toContain('MATTERMOST_BOT_TOKEN is refused');
  expect(box.said).not.toContain('a-token-nobody-knows');
}, 30_000);

test('the box in Mattermost takes no more ideas from somebody who was made a guest a moment ago', async () => {
  const { yann, bretagne } = town;
  await run();
  await town.opensLab();
  expect(await yann.command('/idee', 'Une idée de membre', town.labo)).toBeNull();
  await until('the form of a member', async () => yann.dialog);
  await yann.cancel();

  bretagne.change(yann, { roles: 'system_guest' });
  await town.mattermost.settle();
  expect(await town.ask(yann, 'Une idée de quelqu’un d’autre')).toContain('réservé aux agents');
  expect(yann.dialog).toBeNull();
  expect(town.posts().filter(({ text }) => text.includes('Une idée'))).toEqual([]);
}, 90_000);
