import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type RunningBox, start } from '../../src/bootstrap.ts';
import { answerOf, formOf, LocalUser, textOf } from './local-user.ts';
import { ShiftedClock } from './shifted-clock.ts';
import { until } from './until.ts';

const HOUR_MS = 60 * 60 * 1000;
const ROOM = 'labo-bretagne';

let dir: string;
let clock: ShiftedClock;
let box: RunningBox | null;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'box-summary-'));
  clock = new ShiftedClock();
  box = null;
});
afterEach(async () => {
  await box?.stop();
  await rm(dir, { recursive: true, force: true });
});

async function startAgain(): Promise<{ camille: LocalUser; anais: LocalUser }> {
  await box?.stop();
  box = await start(
    { DATABASE_URL: `sqlite:${join(dir, 'box.db')}`, PORT: '0', DEMO: '0', LOG_LEVEL: 'warn' },
    { clock },
  );
  return { camille: new LocalUser(box.url, 'camille'), anais: new LocalUser(box.url, 'anais') };
}

const summaries = async (anais: LocalUser) =>
  (await anais.messages('dm-anais')).map(textOf).filter((text) => text.startsWith('Votre résumé'));

test('a daily summary that fell due while the box was down leaves at start, once', async () => {
  const { camille, anais } = await startAgain();
  await camille.say(ROOM, '/idee labo creer bretagne nom="Labo Bretagne"');
  await camille.say(ROOM, '/idee labo lier bretagne');
  await camille.say(ROOM, '/idee labo animateur bretagne local:local:camille');
  const form = formOf(await anais.say(ROOM, '/idee'));
  await anais.submit(form, { title: 'Un banc devant la gare', body: '', lab: 'bretagne' });
  expect(answerOf(await anais.say(ROOM, '/idee moi notifications=jour'))).toContain("C'est noté");
  await camille.submit(formOf(await camille.say(ROOM, '/idee repondre #1 retenue')), {
    status: 'accepted',
    answer: 'Au printemps.',
  });

  clock.forward(24 * HOUR_MS);
  const { anais: later } = await startAgain();
  const [summary] = await until('the summary', async () => {
    const found = await summaries(later);
    return found.length > 0 ? found : null;
  });
  expect(summary).toContain('Un banc devant la gare passe à');
  expect(summary).toContain('Au printemps.');

  const { anais: again } = await startAgain();
  expect(await summaries(again)).toHaveLength(1);
}, 30_000);
