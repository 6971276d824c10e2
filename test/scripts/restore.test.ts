import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { importScript } from '../../scripts/importing/import-script.ts';
import { isOwnExport } from '../../scripts/restoring/own-export.ts';
import { restore } from '../../scripts/restoring/restore-script.ts';
import { dir, empty, exported, FORMATS, full, isEmpty, memory, restored, withBoxes } from './exporting.ts';
import { runScript } from './surroundings.ts';

withBoxes();

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
