import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import { formOf, LocalUser, textOf } from './local-user.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { until } from './until.ts';

const HOUR_MS = 60 * 60 * 1000;

let dir: string;
let clock: ShiftedClock;
let box: RunningBox | null;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'box-downtime-'));
  clock = new ShiftedClock();
  box = null;
});
afterEach(async () => {
  await box?.stop();
  await rm(dir, { recursive: true, force: true });
});

async function startAgain(): Promise<LocalUser> {
  await box?.stop();
  box = await start(
    { DATABASE_URL: `sqlite:${join(dir, 'box.db')}`, PORT: '0', DEMO: '0', LOG_LEVEL: 'warn' },
    { clock },
  );
  return new LocalUser(box.url, 'camille');
}

async function aLabWithAnIdea(camille: LocalUser): Promise<void> {
  await camille.say('labo-bretagne', '/idee labo creer bretagne nom="Labo Bretagne"');
  await camille.say('labo-bretagne', '/idee labo lier bretagne');
  const form = formOf(await camille.say('labo-bretagne', '/idee'));
  await camille.submit(form, { title: 'Un banc devant la gare', body: '', lab: 'bretagne' });
}

/** Puts the clock to the next Monday, at this hour in Paris. */
function toMonday(hour: number): void {
  const now = DateTime.fromMillis(clock.now(), { zone: 'Europe/Paris' });
  clock.forward(now.plus({ weeks: 1 }).startOf('week').set({ hour }).toMillis() - clock.now());
}

const digests = async (camille: LocalUser) =>
  (await camille.messages('labo-bretagne')).filter((message) => textOf(message).startsWith('📬'));

test('a digest that fell due while the box was down is published at start, once', async () => {
  await aLabWithAnIdea(await startAgain());
  toMonday(8);
  const early = await startAgain();
  await until('a sign of life', async () => (await early.messages('labo-bretagne')).length > 0);
  expect(await digests(early)).toHaveLength(0);

  clock.forward(2 * HOUR_MS);
  const late = await startAgain();
  const [digest] = await until('the digest', async () => {
    const found = await digests(late);
    return found.length > 0 ? found : null;
  });
  expect(digest && textOf(digest)).toContain('Un banc devant la gare');

  expect(await digests(await startAgain())).toHaveLength(1);
}, 30_000);

test('a digest that is too late is archived and not published', async () => {
  await aLabWithAnIdea(await startAgain());
  toMonday(9);
  clock.forward(73 * HOUR_MS);
  const camille = await startAgain();
  expect(textOf((await camille.messages('labo-bretagne')).at(-1) ?? never())).not.toContain('📬');
  expect(await digests(camille)).toHaveLength(0);
}, 30_000);

function never(): never {
  throw new Error('no message at all');
}
