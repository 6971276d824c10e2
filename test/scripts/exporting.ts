import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';
import { sql } from 'kysely';
import { prove } from '../../db/read-models/proof.ts';
import { RECORD_TABLES } from '../../db/record-tables.ts';
import { exportBox } from '../../scripts/exporting/export-script.ts';
import { restore } from '../../scripts/restoring/restore-script.ts';
import { KINDS } from '../../src/exporting/records.ts';
import { readBack } from '../../src/exporting/sealing.ts';
import { Secrets } from '../../src/secrets.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { tempDir } from '../db/open-temp-engine.ts';
import { clock, fillBox } from '../exporting/full-box.ts';
import { type Ended, runScript } from './surroundings.ts';

/** A full box that is only read. */
export let full: TempDatabase;
/** A folder of the test at hand. */
export let dir: string;
/** An empty box of the test at hand. */
export let empty: TempDatabase;
let remove: () => void;

/** What the tests of a file export from and restore into. */
export function withBoxes(): void {
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
}

const SECRET = 'a secret of the box, long enough to be one';
export const FORMATS = ['ndjson', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export const envOf = ({ url }: TempDatabase, secret = SECRET) => ({
  DATABASE_URL: url,
  DEMO: '0',
  BOX_SECRET: secret,
});

export const run = (argv: string[], db = full, secret?: string): Promise<Ended> =>
  runScript(exportBox, argv, { env: envOf(db, secret) });

export const restored = (path: string, { db = empty, secret = SECRET, json = false } = {}): Promise<Ended> =>
  runScript((_, around) => restore(path, { json }, around), [], { env: envOf(db, secret) });

/** Exports to a place of its own. */
export async function exported(format: Format, argv: string[] = [], db = full): Promise<string> {
  const out = join(dir, `${format}-${readdirSync(dir).length}`);
  const { code, err } = await run(['--format', format, '--out', out, ...argv], db);
  expect({ code, err }).toEqual({ code: 0, err: expect.stringContaining('Exported to') });
  return out;
}

/** Every row of the tables of an export. A notice's posting is none of it, but for the rest of a digest. */
export async function memory({ tables }: TempDatabase): Promise<Record<string, unknown[]>> {
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

export async function indexed({ tables }: TempDatabase): Promise<unknown[]> {
  return tables.selectFrom('idea_index').selectAll().orderBy('rowid').execute();
}

export async function draws({ tables }: TempDatabase): Promise<unknown> {
  const { rows } = await sql<{ name: string; seq: number }>`
    select name, seq from sqlite_sequence where name <> 'outbox' order by name
  `.execute(tables);
  return rows;
}

export const filesOf = (path: string): string[] =>
  statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [path];
export const textOf = (path: string): string =>
  filesOf(path)
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');

export interface Line {
  record?: string;
  [field: string]: unknown;
}
export const linesOf = (path: string): Line[] =>
  readFileSync(path, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

/** The records of a full export, unsealed; without its header and trailer. */
export function opened(path: string): unknown[] {
  const secrets = new Secrets(SECRET);
  return linesOf(path)
    .slice(1, -1)
    .map(({ record, ...wire }) => {
      const kind = KINDS.find((one) => one === record)!;
      return { kind, ...readBack(kind, wire, { persons: 'sealed-voters', secrets }) };
    });
}

export const unproven = async ({ tables }: TempDatabase) =>
  (await prove(tables)).filter(({ broken }) => broken > 0).map(({ claim }) => claim);

export const isEmpty = async (db = empty) => (await db.reads.labs.all()).length === 0;
