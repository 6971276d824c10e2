import { expect, test } from '@jest/globals';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { prove } from '../../db/read-models/proof.ts';
import { filesForAll } from './file.ts';
import { history, IDEAS, importing, somethingIn } from './running.ts';

const file = filesForAll();

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
