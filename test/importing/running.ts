import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll } from '@jest/globals';
import { openSqlite } from '../../db/dialects/sqlite.ts';

const ROOT = join(import.meta.dirname, '../..');

/** How many ideas a long history has: some seconds of importing. */
export const IDEAS = 6000;

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
});

/** Ideas, each with two votes right after it. */
export function history(): string {
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

/** Imports a file in a process of its own. */
export function importing(path: string, database: string, more: readonly string[] = []) {
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
    ...more,
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

/** Until the first batch is in the database. */
export async function somethingIn(database: string): Promise<void> {
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
