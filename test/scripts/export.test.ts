import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { prove } from '../../db/read-models/proof.ts';
import { columnsOf, RECORD_TABLES } from '../../db/record-tables.ts';
import { exportBox } from '../../scripts/exporting/export-script.ts';
import { importScript } from '../../scripts/importing/import-script.ts';
import { isOwnExport } from '../../scripts/restoring/own-export.ts';
import { restore } from '../../scripts/restoring/restore-script.ts';
import { KINDS } from '../../src/exporting/records.ts';
import { readBack } from '../../src/exporting/sealing.ts';
import { Secrets } from '../../src/secrets.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { tempDir } from '../db/open-temp-engine.ts';
import { clock, fillBox, MARKS_OF_PERSONS } from '../exporting/full-box.ts';
import { type Ended, runScript } from './surroundings.ts';

const SECRET = 'a secret of the box, long enough to be one';
const FORMATS = ['ndjson', 'csv', 'json'] as const;
type Format = (typeof FORMATS)[number];

/** A full box that is only read. */
let full: TempDatabase;
let dir: string;
let remove: () => void;
/** An empty box. */
let empty: TempDatabase;

beforeAll(async () => {
  full = await openTemp({ clock });
  await fillBox(full);
}, 60_000);
afterAll(() => full.close());
beforeEach(async () => {
  ({ dir, remove } = tempDir());
  empty = await openTemp({ clock });
});
afterEach(async () => {
  await empty.close();
  remove();
});

const envOf = ({ url }: TempDatabase, secret = SECRET) => ({
  DATABASE_URL: url,
  DEMO: '0',
  BOX_SECRET: secret,
});

const run = (argv: string[], db = full, secret?: string): Promise<Ended> =>
  runScript(exportBox, argv, { env: envOf(db, secret) });

const restored = (path: string, { db = empty, secret = SECRET, json = false } = {}): Promise<Ended> =>
  runScript((_, around) => restore(path, { json }, around), [], { env: envOf(db, secret) });

/** Exports to a place of its own. */
async function exported(format: Format, argv: string[] = [], db = full): Promise<string> {
  const out = join(dir, `${format}-${readdirSync(dir).length}`);
  const { code, err } = await run(['--format', format, '--out', out, ...argv], db);
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Exported to') });
  return out;
}

/** Every row of the tables of an export. A notice's posting is none of it, but for the rest of a digest. */
async function memory({ tables }: TempDatabase): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  for (const kind of KINDS) {
    const { table, key } = RECORD_TABLES[kind];
    const { rows } = await sql<{ kind?: string; digest?: unknown }>`
      select * from ${sql.table(table)} order by ${sql.join(key.map((column) => sql.ref(column)))}
    `.execute(tables);
    all[table] = rows.filter((row) => row.kind !== 'notice' || row.digest !== null);
  }
  return all;
}

async function indexed({ tables }: TempDatabase): Promise<unknown[]> {
  return tables.selectFrom('idea_index').selectAll().orderBy('rowid').execute();
}

async function draws({ tables }: TempDatabase): Promise<unknown> {
  const { rows } = await sql<{ name: string; seq: number }>`
    select name, seq from sqlite_sequence where name <> 'outbox' order by name
  `.execute(tables);
  return rows;
}

const filesOf = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
const textOf = (path: string): string =>
  filesOf(path)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

interface Line {
  record?: string;
  [field: string]: unknown;
}
const linesOf = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** The records of a full export, unsealed; without its header and trailer. */
function opened(path: string): unknown[] {
  const secrets = new Secrets(SECRET);
  return linesOf(path)
    .slice(1, -1)
    .map(({ record, ...wire }) => {
      const kind = KINDS.find((one) => one === record)!;
      return { kind, ...readBack(kind, wire, { persons: 'sealed-voters', secrets }) };
    });
}

const unproven = async ({ tables }: TempDatabase) =>
  (await prove(tables)).filter(({ broken }) => broken > 0).map(({ claim }) => claim);

const isEmpty = async (db = empty) => (await db.reads.labs.all()).length === 0;

test('the full box has rows in every table of an export', async () => {
  for (const [table, rows] of Object.entries(await memory(full)))
    expect([table, rows.length > 0]).toEqual([table, true]);
  expect(await unproven(full)).toEqual([]);
});

/** Work in hand, secrets and copies: none of the memory of a box. The README says so. */
const LEFT_OUT = [
  ...['outbox', 'outbox_lanes', 'outbox_realms', 'repaints', 'claims', 'drafts', 'adapter_memory'],
  'proposals',
  ...['idea_index', 'search_terms', 'search_totals'],
  'summary_notices',
  ...['account_codes', 'account_code_tries'],
];
/** Columns that follow from others. */
const KEPT_COLUMNS = { ideas: ['listed', 'open', 'votes_total'], members: ['summary_at'] };

test('every table and column is in an export, or left out on purpose', async () => {
  const { rows } = await sql<{ name: string; column: string }>`
    select tables.name, columns.name as "column"
    from sqlite_master as tables, pragma_table_xinfo(tables.name) as columns
    where tables.type = 'table' and tables.name not like 'sqlite_%' and tables.name not like 'kysely_%'
  `.execute(full.tables);
  const known = KINDS.flatMap((kind) =>
    columnsOf(kind).map((column) => `${RECORD_TABLES[kind].table}.${column}`),
  );
  const kept = Object.entries(KEPT_COLUMNS).flatMap(([table, columns]) =>
    columns.map((one) => `${table}.${one}`),
  );
  const missing = rows
    .filter(({ name }) => !LEFT_OUT.includes(name.replace(/^(idea_index)_.*/, '$1')))
    .map(({ name, column }) => `${name}.${column}`)
    .filter((one) => !known.includes(one) && !kept.includes(one));
  expect(missing).toEqual([]);
});

describe('a full export', () => {
  test.each(FORMATS)('as %s, restored into an empty box, gives an equal box', async (format) => {
    const out = await exported(format, ['--with-persons']);
    expect(await isOwnExport(out)).toBe(true);
    expect(await restored(out)).toMatchObject({ code: 0, out: expect.stringContaining('Restored') });
    expect(await memory(empty)).toEqual(await memory(full));
    expect(await indexed(empty)).toEqual(await indexed(full));
    expect(await draws(empty)).toEqual(await draws(full));
    expect(await unproven(empty)).toEqual([]);
    const again = await exported('ndjson', ['--with-persons'], empty);
    expect(opened(again)).toEqual(opened(await exported('ndjson', ['--with-persons'])));
  });

  test('goes on drawing numbers and ids where the box stopped', async () => {
    await restored(await exported('ndjson', ['--with-persons']));
    const next = async (db: TempDatabase) =>
      db.unitOfWork.run(async (tx) => {
        const lab = (await tx.labs.bySlug('bretagne'))!;
        const person = await tx.members.identify({ platform: 'local', realm: 'local', user: 'new' }, 0);
        const idea = await tx.ideas.publish({
          lab: lab.id,
          author: person.id,
          title: 'Suite',
          body: '',
          at: 0,
        });
        const channel = await tx.labs.bind(
          lab.id,
          { platform: 'local', realm: 'local', channel: 'new' },
          { name: 'new', private: false },
          0,
        );
        return [person.id, person.member, idea.number, channel.id];
      });
    const other = await openTemp({ clock });
    await fillBox(other);
    expect(await next(empty)).toEqual(await next(other));
    await other.close();
  });

  test('does not tell who voted what, nor how, to whoever lacks the secret', async () => {
    const out = await exported('ndjson', ['--with-persons']);
    const voting = linesOf(out).filter(({ record }) => ['vote', 'word', 'mark'].includes(record ?? ''));
    expect(voting.length).toBeGreaterThan(100);
    for (const line of voting) expect(Object.keys(line)).toEqual(['record', 'idea', 'sealed']);
    // Nor by the length of what is sealed.
    expect(new Set(voting.map(({ sealed }) => String(sealed).length)).size).toBe(1);
  });

  test.each(FORMATS)(
    'as %s is refused by a box with another secret, before anything is written',
    async (format) => {
      const out = await exported(format, ['--with-persons']);
      const { code, err } = await restored(out, { secret: 'another secret, which is long enough as well' });
      expect(code).toBe(2);
      expect(err).toContain('BOX_SECRET');
      expect(err).toContain('box.secret');
      expect(await isEmpty()).toBe(true);
    },
  );

  test('does not let a sealed vote be moved to another idea', async () => {
    const out = await exported('ndjson', ['--with-persons']);
    const text = readFileSync(out, 'utf8').replace(/("record":"vote","idea":)\d+/, '$131');
    writeFileSync(out, text);
    const { code, err } = await restored(out);
    expect({ code, err }).toEqual({
      code: 1,
      err: expect.stringMatching(/line \d+: vote: is sealed for another/),
    });
    expect(await isEmpty()).toBe(true);
  });

  test('says that it names persons', async () => {
    expect((await run(['--with-persons'])).err).toContain('names persons');
  });
});

describe('an export without persons', () => {
  /** What everybody may see of a box. */
  async function shown(db: TempDatabase) {
    const {
      labs,
      lab_channels,
      ideas,
      revisions,
      additions,
      digests,
      digest_entries,
      digest_claims,
      vote_changes,
      counters,
    } = await memory(db);
    const unsigned = (ideas as Record<string, unknown>[]).map(({ author, seal, ...idea }) => ({
      ...idea,
      signed: author !== null,
    }));
    const decisions = await db.tables.selectFrom('decisions').selectAll().orderBy('id').execute();
    return {
      ...{ labs, lab_channels, unsigned, revisions, additions, digests, digest_entries, digest_claims },
      ...{ vote_changes, counters },
      decisions: decisions.map(({ by, ...decision }) => decision),
    };
  }

  test.each(FORMATS)(
    'as %s gives a box with the same tallies, numbers, lists and digests',
    async (format) => {
      expect(await restored(await exported(format))).toMatchObject({ code: 0 });
      expect(await shown(empty)).toEqual(await shown(full));
      expect(await indexed(empty)).toEqual(await indexed(full));
      expect(await unproven(empty)).toEqual([]);
      for (const { id } of await full.reads.labs.all()) {
        const week = async (db: TempDatabase) => {
          const rows = await db.tables
            .selectFrom('digests')
            .select('period_start')
            .where('lab', '=', id)
            .execute();
          return Promise.all(rows.map((row) => db.reads.digests.claims(id, row.period_start)));
        };
        expect(await week(empty)).toEqual(await week(full));
      }
    },
  );

  test.each(FORMATS)('as %s holds no user id and no name of anybody', async (format) => {
    const text = textOf(await exported(format));
    const persons = await full.tables
      .selectFrom('identities')
      .select(['user', 'name'])
      .where('id', '<>', 1)
      .execute();
    for (const mark of MARKS_OF_PERSONS) expect([mark, text.includes(mark)]).toEqual([mark, false]);
    const names = persons.flatMap(({ user, name }) => (name ? [user, name] : [user]));
    const cells = new Set(text.split(/[",\n:]+/));
    expect(names.filter((name) => cells.has(name))).toEqual([]);
  });

  test('two exports share no pseudonym, nor any id of a person with the box', async () => {
    const ids = (path: string) =>
      linesOf(path)
        .filter(({ record, id }) => ['identity', 'member'].includes(record ?? '') && id !== 1)
        .flatMap(({ id, user }) => [id, ...(user ? [user] : [])]);
    const [one, other] = [ids(await exported('ndjson')), ids(await exported('ndjson'))];
    expect(one.filter((name) => other.includes(name))).toEqual([]);
    expect(one.length).toBe(other.length);
    expect(one.every((id) => typeof id === 'string' || (id as number) < 0)).toBe(true);
  });

  test('keeps one pseudonym for whoever signs, facilitates or decides', async () => {
    const lines = linesOf(await exported('ndjson'));
    const { ideas } = (await memory(full)) as { ideas: { number: number; author: number | null }[] };
    const pseudonyms = new Map<number, Set<unknown>>();
    for (const { number, author } of ideas) {
      const line = lines.find((one) => one.record === 'idea' && one.number === number)!;
      if (author === null) continue;
      pseudonyms.set(author, (pseudonyms.get(author) ?? new Set()).add(line.author));
    }
    for (const names of pseudonyms.values()) expect(names.size).toBe(1);
    expect(new Set([...pseudonyms.values()].flatMap((names) => [...names])).size).toBe(pseudonyms.size);
  });

  test('gives each vote a voter of its own, who signs and decides nothing, and no instant', async () => {
    const lines = linesOf(await exported('ndjson'));
    const of = (record: string) => lines.filter((line) => line.record === record);
    const voters = of('vote').map(({ member }) => member);
    expect(new Set(voters).size).toBe(voters.length);
    const signers = [...of('idea').map(({ author }) => author), ...of('decision').map(({ by }) => by)];
    expect(signers.filter((signer) => voters.includes(signer))).toEqual([]);
    const instants = [...of('vote'), ...of('word'), ...of('identity')].map(
      ({ at, sinceDay }) => at ?? sinceDay,
    );
    expect(new Set(instants)).toEqual(new Set(['1970-01-01T00:00:00.000Z']));
    expect(of('mark')).toEqual([]);
    expect(of('posting')).toEqual([]);
  });

  test('of a box restored from one can be made again, with other pseudonyms', async () => {
    const out = await exported('ndjson');
    await restored(out);
    const again = await exported('ndjson', [], empty);
    const counts = (path: string) => linesOf(path).at(-1);
    expect(counts(again)).toEqual(counts(out));
    const users = (path: string) =>
      linesOf(path).flatMap(({ user }) => (user && user !== 'tombstone' ? [user] : []));
    expect(users(again).filter((user) => users(out).includes(user))).toEqual([]);
  });
});

describe('restoring', () => {
  test('refuses a box that is not empty', async () => {
    const out = await exported('ndjson');
    const before = await memory(full);
    const { code, err } = await restored(out, { db: full });
    expect(code).toBe(2);
    expect(err).toContain('is not empty (lab: 3');
    expect(await memory(full)).toEqual(before);
  });

  test('refuses tallies that are not those of the votes', async () => {
    const out = await exported('ndjson');
    const text = readFileSync(out, 'utf8');
    writeFileSync(out, text.replace(/("record":"idea","number":1,.*"votesAgainst":)(\d+)/, '$17'));
    expect(readFileSync(out, 'utf8')).not.toBe(text);
    const { code, err } = await restored(out);
    expect([code, err]).toEqual([1, expect.stringContaining('the votes of #1 do not add up')]);
    expect(await isEmpty()).toBe(true);
  });

  test('leaves no database behind where there was none, when it fails', async () => {
    const out = await exported('ndjson');
    const lines = readFileSync(out, 'utf8').split('\n');
    writeFileSync(out, lines.toSpliced(4, 1).join('\n'));
    const env = { DATABASE_URL: `sqlite:${join(dir, 'none', 'of', 'it', 'box.db')}`, DEMO: '0' };
    const { code } = await runScript((_, around) => restore(out, {}, around), [], { env });
    expect([code, existsSync(join(dir, 'none'))]).toEqual([1, false]);
  });

  test('takes no option of other imports', async () => {
    const out = await exported('ndjson');
    const argv = [out, '--lab', 'foo', '--replay', '--json'];
    const { code, err } = await runScript(importScript, argv, {
      env: { DATABASE_URL: empty.url, DEMO: '0' },
    });
    expect([code, err]).toEqual([2, expect.stringContaining('there is no --lab, no --replay for it')]);
    expect(await isEmpty()).toBe(true);
  });

  test('refuses the demo', async () => {
    const out = await exported('ndjson');
    const env = { DATABASE_URL: empty.url };
    const { code, err } = await runScript((_, around) => restore(out, {}, around), [], { env });
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('DEMO=0') });
  });

  test('makes the database where there is none, and says so', async () => {
    const out = await exported('ndjson');
    const env = { DATABASE_URL: `sqlite:${join(dir, 'new', 'box.db')}`, DEMO: '0' };
    const { code, err } = await runScript((_, around) => restore(out, {}, around), [], { env });
    expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('new database at') });
  });

  test('tells a program how many of each there are', async () => {
    const { out } = await restored(await exported('ndjson'), { json: true });
    expect(JSON.parse(out)).toMatchObject({ restored: true, counts: { lab: 3, digest: 1 } });
  });

  test.each(FORMATS)('refuses a file cut short (%s), and the box stays empty', async (format) => {
    const out = await exported(format);
    const file = format === 'csv' ? join(out, 'vote.csv') : out;
    const text = readFileSync(file, 'utf8').trimEnd();
    writeFileSync(file, text.slice(0, text.lastIndexOf('\n') + 1));
    const { code, err } = await restored(out);
    expect(code).toBe(1);
    expect(err).toMatch(format === 'csv' ? /vote: \d+ instead of \d+/ : /cut short/);
    expect(err).toContain('Nothing was restored.');
    expect(await isEmpty()).toBe(true);
    expect(await empty.tables.selectFrom('identities').selectAll().execute()).toHaveLength(1);
  });

  /** Line 3 of a file is a record: what becomes of it is told with its line. */
  const damages: [string, (line: string, lines: string[]) => string, RegExp][] = [
    ['is no JSON', () => '{"record":"lab"', /^line 3: is not JSON/],
    ['is cut', (line) => line.slice(0, 40), /^line 3: is not JSON/],
    ['has a field too many', (line) => line.replace('{', '{"more":1,'), /^line 3: lab: .*more/],
    ['lacks a field', (line) => line.replace(/"slug":"[^"]*",/, ''), /^line 3: lab: slug/],
    [
      'holds a wrong value',
      (line) => line.replace(/"access":"[a-z]*"/, '"access":"ajar"'),
      /^line 3: lab: access/,
    ],
    ['is of an unknown kind', (line) => line.replace('"lab"', '"labo"'), /^line 3: is of no kind/],
    ['is a list', () => '[]', /^line 3: is of no kind/],
    ['is twice there', (_, lines) => lines[1]!, /^line 3: lab: is there twice/],
    ['has nothing of a record', () => '12', /^line 3: is no record/],
    ['is blank', () => '', /^line 3: is not JSON/],
  ];
  test.each(damages)('tells of a line that %s, and writes nothing', async (_, damage, told) => {
    const out = await exported('ndjson');
    const lines = readFileSync(out, 'utf8').split('\n');
    lines[2] = damage(lines[2]!, lines);
    writeFileSync(out, lines.join('\n'));
    const { code, err } = await restored(out);
    expect(code).toBe(1);
    expect(err).toMatch(told);
    expect(await isEmpty()).toBe(true);
  });

  test('tells the line of a record that names what is not there', async () => {
    const out = await exported('ndjson');
    const lines = readFileSync(out, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('"record":"idea","number":9,'));
    lines[at] = lines[at]!.replace(/"lab":\d+/, '"lab":999');
    writeFileSync(out, lines.join('\n'));
    const { err } = await restored(out);
    expect(err).toContain(`line ${at + 1}: idea: names something that is not in the export`);
  });

  test('refuses a line that is missing in the middle', async () => {
    const out = await exported('ndjson');
    const lines = readFileSync(out, 'utf8').split('\n');
    lines.splice(
      lines.findIndex((line) => line.includes('"record":"vote-change"')),
      1,
    );
    writeFileSync(out, lines.join('\n'));
    const { code, err } = await restored(out);
    expect(code).toBe(1);
    expect(err).toMatch(/vote-change: \d+ instead of \d+/);
    expect(await isEmpty()).toBe(true);
  });

  test('knows an export that another program laid out afresh, and says why it is not read', async () => {
    const out = await exported('json');
    writeFileSync(out, JSON.stringify(JSON.parse(readFileSync(out, 'utf8')), null, 2));
    expect(await isOwnExport(out)).toBe(true);
    expect((await restored(out)).err).toMatch(/^line 1: is not JSON as an export has it, one record a line/);
  });

  test('reads the export of a version that did not know every kind yet', async () => {
    const out = await exported('ndjson');
    writeFileSync(out, readFileSync(out, 'utf8').replace('"external-id":0,', ''));
    expect((await restored(out)).code).toBe(0);
  });

  test('takes nothing else for an export', async () => {
    const file = join(dir, 'ideas.ndjson');
    writeFileSync(file, '{"kind":"idea","title":"box boite-a-idees"}\n');
    expect(await Promise.all([file, dir, join(dir, 'nowhere')].map(isOwnExport))).toEqual([
      false,
      false,
      false,
    ]);
  });

  test('refuses what follows the end, a counter below the numbers given, and another form', async () => {
    const out = await exported('ndjson');
    const text = readFileSync(out, 'utf8');
    const said = async (changed: string) => {
      writeFileSync(out, changed);
      return (await restored(out)).err;
    };
    expect(await said(`${text}{"record":"member","id":-4,"language":null}\n`)).toContain('follows the end');
    expect(await said(text.replace(/("name":"contribution","value":)\d+/, '$14'))).toContain(
      'above the counter',
    );
    expect(await said(text.replace('"format":1', '"format":2'))).toContain('use the version that wrote it');
    expect(await isEmpty()).toBe(true);
  });

  test('refuses CSV that is not UTF-8, lacks a quote or a column', async () => {
    const out = await exported('csv');
    const file = join(out, 'lab.csv');
    const bytes = readFileSync(file);
    const said = async (changed: string | Buffer) => {
      writeFileSync(file, changed);
      return (await restored(out)).err;
    };
    expect(await said(Buffer.concat([bytes, Buffer.from([0xe9, 0x0a])]))).toContain('lab.csv is not UTF-8');
    expect(await said(`${bytes.toString()}"4`)).toMatch(
      /^lab\.csv, line \d+: a quote is opened and never closed/,
    );
    expect(await said(bytes.toString().replace('"slug"', '"name"'))).toContain(
      'lab.csv, line 1: its columns',
    );
    expect(await said(bytes.toString().replace('"slug",', ''))).toMatch(
      /^lab\.csv, line \d+: has more or fewer columns than the first line/,
    );
    expect(await isEmpty()).toBe(true);
  });
});

describe('npm run export', () => {
  test('writes to standard output, and speaks on standard error', async () => {
    const { code, out, err } = await run([]);
    expect(code).toBe(0);
    expect(JSON.parse(out.split('\n')[0]!)).toMatchObject({
      box: 'boite-a-idees',
      format: 1,
      persons: 'pseudonyms',
    });
    expect(err).toContain('nobody is named');
    expect(err).toContain('Closed labs');
  });

  test('writes one JSON document, which any program reads', async () => {
    const { out } = await run(['--format', 'json']);
    const { records, counts } = JSON.parse(out) as { records: Line[]; counts: Record<string, number> };
    expect(records.filter(({ record }) => record === 'idea')).toHaveLength(counts.idea!);
  });

  test('is readable by its owner alone', async () => {
    const modes = async (format: Format) => {
      const out = await exported(format);
      return [out, ...filesOf(out)].map((path) => (statSync(path).mode & 0o777).toString(8));
    };
    expect(new Set(await modes('ndjson'))).toEqual(new Set(['600']));
    expect(new Set(await modes('csv'))).toEqual(new Set(['700', '600']));
  });

  test.each(FORMATS)('does not replace what is there, unless told to (%s)', async (format) => {
    const out = await exported(format);
    const before = textOf(out);
    expect(await run(['--format', format, '--out', out])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--force'),
    });
    expect(textOf(out)).toBe(before);
    expect((await run(['--format', format, '--out', out, '--force'])).code).toBe(0);
    expect(textOf(out)).not.toBe(before);
    expect(readdirSync(dir)).toHaveLength(1);
  });

  test('never replaces a folder that is no export', async () => {
    writeFileSync(join(dir, 'mine.txt'), 'mine');
    const { code, err } = await run(['--format', 'csv', '--out', dir, '--force']);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining('is no export') });
    expect(existsSync(join(dir, 'mine.txt'))).toBe(true);
  });

  test('leaves nothing behind when it fails', async () => {
    const out = join(dir, 'out');
    await full.tables
      .updateTable('labs')
      .set({ language: 'xx' as 'fr' })
      .where('id', '=', 1)
      .execute();
    const { code } = await run(['--out', out]);
    await full.tables.updateTable('labs').set({ language: 'fr' }).where('id', '=', 1).execute();
    expect(code).toBe(1);
    expect(readdirSync(dir)).toEqual([]);
  });

  test('stops when nobody reads any more', async () => {
    let text = '';
    const code = await exportBox([], {
      env: envOf(full),
      out: (piece) => {
        text += piece;
      },
      err: () => {},
      ask: null,
      isRead: () => text.split('\n').length < 4,
    });
    expect(code).toBe(0);
    expect(text).not.toContain('counts');
  });

  test('tells a program what it wrote', async () => {
    const out = join(dir, 'out');
    const ended = await run(['--out', out, '--json']);
    expect(JSON.parse(ended.out)).toMatchObject({
      exported: true,
      persons: 'pseudonyms',
      out,
      counts: { lab: 3 },
    });
  });

  test.each([
    [['--format', 'csv'], 'say --out'],
    [['--json'], 'say where it goes'],
    [['--format', 'xml'], 'Allowed choices'],
    [['--out', '/nowhere/at/all'], 'there is no folder /nowhere/at'],
  ])('ends with 2 and says why: %j', async (argv, why) => {
    const { code, err } = await run(argv);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(why) });
  });

  test('reads one snapshot, whatever is written meanwhile', async () => {
    await restored(await exported('ndjson', ['--with-persons']));
    let wrote = false;
    let text = '';
    await exportBox([], {
      env: envOf(empty),
      out: (piece) => {
        text += piece;
        if (wrote) return;
        wrote = true;
        writing = empty.tables.deleteFrom('vote_changes').execute();
      },
      err: () => {},
      ask: null,
    });
    await writing;
    const written = text.split('\n').filter((line) => line.includes('"record":"vote-change"'));
    expect(written.length).toBe((await memory(full)).vote_changes!.length);
    expect(await empty.tables.selectFrom('vote_changes').selectAll().execute()).toEqual([]);
  });
});

/** What is being written while an export runs. */
let writing: Promise<unknown> | undefined;
