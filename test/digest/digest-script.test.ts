import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { digest } from '../../scripts/digesting/digest-script.ts';
import { systemClock } from '../../src/clock.ts';
import { closedWeeks, runningWeek } from '../../src/digest/period.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { type Ended, runScript } from '../scripts/surroundings.ts';
import { HOUR, LabAtWork } from './lab-at-work.ts';

/** The script, by the real clock, over a file of its own. */

const ZONE = 'Europe/Paris';

let db: TempDatabase;
let work: LabAtWork;
let last: string;
let idea: number;

beforeAll(async () => {
  db = await openTemp();
  work = await LabAtWork.open(db, { slug: 'bretagne' });
  const [week] = closedWeeks(null, systemClock.now(), ZONE);
  if (!week) throw new Error('no week has ended');
  last = week.week;
  await work.bind('general');
  idea = await work.file(week.start + HOUR, 'Un annuaire des savoir-faire');
  await work.votes(idea, 2, week.start + HOUR);
});
afterAll(() => db.close());

const settings = () => ({
  DATABASE_URL: db.url,
  DEMO: '0',
  CHAT_ADAPTERS: 'terminal',
  BOX_SECRET: 'x'.repeat(40),
});
const run = (...argv: string[]): Promise<Ended> => runScript(digest, argv, { env: settings() });

const said = async () => (await db.tables.selectFrom('outbox').select('key').execute()).map(({ key }) => key);

test('shows first, publishes once, then says when and where', async () => {
  const dry = await run('--lab', 'bretagne', '--dry-run');
  expect(dry).toMatchObject({ code: 0, err: '' });
  expect(dry.out).toContain(`1️⃣ #${idea} Un annuaire des savoir-faire · +2`);
  expect(dry.out).toContain('would publish: local:local:bretagne-general');
  expect(await said()).toEqual([]);

  const sent = await run('--lab', 'bretagne', '--week', last, '--json');
  expect(sent).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(sent.out)).toMatchObject({
    lab: 'bretagne',
    week: last,
    silent: false,
    figures: { ideas: 1, votes: 2 },
    channels: [{ channel: 'local:local:bretagne-general', outcome: 'published' }],
  });
  expect(await said()).toHaveLength(1);

  const again = await run('--lab', 'bretagne');
  expect(again).toMatchObject({ code: 3, err: '' });
  expect(again.out).toMatch(/a déjà paru .* dans general/);
  const shown = await run('--lab', 'bretagne', '--dry-run', '--json');
  expect(shown.code).toBe(3);
  expect(JSON.parse(shown.out)).toMatchObject({ channels: [{ outcome: 'already', at: expect.any(String) }] });
  expect(await said()).toHaveLength(1);
});

test('a lab without channels or votes has nothing to publish', async () => {
  await LabAtWork.open(db, { slug: 'vide' });
  expect((await run('--lab', 'vide')).code).toBe(3);
});

test('wrong usage', async () => {
  const running = runningWeek(null, systemClock.now(), ZONE).week;
  const wrong = async (...args: string[]) => {
    const { code, err, out } = await run(...args);
    expect({ args, code, out }).toEqual({ args, code: 2, out: '' });
    return err;
  };
  expect(await wrong('--lab', 'nulle-part')).toContain('unknown lab: nulle-part');
  expect(await wrong('--lab', 'bretagne', '--week', running)).toContain('has not ended');
  expect(await wrong()).toContain('--lab');
  expect(await wrong('--lab', 'bretagne', '--weak')).toContain('--week');
  const help = await run('--help');
  expect(help).toMatchObject({ code: 0, err: '' });
  expect(help.out).toContain('Exit codes');
});

test('wrong configuration ends with 2 as well', async () => {
  const env = { ...settings(), TZ_DEFAULT: 'Mars/Olympus' };
  const { code, out, err } = await runScript(digest, ['--lab', 'bretagne'], { env });
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain('TZ_DEFAULT');
});

test('makes no database where there is none', async () => {
  const folder = join(db.dir, 'nowhere');
  const env = { ...settings(), DATABASE_URL: `sqlite:${join(folder, 'box.db')}` };
  for (const argv of [
    ['--lab', 'bretagne'],
    ['--lab', 'bretagne', '--dry-run'],
  ]) {
    expect(await runScript(digest, argv, { env })).toEqual({
      code: 2,
      out: '',
      err: `there is no database at ${join(folder, 'box.db')}; start the box once, or check DATABASE_URL\n`,
    });
  }
  expect(existsSync(folder)).toBe(false);
});
