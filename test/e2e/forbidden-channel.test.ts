import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import { MattermostTown } from './mattermost-town.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { until } from './until.ts';

let town: MattermostTown;
let box: RunningBox | null;
const clock = new ShiftedClock();

beforeEach(async () => {
  box = null;
  town = await MattermostTown.begin();
  box = await start({ ...town.env, LOG_LEVEL: 'silent' }, { clock });
});
afterEach(async () => {
  await box?.stop();
  await town.end();
});

/** What Yann, who facilitates the lab, was told alone. */
const told = () => town.yann.sees('direct').map(({ text }) => text);

test('a channel where the bot is and may not write keeps its card, tells who facilitates once, and shows it when it may', async () => {
  const { anais, yann, labo, mattermost } = town;
  await town.opensLab();
  // As where only its administrators may post: the bot stays a member.
  const closed = { kind: 'error', id: 'api.context.permissions.app_error', status: 403 } as const;
  mattermost.faults.next(
    'POST /posts',
    closed,
    Number.POSITIVE_INFINITY,
    (post) => post.channel_id === labo.id,
  );

  expect(await anais.command('/idee', 'Prêter les outils du labo après 18 h', labo)).toBeNull();
  await until('the form', async () => anais.dialog);
  const thanks = await town.told(anais, 'the thanks', () => anais.submit({ body: 'Sans carte.' }));
  expect(thanks).toContain('#1');
  await until('who facilitates is told', async () => told().some((text) => text.includes('labo-bretagne')));
  expect(town.card()).toBeUndefined();
  // The idea is there, card or not.
  expect(await town.ask(yann, 'pour #1')).toContain('#1');
  // Tried again in vain, it tells nobody a second time.
  clock.forward(61_000);
  const tries = () => mattermost.calls('POST /posts').length;
  const before = tries();
  await until('it is tried again', async () => tries() > before);

  mattermost.faults.clear();
  // The try in vain may be written down only now: its pause begins then.
  const card = await until('the card', async () => {
    clock.forward(60_000);
    return town.card();
  });
  expect(card.text).toContain('2 pour');
  await until('its reactions', async () => town.card()?.reactions['+1']);
  expect(town.posts()).toHaveLength(1);
  expect(told()).toHaveLength(1);
  expect(await town.ask(yann, 'labo')).toContain('Bretagne');
}, 90_000);
