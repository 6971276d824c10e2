import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import Sqlite from 'better-sqlite3';
import { Migrator } from 'kysely';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { initial } from '../../db/migrations/0001-initial.ts';
import { migrate, NewerDatabaseError } from '../../db/migrations/index.ts';
import { STATUSES } from '../../src/ideas/status.ts';
import { tempDir } from './open-temp-engine.ts';
import { expectRefused } from './refused.ts';

/** Every migration, in order. */
const EVERY = [
  '0001-initial',
  '0002-search',
  '0003-imports',
  '0004-duplicates',
  '0005-proposals',
  '0006-notifications',
  '0007-account-codes',
  '0008-adapter-memory',
  '0009-decision-marks',
  '0010-facilitators-since',
];

describe('migrations', () => {
  let temp: { dir: string; remove(): void };
  let file: string;
  beforeEach(() => {
    temp = tempDir();
    file = join(temp.dir, 'box.db');
  });
  afterEach(() => temp.remove());

  const start = async () => {
    const engine = await openSqlite(`sqlite:${file}`);
    try {
      await migrate(engine.write, engine.ddl);
    } finally {
      await engine.close();
    }
  };
  const olderBox = async () => {
    const engine = await openSqlite(`sqlite:${file}`);
    const provider = { getMigrations: async () => ({ '0001-initial': initial(engine.ddl) }) };
    expect((await new Migrator({ db: engine.write, provider }).migrateToLatest()).error).toBeUndefined();
    await engine.close();
  };
  const inFile = <T>(look: (db: Sqlite.Database) => T): T => {
    const db = new Sqlite(file);
    try {
      return look(db);
    } finally {
      db.close();
    }
  };
  const migrated = () => inFile((db) => db.prepare('select name from kysely_migration').pluck().all());
  const tables = () =>
    inFile((db) =>
      db
        .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'")
        .pluck()
        .all(),
    );

  test('the second start finds everything done and loses nothing', async () => {
    await start();
    inFile((db) => db.exec('update counters set value = 2255'));
    const before = tables();
    await start();
    expect(tables()).toEqual(before);
    expect(migrated()).toEqual(EVERY);
    expect(inFile((db) => db.prepare('select value from counters').pluck().all())).toEqual([2255]);
  });

  test('ten connections start at once on a new file: one migrates, the others find it done', async () => {
    await Promise.all(Array.from({ length: 10 }, start));
    expect(migrated()).toEqual(EVERY);
    expect(inFile((db) => db.prepare('select count(*) from identities').pluck().get())).toBe(1);
  });

  test('three processes start at once on a new file', async () => {
    const script = fileURLToPath(new URL('./migrate-process.ts', import.meta.url));
    const run = () =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', script, `sqlite:${file}`], {
        env: { ...process.env, NODE_OPTIONS: '' },
      });
    await Promise.all([run(), run(), run()]);
    expect(migrated()).toEqual(EVERY);
  }, 30_000);

  test('an older box finds its ideas in the index after the update, with what was appended', async () => {
    await olderBox();
    inFile((db) =>
      db.exec(`
        insert into labs values (1, 'l', 'Labo', '', '', 'Europe/Paris', 'fr', 'open', '0 9 * * 1', 1);
        insert into ideas (number, lab, author, title, body, status, listed, "open", created_at, revision,
          votes_for, votes_against)
        values (1, 1, 1, 'Des vélos', '', 'new', 1, 1, 1, 1, 0, 0), (2, 1, 1, 'Retirée', '', 'withdrawn', 0, 0, 1, 1, 0, 0);
        insert into additions (idea, text, at) values (1, 'Avec un abri.', 2);
      `),
    );
    await start();
    const indexed = inFile((db) => db.prepare('select rowid, title, body from idea_index').all());
    expect(indexed).toEqual([{ rowid: 1, title: 'velo', body: 'abri' }]);
    expect(inFile((db) => db.prepare('select * from search_totals').all())).toEqual([
      { lab: 1, ideas: 1, terms: 2 },
    ]);
  });

  test('what an older box kept of persons in the clear is gone after the update', async () => {
    await olderBox();
    inFile((db) =>
      db.exec(`insert into adapter_memory values ('slack', 'direct ["slack","T1","U1"]', 'sealed')`),
    );
    await start();
    expect(inFile((db) => db.prepare('select * from adapter_memory').all())).toEqual([]);
  });

  test('a database of a newer version is refused, named, and left as it is', async () => {
    await start();
    inFile((db) => db.exec("insert into kysely_migration values ('0099-polls', '2031-01-01T00:00:00.000Z')"));
    const before = tables();
    await expect(start()).rejects.toThrow(NewerDatabaseError);
    await expect(start()).rejects.toThrow(/newer version of the box.*0099-polls/);
    expect(tables()).toEqual(before);
    expect(migrated()).toEqual([...EVERY, '0099-polls']);
  });

  test('a migration that fails leaves nothing behind', async () => {
    inFile((db) => db.exec('create table drafts (strange integer)'));
    await expect(start()).rejects.toThrow('migration 0001-initial failed');
    expect(tables()).toEqual(['drafts', 'kysely_migration', 'kysely_migration_lock']);
    expect(migrated()).toEqual([]);
  });

  test('a file that is no database is refused', async () => {
    const { writeFileSync } = await import('node:fs');
    writeFileSync(file, 'bonjour '.repeat(1000));
    await expectRefused(start(), /not a database/);
  });

  describe('the tables refuse', () => {
    const IDEA = {
      number: 1,
      lab: 1,
      author: 1 as number | null,
      seal: null as string | null,
      title: 't',
      body: '',
      status: 'new',
      listed: 1,
      open: 1,
      created_at: 1 as number | string,
      revision: 1,
      votes_for: 0,
      hidden_at: null as number | null,
    };
    const insert = async (changes: Partial<typeof IDEA>) => {
      await start();
      inFile((db) => {
        db.exec("insert into labs values (1, 'a', 'A', '', '', 'Europe/Paris', 'fr', 'open', '', 1)");
        const idea = { ...IDEA, ...changes };
        const columns = Object.keys(idea);
        db.prepare(`insert into ideas (${columns}) values (${columns.map((name) => `@${name}`)})`).run(idea);
      });
    };

    test.each([
      ['neither author nor seal', { author: null }, /ideas_author_or_seal/],
      ['author and seal together', { seal: 's' }, /ideas_author_or_seal/],
      ['a tally below zero', { votes_for: -1 }, /ideas_tallies/],
      ['an unknown status', { status: 'maybe' }, /ideas_status/],
      ['a truth that is neither 0 nor 1', { listed: 2 }, /ideas_listed/],
      ['a hidden idea that is listed', { hidden_at: 5 }, /ideas_hidden/],
      ['a text where a number belongs', { created_at: 'hier' }, /cannot store TEXT/],
      ['a lab that is not there', { lab: 9 }, /FOREIGN KEY/],
    ])('%s', async (_, changes, error) => {
      await expectRefused(insert(changes), error);
    });

    test.each(STATUSES)('but not status %s', async (status) => {
      await insert({ status });
    });
  });
});
