import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { openSqlite } from '../../db/dialects/sqlite.ts';
import { databaseOn } from '../../db/open.ts';
import { prove } from '../../db/read-models/proof.ts';
import { USUAL } from '../../scripts/importing/fields.ts';
import { importFiles } from '../../scripts/importing/import-files.ts';
import { importScript } from '../../scripts/importing/import-script.ts';
import { RefusedFile } from '../../scripts/importing/refused-file.ts';
import { newDatabase } from '../../scripts/support/new-database.ts';
import { systemClock } from '../../src/clock.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { openTempEngine } from '../db/open-temp-engine.ts';
import { makeLab } from '../db/world.ts';
import { type Ended, runScript } from './surroundings.ts';

let db: TempDatabase;
let env: NodeJS.ProcessEnv;

beforeEach(async () => {
  db = await openTemp();
  env = { DATABASE_URL: db.url, DEMO: '0' };
  await makeLab(db.tables, { slug: 'bretagne' });
});
afterEach(() => db.close());

const run = (argv: string[]): Promise<Ended> => runScript(importScript, argv, { env });
const file = (name: string, content: string): string => {
  const path = join(db.dir, name);
  writeFileSync(path, content);
  return path;
};
const IDEAS =
  'id,title,author,created_at\ni1,Un banc,u1,2019-10-07T15:41:00+02:00\ni2,Deux bancs,u2,08/10/2019\n';
const VOTES =
  'idea,voter,value,created_at\ni1,u2,for,2019-10-09\ni2,u3,mixed,2019-10-09\ni2,u1,against,2019-10-09\n';
const titles = async () => {
  const rows = await db.tables.selectFrom('ideas').select('title').orderBy('number').execute();
  return rows.map(({ title }) => title);
};

describe('npm run import', () => {
  test('brings ideas and votes, tells what became of every line, and again changes nothing', async () => {
    const files = [file('ideas.csv', IDEAS), file('votes.csv', VOTES)];
    const first = await run([...files, '--lab', 'bretagne']);
    expect(first.code).toBe(0);
    expect(first.out).toContain('imported: ideas 2, votes 2\n');
    expect(first.out).toContain('no vote here (a vote before it is taken back): mixed 1\n');
    const again = await run([...files, '--lab', 'bretagne', '--json']);
    expect(again.code).toBe(0);
    expect(JSON.parse(again.out)).toMatchObject({
      lab: 'bretagne',
      source: 'bretagne',
      dryRun: false,
      imported: { ideas: 0, votes: 0 },
      already: { ideas: 2, votes: 2 },
      unknownValues: { mixed: 1 },
      refused: 0,
      cut: null,
    });
    for (const { claim, broken } of await prove(db.tables)) expect([claim, broken]).toEqual([claim, 0]);
  });

  test('writes refused lines beside the file, for nobody else to read, and takes them away again', async () => {
    const path = file('ideas.csv', `${IDEAS}i3,x,u1,\n"=1+1\ni4,Quatre bancs,u1,\n`);
    const { code, out } = await run([path, '--lab', 'bretagne']);
    expect(code).toBe(1);
    expect(out).toContain(`refused lines of ${path}: 2, see ${path}.refused.csv\n`);
    expect(statSync(`${path}.refused.csv`).mode & 0o777).toBe(0o600);
    const rows = parse(readFileSync(`${path}.refused.csv`, 'utf8')) as string[][];
    expect(rows).toEqual([
      ['line', 'reason', 'read'],
      ['4', 'the title has fewer than 3 signs', 'i3,x,u1,'],
      ['5', 'a quote is opened and not closed as it should be', '"=1+1'],
    ]);
    expect(await titles()).toEqual(['Un banc', 'Deux bancs', 'Quatre bancs']);

    writeFileSync(path, `${IDEAS}i3,Trois bancs,u1,\n`);
    expect((await run([path, '--lab', 'bretagne'])).code).toBe(0);
    expect(existsSync(`${path}.refused.csv`)).toBe(false);
    expect(await titles()).toEqual(['Un banc', 'Deux bancs', 'Quatre bancs', 'Trois bancs']);
  });

  test('tells how far it is on standard error, and the result alone on standard output', async () => {
    const { out, err } = await run([file('ideas.csv', IDEAS), '--lab', 'bretagne', '--json']);
    expect(() => JSON.parse(out) as unknown).not.toThrow();
    expect(err).toBe('');
  });

  test('tries on a copy with --dry-run, and leaves nothing behind', async () => {
    const files = [file('ideas.csv', IDEAS), file('votes.csv', VOTES)];
    const before = readdirSync(db.dir);
    const { code, out } = await run([...files, '--lab', 'bretagne', '--dry-run']);
    expect(code).toBe(0);
    expect(out).toContain('Nothing was written');
    expect(out).toContain('imported: ideas 2, votes 2\n');
    expect(await titles()).toEqual([]);
    expect(readdirSync(db.dir)).toEqual(before);
  });

  test('makes the lab when told its name, and the database with it', async () => {
    const url = `sqlite:${join(db.dir, 'new/box.db')}`;
    env = { DATABASE_URL: url, DEMO: '0', TZ_DEFAULT: 'Indian/Reunion' };
    const path = file('ideas.csv', IDEAS);
    const without = await run([path, '--lab', 'sud']);
    expect(without.code).toBe(2);
    expect(without.err).toContain('--lab sud --create-lab "NAME" makes both');
    expect(existsSync(join(db.dir, 'new'))).toBe(false);

    const { code, err } = await run([path, '--lab', 'sud', '--create-lab', 'Labo du Sud']);
    expect(code).toBe(0);
    expect(err).toBe(`new database at ${join(db.dir, 'new/box.db')}\n`);
    // A local date of the lab's zone; the second time the lab is there.
    const again = await run([path, '--lab', 'sud', '--create-lab', 'Labo du Sud', '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ already: { ideas: 2 } });
  });

  test('keeps the totals of a preset, and leaves them out with --no-totals', async () => {
    const csv =
      'number,title,description,created_at,created_by,votes_count,status\n1,Un banc,,2019-10-07T13:41:00Z,Zoé,4,open\n';
    const argv = [file('fider.csv', csv), '--lab', 'bretagne', '--preset', 'fider', '--json'];
    const dry = await run([...argv, '--no-totals', '--dry-run']);
    expect(JSON.parse(dry.out)).toMatchObject({ totals: { brought: 0, leftOut: 4 } });
    expect(JSON.parse((await run(argv)).out)).toMatchObject({ totals: { brought: 4, leftOut: 0 } });
  });

  test('maps columns and statuses', async () => {
    const path = file('boite.csv', 'Réf;Intitulé;state\n7;Un banc;En cours\n');
    const map = ['--map', 'id=Réf', '--map', 'title=Intitulé', '--map-status', 'en cours=prototype'];
    expect((await run([path, '--lab', 'bretagne', ...map])).code).toBe(0);
    expect(await db.tables.selectFrom('ideas').select(['title', 'status']).execute()).toEqual([
      { title: 'Un banc', status: 'prototype' },
    ]);
  });

  test.each<[string[], string]>([
    [[], "missing required argument 'file'"],
    [['ideas.csv'], 'into which lab? --lab SLUG'],
    [['nothing.csv', '--lab', 'bretagne'], 'there is no file'],
    [['ideas.csv', '--lab', 'sud'], 'its labs: bretagne'],
    [['ideas.csv', '--lab', 'Le Sud'], '--lab must be a short name'],
    [['ideas.csv', '--lab', 'sud', '--create-lab', ' '], '--create-lab must be a name'],
    [['ideas.csv', '--lab', 'bretagne', '--preset', 'trello'], '--preset must be fider or decidim'],
    [['ideas.csv', '--lab', 'bretagne', '--map', 'titre'], '--map must be FIELD=COLUMN'],
    [['ideas.csv', '--lab', 'bretagne', '--map-status', 'x=y'], '--map-status must be FOREIGN=STATUS'],
    [['ideas.csv', '--lab', 'bretagne', '--map-value', 'x=y'], '--map-value must be FOREIGN=VALUE'],
    [['ideas.csv', '--lab', 'f'], 'of 2 to 40 signs'],
    [['ideas.csv', '--lab', 'bretagne', '--source', ' '], '--source must be a name'],
    [['other.csv', '--lab', 'bretagne'], 'has no column for id and title'],
    [['ideas.csv', 'other.csv', '--lab', 'bretagne'], 'has no column for id and title'],
    [['.', '--lab', 'bretagne'], 'is a folder'],
  ])('ends with 2, says why and writes nothing: %j', async (argv, why) => {
    file('ideas.csv', IDEAS);
    file('other.csv', 'a,b\n1,2\n');
    const { code, err } = await run(argv.map((arg) => (/\.csv$|^\.$/.test(arg) ? join(db.dir, arg) : arg)));
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
    expect(await titles()).toEqual([]);
  });

  test('asks what the votes are when it understands less than half of them', async () => {
    const ideas = file('ideas.csv', IDEAS);
    const votes = file('notes.csv', 'idea,voter,value\ni1,a,3\ni1,b,4\ni1,c,1\n');
    const argv = [ideas, votes, '--lab', 'bretagne', '--json'];
    const first = await run([...argv, '--dry-run']);
    expect([first.code, first.err]).toEqual([0, expect.stringContaining('--map-value "VALUE=for"')]);
    const { err, out } = await run([...argv, '--map-value', '3=for', '--map-value', '4=for']);
    expect([err, JSON.parse(out)]).toEqual([
      '',
      expect.objectContaining({ imported: { ideas: 2, votes: 3 } }),
    ]);
  });

  test('tells which columns nobody read, and in which lab the ideas are that it knows', async () => {
    const path = file('ideas.csv', 'id,title,budget\ni1,Un banc,5\n');
    const first = await run([path, '--lab', 'bretagne']);
    expect(first.out).toContain('columns not read: budget\n');
    const argv = [path, '--lab', 'sud', '--create-lab', 'Sud', '--source', 'bretagne'];
    const { out } = await run(argv);
    expect(out).toContain('of the ideas there already, in another lab: bretagne 1\n');
    expect(await db.tables.selectFrom('labs').select('slug').execute()).toEqual([{ slug: 'bretagne' }]);
  });

  test('writes what it refuses of standard input into the working directory', () => {
    expect(new RefusedFile('/dev/stdin').path).toBe(join(process.cwd(), 'stdin.refused.csv'));
  });

  test('leaves no database behind that it could not make its tables in', async () => {
    const folder = join(db.dir, 'full');
    const url = `sqlite:${join(folder, 'a', 'box.db')}`;
    const made = newDatabase({ databaseUrl: url });
    const engine = await openSqlite(url);
    await engine.close();
    made?.remove();
    expect(existsSync(folder)).toBe(false);
    expect(newDatabase({ databaseUrl: db.url })).toBeNull();
  });

  test('lists repeatable options in its help without an empty default', async () => {
    const { code, out } = await run(['--help']);
    expect([code, out]).toEqual([0, expect.not.stringContaining('default: []')]);
  });

  test('goes on beside a box that writes', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `i${at},Un banc ${at},u1,`).join('\n');
    let done = false;
    const importing = run([file('many.csv', `id,title,author,created_at\n${many}\n`), '--lab', 'bretagne']);
    void importing.then(() => {
      done = true;
    });
    let written = 0;
    while (!done) {
      await db.unitOfWork.run((tx) =>
        tx.members.identify({ platform: 'p', realm: 'r', user: String(written) }, 0),
      );
      written += 1;
      await turn();
    }
    expect((await importing).code).toBe(0);
    expect(written).toBeGreaterThan(3);
    expect(await titles()).toHaveLength(3000);
  });
});

describe('an import on a disk that fills up', () => {
  test('takes the batch in hand back, says so, and is completed by a second run', async () => {
    const engine = await openTempEngine();
    try {
      const lab = await makeLab(engine.write);
      const { unitOfWork } = databaseOn(engine, { clock: systemClock });
      const rows = Array.from({ length: 6000 }, (_, at) => `i${at},Un banc numéro ${at}`);
      const path = file('many.csv', `id,title\n${rows.join('\n')}\n`);
      const order = { lab, source: 's', now: systemClock.now(), replay: false, totals: false };
      const work = { order, mapping: USUAL, onLines: () => {} };
      const count = async () => (await engine.tables.selectFrom('ideas').select('number').execute()).length;
      const limit = (pages: number) => sql`pragma max_page_count = ${sql.lit(pages)}`.execute(engine.write);

      await limit(400);
      const cut = await importFiles([path], unitOfWork, work);
      expect(cut.cut).toBe('the disk is full');
      expect(cut.report.imported.ideas).toBe(await count());
      expect(cut.report.imported.ideas).toBeGreaterThan(0);
      expect(cut.report.imported.ideas).toBeLessThan(6000);
      for (const { claim, broken } of await prove(engine.tables)) expect([claim, broken]).toEqual([claim, 0]);

      await limit(1_000_000);
      const rest = await importFiles([path], unitOfWork, work);
      expect(rest.report.already.ideas).toBe(cut.report.imported.ideas);
      expect(await count()).toBe(6000);
      for (const { claim, broken } of await prove(engine.tables)) expect([claim, broken]).toEqual([claim, 0]);
    } finally {
      await engine.close();
    }
  }, 30_000);
});
