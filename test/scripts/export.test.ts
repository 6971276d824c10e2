import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { columnsOf, RECORD_TABLES } from '../../db/record-tables.ts';
import { isOwnExport } from '../../scripts/restoring/own-export.ts';
import { KINDS } from '../../src/exporting/records.ts';
import { openTemp, type TempDatabase } from '../db/open-temp.ts';
import { clock, fillBox } from '../exporting/full-box.ts';
import {
  draws,
  empty,
  exported,
  FORMATS,
  full,
  indexed,
  isEmpty,
  linesOf,
  memory,
  opened,
  restored,
  run,
  unproven,
  withBoxes,
} from './exporting.ts';

withBoxes();

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
