import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from '@jest/globals';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { prove } from '../../db/read-models/proof.ts';
import { filesForAll } from './file.ts';

const ROOT = join(import.meta.dirname, '../..');
const IDEAS = 6000;

const file = filesForAll();
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Ideas, each with two votes right after it. */
function history(): string {
  const lines: object[] = [];
  for (let at = 0; at < IDEAS; at++) {
    lines.push({
      id: `i${at}`,
      title: `Un banc numéro ${at}`,
      author: `u${at % 50}`,
      created_at: '2019-10-07T10:00:00Z',
    });
    for (const voter of [`u${at % 70}`, `u${at % 90}`]) {
      lines.push({ kind: 'vote', idea: `i${at}`, voter, value: 'for', created_at: `2019-10-08T10:00:00Z` });
    }
  }
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function importing(path: string, database: string) {
  const argv = [
    '--import',
    'tsx',
    'scripts/import.ts',
    path,
    '--lab',
    'rennes',
    '--create-lab',
    'Rennes',
    '--json',
  ];
  const env = { PATH: process.env.PATH, DATABASE_URL: `sqlite:${database}`, DEMO: '0' };
  const child = spawn(process.execPath, argv, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'ignore'] });
  children.push(child);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  const ended = new Promise<{ code: number | null; signal: string | null; out: string }>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, out }));
  });
  return { child, ended };
}

/** The tables an import writes, as they are. */
async function tablesIn(database: string) {
  const engine = await openSqlite(`sqlite:${database}`);
  try {
    const { write } = engine;
    const { created_at: _, ...lab } = await write.selectFrom('labs').selectAll().executeTakeFirstOrThrow();
    const proofs = await prove(write);
    return {
      lab,
      broken: proofs.filter(({ broken }) => broken > 0),
      ideas: await write.selectFrom('ideas').selectAll().orderBy('number').execute(),
      ids: await write.selectFrom('external_ids').selectAll().execute(),
      identities: await write.selectFrom('identities').selectAll().orderBy('id').execute(),
      votes: await write.selectFrom('votes').selectAll().execute(),
      words: await write.selectFrom('words').selectAll().execute(),
      changes: await write.selectFrom('vote_changes').selectAll().orderBy('id').execute(),
    };
  } finally {
    await engine.close();
  }
}

async function somethingIn(database: string): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    await pause(20);
    const engine = await openSqlite(`sqlite:${database}`);
    try {
      const ideas = await engine.read.selectFrom('ideas').select('number').limit(1).execute();
      if (ideas.length > 0) return;
    } catch {
      // Its tables are not made yet.
    } finally {
      await engine.close();
    }
  }
  throw new Error('nothing was imported');
}

test('an import that is killed leaves whole batches, and a second run makes it what it would have been', async () => {
  const path = file('history.ndjson', history());
  const [killed, unkilled] = [file('killed.db', ''), file('unkilled.db', '')];
  const first = importing(path, killed);
  await somethingIn(killed);
  first.child.kill('SIGKILL');
  expect((await first.ended).signal).toBe('SIGKILL');
  const left = await tablesIn(killed);
  expect(left.broken).toEqual([]);
  expect(left.ideas.length).toBeGreaterThan(0);
  expect(left.ideas.length).toBeLessThan(IDEAS);
  expect(left.ids).toHaveLength(left.ideas.length);

  const [second, whole] = await Promise.all([importing(path, killed).ended, importing(path, unkilled).ended]);
  expect([second.code, whole.code]).toEqual([0, 0]);
  expect(JSON.parse(second.out)).toMatchObject({ already: { ideas: left.ideas.length }, refused: 0 });
  const [completed, expected] = [await tablesIn(killed), await tablesIn(unkilled)];
  expect(expected.ideas).toHaveLength(IDEAS);
  expect(completed).toEqual(expected);
}, 120_000);
