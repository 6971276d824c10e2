import { mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { migrate } from '../../db/migrations/index.ts';
import { filesForAll } from './file.ts';
import { history, IDEAS, importing, somethingIn } from './running.ts';

const file = filesForAll();

/** An empty box in a folder of its own. */
async function emptyBox(path: string): Promise<string> {
  mkdirSync(dirname(path));
  const engine = await openSqlite(`sqlite:${path}`);
  await migrate(engine.write, engine.ddl);
  await engine.close();
  return path;
}

/** The database of the dry run, once it is there. */
async function copyIn(folder: string): Promise<string> {
  for (let tries = 0; tries < 1000; tries++) {
    const [copy] = readdirSync(folder).filter((name) => name.startsWith('dry-run-'));
    if (copy && readdirSync(join(folder, copy)).includes('box.db')) return join(folder, copy, 'box.db');
    await pause(20);
  }
  throw new Error('nothing was copied');
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'a dry run that gets %s takes its copy away',
  async (signal) => {
    const path = file(`${signal}.ndjson`, history());
    const box = await emptyBox(join(dirname(path), signal, 'box.db'));
    const { child, ended } = importing(path, box, ['--dry-run']);
    await somethingIn(await copyIn(dirname(box)));
    child.kill(signal);
    const { code, out } = await ended;
    expect(code).toBe(signal === 'SIGINT' ? 130 : 143);
    expect(JSON.parse(out)).toMatchObject({ dryRun: true, cut: `interrupted by ${signal}` });
    expect(readdirSync(dirname(box))).toEqual(['box.db']);
  },
  120_000,
);

test('an import that is interrupted says what is in the box, and the same command goes on', async () => {
  const path = file('history.ndjson', history());
  const box = await emptyBox(join(dirname(path), 'real', 'box.db'));
  const { child, ended } = importing(path, box);
  await somethingIn(box);
  child.kill('SIGINT');
  // Under npm it comes twice.
  child.kill('SIGINT');
  const { code, out } = await ended;
  const { cut, imported } = JSON.parse(out) as { cut: string; imported: { ideas: number } };
  expect([code, cut]).toEqual([130, 'interrupted by SIGINT']);
  expect(imported.ideas).toBeGreaterThan(0);
  expect(imported.ideas).toBeLessThan(IDEAS);
  const again = await importing(path, box).ended;
  expect([again.code, JSON.parse(again.out)]).toEqual([
    0,
    expect.objectContaining({
      imported: expect.objectContaining({ ideas: IDEAS - imported.ideas }) as unknown,
      already: expect.objectContaining({ ideas: imported.ideas }) as unknown,
    }),
  ]);
}, 120_000);
