import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { similar } from '../../scripts/comparing/similar-script.ts';
import { DEFAULT_DIGEST_CRON } from '../../src/labs/lab.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { AT } from '../db/world.ts';
import { type Ended, runScript } from './surroundings.ts';

/** The script over a file of its own: an open lab with three ideas, and a closed one with one. */

let db: TempDatabase;
let settings: NodeJS.ProcessEnv;
/** Numbers of the ideas. */
let shelter: number;
let racks: number;
let secret: number;

beforeAll(async () => {
  db = await openTemp();
  settings = { DATABASE_URL: db.url, DEMO: '0', CHAT_ADAPTERS: 'terminal', BOX_SECRET: 'x'.repeat(40) };
  const open = await makeLab('mobilites', 'open');
  const closed = await makeLab('cabinet', 'closed');
  shelter = await publish(open, 'Un local fermé pour les vélos', "Vingt places près de l'entrée.");
  await publish(open, 'Des légumes du canton à la cantine', 'Livrés le mardi.');
  await publish(open, 'Une salle calme', 'Sans téléphone.');
  racks = await publish(open, 'Des arceaux à vélos', 'Sur le trottoir.');
  secret = await publish(closed, 'Le bail du garage à vélos', 'Le résilier avant juin.');
});
afterAll(() => db.close());

async function makeLab(slug: string, access: 'open' | 'closed'): Promise<number> {
  const facts = { name: slug, field: '', region: '', zone: 'Europe/Paris', digestCron: DEFAULT_DIGEST_CRON };
  const lab = await db.unitOfWork.run((tx) => tx.labs.create({ ...facts, slug, access, language: 'fr' }, AT));
  return lab!.id;
}

function publish(lab: number, title: string, body: string): Promise<number> {
  return db.unitOfWork.run(async (tx) => {
    const author = await tx.members.identify({ platform: 'local', realm: 'local', user: 'camille' }, AT);
    return (await tx.ideas.publish({ lab, author: author.id, title, body, at: AT })).number;
  });
}

const run = (...argv: string[]): Promise<Ended> => runScript(similar, argv, { env: settings });

async function ranked(...argv: string[]): Promise<{ number: number; score: number }[]> {
  const { code, out, err } = await run(...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as { number: number; score: number }[];
}

test('prints number, score and title, closest first; the title of a closed lab only when asked for', async () => {
  const { code, out, err } = await run('Un local pour les vélos');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(new RegExp(`^#${shelter} +[01]\\.\\d\\d +Un local fermé pour les vélos\n`));
  expect(out).toMatch(new RegExp(`^#${secret} +[01]\\.\\d\\d +\\(in a closed lab\\)$`, 'm'));
  expect(out).not.toContain('bail');
  expect((await run('Un local pour les vélos', '--all')).out).toContain('Le bail du garage à vélos');
});

test('as JSON: numbers and scores from 0 to 1 and nothing else, closest first', async () => {
  const found = await ranked('Un local pour les vélos', '--all');
  expect(found.map(({ number }) => number)).toEqual(expect.arrayContaining([shelter, secret, racks]));
  expect(found[0]?.number).toBe(shelter);
  for (const idea of found) {
    expect(Object.keys(idea)).toEqual(['number', 'score']);
    expect(idea.score).toBeGreaterThan(0);
    expect(idea.score).toBeLessThanOrEqual(1);
  }
  expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
});

test('the body is compared as well', async () => {
  const numbers = async (...argv: string[]) => (await ranked(...argv)).map(({ number }) => number);
  expect(await numbers('Une proposition')).not.toContain(racks);
  expect(await numbers('Une proposition', '--body', 'Des vélos sur le trottoir')).toContain(racks);
});

test('ranks the ideas of one lab, of a closed one too, and as many as are asked for', async () => {
  expect((await ranked('vélos', '--lab', 'cabinet')).map(({ number }) => number)).toEqual([secret]);
  expect((await ranked('vélos', '--lab', 'mobilites')).map(({ number }) => number)).not.toContain(secret);
  expect(await ranked('vélos', '--limit', '1')).toHaveLength(1);
});

test('nothing similar is an answer', async () => {
  expect(await run('Xylophone')).toEqual({ code: 0, out: 'nothing similar\n', err: '' });
  expect(await ranked('Xylophone')).toEqual([]);
});

test('wrong usage ends with 2 and says what is wrong', async () => {
  const wrong = async (...argv: string[]) => {
    const { code, out, err } = await run(...argv);
    expect({ argv, code, out }).toEqual({ argv, code: 2, out: '' });
    return err;
  };
  expect(await wrong()).toContain("missing required argument 'text'");
  expect(await wrong(' \n')).toContain('the text is empty');
  expect(await wrong('vélos', '--lab', 'nulle-part')).toBe('unknown lab: nulle-part\n');
  for (const limit of ['0', '101', '-1', '1.5', 'beaucoup']) {
    expect(await wrong('vélos', '--limit', limit)).toContain('a whole number from 1 to 100');
  }
  const { code, out } = await run('--help');
  expect(code).toBe(0);
  expect(out).toContain('Exit codes');
});

test('makes no database where there is none', async () => {
  const folder = join(db.dir, 'nowhere');
  const env = { ...settings, DATABASE_URL: `sqlite:${join(folder, 'box.db')}` };
  expect(await runScript(similar, ['vélos'], { env })).toMatchObject({ code: 2, out: '' });
  expect(existsSync(folder)).toBe(false);
});
