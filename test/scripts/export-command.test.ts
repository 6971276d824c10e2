import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exportBox } from '../../scripts/exporting/export-script.ts';
import {
  dir,
  empty,
  envOf,
  exported,
  FORMATS,
  type Format,
  filesOf,
  full,
  type Line,
  memory,
  restored,
  run,
  textOf,
  withBoxes,
} from './exporting.ts';

withBoxes();

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

let writing: Promise<unknown> | undefined;
