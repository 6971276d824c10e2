import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../db/schema.ts';
import { SharedCommits } from '../../db/shared-commits.ts';
import { openTempEngine, type TempEngine } from './open-temp-engine.ts';

describe('units of work that share commits', () => {
  let engine: TempEngine;
  let commits: SharedCommits;
  let committed: number;
  beforeEach(async () => {
    engine = await openTempEngine();
    committed = 0;
    commits = new SharedCommits(engine.write, () => {
      committed += 1;
    });
  });
  afterEach(() => engine.close());

  const counter = async (db: Kysely<Database>) =>
    (await db.selectFrom('counters').select('value').executeTakeFirstOrThrow()).value;
  const add = (more: number) => async (tx: Kysely<Database>) => {
    const value = (await counter(tx)) + more;
    await tx.updateTable('counters').set({ value }).execute();
    return value;
  };
  const failing = (error: string) => async (tx: Kysely<Database>) => {
    await add(1000)(tx);
    throw new Error(error);
  };

  test('run in their order, each on what those before have written, under one commit', async () => {
    const values = await Promise.all([1, 10, 100].map((more) => commits.run(add(more))));
    expect(values).toEqual([1, 11, 111]);
    expect(committed).toBe(1);
    expect(await counter(engine.tables)).toBe(111);
  });

  test('nobody hears of an end before the commit is there for others to see', async () => {
    const seen = [1, 10].map((more) => commits.run(add(more)).then(() => counter(engine.tables)));
    const refused = commits.run(failing('no')).catch(() => counter(engine.tables));
    expect(await Promise.all([...seen, refused])).toEqual([11, 11, 11]);
  });

  test('what one of them writes is undone without the others', async () => {
    const ends = await Promise.allSettled([
      commits.run(add(1)),
      commits.run(failing('no')),
      commits.run(add(10)),
    ]);
    expect(ends).toEqual([
      { status: 'fulfilled', value: 1 },
      { status: 'rejected', reason: new Error('no') },
      { status: 'fulfilled', value: 11 },
    ]);
    expect(await counter(engine.tables)).toBe(11);
  });

  test('of some that all fail, and of one alone that fails, nothing is written and no commit heard of', async () => {
    const both = await Promise.allSettled([commits.run(failing('one')), commits.run(failing('two'))]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(commits.run(failing('alone'))).rejects.toThrow('alone');
    expect(committed).toBe(0);
    expect(await counter(engine.tables)).toBe(0);
  });

  test('where the database gives up the transaction they share, all are told and nothing is written', async () => {
    // As SQLite does by itself when the disk is full.
    const givingUp = async (tx: Kysely<Database>) => {
      await sql`rollback`.execute(tx);
      throw new Error('the disk is full');
    };
    const ends = [commits.run(add(1)), commits.run(givingUp), commits.run(add(10))];
    for (const { status, ...end } of await Promise.allSettled(ends)) {
      expect(status).toBe('rejected');
      expect(end).toEqual({ reason: new Error('the disk is full') });
    }
    expect(await counter(engine.tables)).toBe(0);
    expect(await commits.run(add(5))).toBe(5);
  });

  test('those asked for while others are in hand come after them, however many there are', async () => {
    const many = Array.from({ length: 150 }, () => commits.run(add(1)));
    const nested = commits.run(add(1)).then(() => commits.run(add(1)));
    expect(await Promise.all(many)).toEqual(Array.from({ length: 150 }, (_, at) => at + 1));
    expect(await nested).toBe(152);
    expect(committed).toBe(4);
  });

  test('done waits for those in hand', async () => {
    const running = commits.run(add(1));
    await commits.done();
    expect(await counter(engine.tables)).toBe(1);
    expect(await running).toBe(1);
  });
});
