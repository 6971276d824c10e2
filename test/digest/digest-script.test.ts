import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { systemClock } from '../../src/clock.ts';
import { closedWeeks, runningWeek } from '../../src/digest/period.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { HOUR, LabAtWork } from './lab-at-work.ts';

/** The script itself, by the real clock, over a file of its own. */

const ROOT = join(import.meta.dirname, '../..');
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

function run(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: db.url,
    DEMO: '0',
    CHAT_ADAPTERS: 'terminal',
    BOX_SECRET: 'x'.repeat(40),
  };
  const argv = ['--import', 'tsx', 'scripts/digest.ts', ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: ROOT, env }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

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
}, 120_000);

test('a lab without channels or votes has nothing to publish', async () => {
  await LabAtWork.open(db, { slug: 'vide' });
  expect((await run('--lab', 'vide')).code).toBe(3);
}, 120_000);

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
}, 120_000);
