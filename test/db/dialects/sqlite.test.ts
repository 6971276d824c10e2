import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { Kysely, SqliteDialect, sql } from 'kysely';
import type { Engine } from '../../../db/dialects/dialect.ts';
import { patiently } from '../../../db/dialects/patience.ts';
import { openSqlite } from '../../../db/dialects/sqlite.ts';
import type { Database } from '../../../db/schema.ts';
import { openTempEngine, type TempEngine, tempDir } from '../open-temp-engine.ts';
import { expectRefused } from '../refused.ts';

const counter = (db: Kysely<Database>) =>
  db
    .selectFrom('counters')
    .select('value')
    .executeTakeFirstOrThrow()
    .then(({ value }) => value);
const setCounter = (db: Kysely<Database>, value: number) =>
  db.updateTable('counters').set({ value }).execute();

describe('opening a SQLite file', () => {
  let temp: { dir: string; remove(): void };
  beforeEach(() => {
    temp = tempDir();
  });
  afterEach(() => temp.remove());

  test('makes its folder, closed to other users', async () => {
    const file = join(temp.dir, 'deep', 'data', 'box.db');
    const engine = await openSqlite(`sqlite:${file}`);
    await engine.close();
    expect(existsSync(file)).toBe(true);
    expect(statSync(join(temp.dir, 'deep', 'data')).mode & 0o077).toBe(0);
  });

  test.each([
    ['sqlite::memory:', /Name a file/],
    ['sqlite:', /sqlite:PATH/],
    ['postgres://secret@host/db', /sqlite:PATH/],
  ])('%s is refused without repeating what may be secret', async (url, error) => {
    await expect(openSqlite(url)).rejects.toThrow(error);
    await expect(openSqlite(url)).rejects.not.toThrow(/secret/);
  });

  test('writes with a write-ahead log, waiting for the disk, with foreign keys', async () => {
    const engine = await openSqlite(`sqlite:${join(temp.dir, 'box.db')}`);
    const pragma = async (name: string) =>
      Object.values((await sql.raw(`pragma ${name}`).execute(engine.write)).rows[0] as object)[0];
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual(
      ['wal', 2, 1],
    );
    await engine.close();
  });
});

describe('a SQLite engine', () => {
  let bot: TempEngine;
  let script: Engine;
  beforeEach(async () => {
    bot = await openTempEngine();
    script = await openSqlite(bot.url);
  });
  afterEach(async () => {
    await script.close();
    await bot.close();
  });

  /** Reads, lets others run, writes what it read plus one. */
  const increment = (db: Kysely<Database>) =>
    db.transaction().execute(async (tx) => {
      const value = await counter(tx);
      await new Promise(setImmediate);
      await setCounter(tx, value + 1);
    });

  test('a script writing beside the bot: read-then-write never fails and loses nothing', async () => {
    const rounds = Array.from({ length: 25 }, () => [increment(bot.write), increment(script.write)]).flat();
    await Promise.all(rounds);
    expect(await counter(bot.read)).toBe(50);
  });

  test("Kysely's own driver fails there at once, whatever its busy timeout", async () => {
    const database = new Sqlite(bot.url.slice('sqlite:'.length), { timeout: 2000 });
    const plain = new Kysely<Database>({ dialect: new SqliteDialect({ database }) });
    const began = performance.now();
    const overtaken = plain.transaction().execute(async (tx) => {
      const value = await counter(tx);
      await setCounter(script.write, 7);
      await setCounter(tx, value + 1);
    });
    await expect(overtaken).rejects.toMatchObject({ code: 'SQLITE_BUSY_SNAPSHOT' });
    expect(performance.now() - began).toBeLessThan(1000);
    await plain.destroy();
  });

  test('while another process writes, the bot goes on reading, and writes when it may', async () => {
    const other = new Sqlite(bot.url.slice('sqlite:'.length));
    other.exec('begin immediate; update counters set value = 10');
    let written = false;
    const writing = increment(bot.write).then(() => {
      written = true;
    });
    // A blocking wait would never get here, since this very thread must commit.
    expect(await counter(bot.read)).toBe(0);
    expect(written).toBe(false);
    other.exec('commit');
    await writing;
    expect(await counter(bot.read)).toBe(11);
    other.close();
  });

  test('single statements outside a transaction wait in the same way', async () => {
    const other = new Sqlite(bot.url.slice('sqlite:'.length));
    other.exec('begin immediate');
    const writing = setCounter(bot.write, 5);
    expect(await counter(bot.read)).toBe(0);
    other.exec('commit');
    await writing;
    expect(await counter(bot.read)).toBe(5);
    other.close();
  });

  test('patience ends with the error of the lock; other errors are not waited for', async () => {
    const busy = () => {
      throw new Sqlite.SqliteError('database is locked', 'SQLITE_BUSY');
    };
    await expect(patiently(busy, 10)).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    let attempts = 0;
    const broken = () => {
      attempts += 1;
      throw new Error('broken');
    };
    await expect(patiently(broken)).rejects.toThrow('broken');
    expect(attempts).toBe(1);
  });

  test('transactions of one process take turns in the order they came', async () => {
    const order: number[] = [];
    const one = (n: number) =>
      bot.write.transaction().execute(async (tx) => {
        await counter(tx);
        await new Promise(setImmediate);
        await counter(tx);
        order.push(n);
      });
    await Promise.all([1, 2, 3, 4, 5].map(one));
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  test('a failed transaction passes its turn and leaves nothing', async () => {
    const failed = bot.write.transaction().execute(async (tx) => {
      await setCounter(tx, 99);
      throw new Error('no');
    });
    await expect(failed).rejects.toThrow('no');
    expect(await counter(bot.read)).toBe(0);
    await increment(bot.write);
    expect(await counter(bot.read)).toBe(1);
  });

  test('when SQLite has rolled back by itself, the first error is the one told', async () => {
    const failed = bot.write.transaction().execute(async (tx) => {
      await setCounter(tx, 99);
      await sql`rollback`.execute(tx);
      throw new Error('disk full');
    });
    await expect(failed).rejects.toThrow('disk full');
    await increment(bot.write);
    expect(await counter(bot.read)).toBe(1);
  });

  test('a handle kept beyond its transaction is refused', async () => {
    let kept: Kysely<Database> | undefined;
    await bot.write.transaction().execute(async (tx) => {
      kept = tx;
    });
    await expectRefused(setCounter(kept!, 9), /committed/);
    expect(await counter(bot.read)).toBe(0);
  });

  test('the reading connection cannot write and sees only what is committed', async () => {
    await expectRefused(setCounter(bot.read, 9), /readonly/);
    await expect(increment(bot.read)).rejects.toThrow(/no transactions/);
    await bot.write.transaction().execute(async (tx) => {
      await setCounter(tx, 3);
      expect(await counter(bot.read)).toBe(0);
    });
    expect(await counter(bot.read)).toBe(3);
  });

  test('closing waits for the transaction in hand and leaves one file', async () => {
    const { dir, remove } = tempDir();
    const file = join(dir, 'box.db');
    const engine = await openSqlite(`sqlite:${file}`);
    await sql`create table t (n integer) strict`.execute(engine.write);
    await sql`select * from t`.execute(engine.read);
    const writing = engine.write.transaction().execute(async (tx) => {
      await new Promise(setImmediate);
      await sql`insert into t values (1)`.execute(tx);
    });
    await engine.close();
    await writing;
    expect(readdirSync(dir)).toEqual(['box.db']);
    const after = new Sqlite(file);
    expect(after.prepare('select n from t').pluck().all()).toEqual([1]);
    after.close();
    remove();
  });
});
