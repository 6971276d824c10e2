import { truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lines } from '../../scripts/importing/lines.ts';
import { all, filesForAll } from './file.ts';

const file = filesForAll();
const textsOf = async (path: string) => (await all(lines(path))).map(({ text }) => text);

test('lines end with LF or CRLF, the last one also without', async () => {
  expect(await all(lines(file('ends.txt', 'un\r\n\ndeux\ntrois')))).toEqual([
    { line: 1, text: 'un', fault: null },
    { line: 2, text: '', fault: null },
    { line: 3, text: 'deux', fault: null },
    { line: 4, text: 'trois', fault: null },
  ]);
});

test('a byte order mark is taken away, at the beginning only', async () => {
  expect(await textsOf(file('bom.txt', '\uFEFFété\n\uFEFFhiver\n'))).toEqual(['été', '\uFEFFhiver']);
});

test('a line that is not UTF-8 is a fault, and the next one is read', async () => {
  const bytes = Buffer.concat([Buffer.from('été\n'), Buffer.from('été\n', 'latin1'), Buffer.from('hiver\n')]);
  const [first, broken, last] = await all(lines(file('latin1.txt', bytes)));
  expect([first?.fault, last?.fault, last?.text]).toEqual([null, null, 'hiver']);
  expect(broken?.line).toBe(2);
  expect(broken?.fault).toMatch(/^not UTF-8/);
});

test('a line of exactly the longest length is read, one byte more is not', async () => {
  const path = file('long.txt', `${'a'.repeat(10)}\n${'b'.repeat(11)}\nc\n`);
  const read = await all(lines(path, { max: 10 }));
  expect(read.map(({ fault }) => fault)).toEqual([null, 'a line of 11 bytes: at most 10 are read', null]);
});

test('a line of 200 MB is refused without being kept', async () => {
  const path = file('huge.txt', '');
  const size = 200 * 1024 * 1024;
  truncateSync(path, size);
  let most = 0;
  const before = process.memoryUsage();
  const watch = () => {
    const { external, heapUsed } = process.memoryUsage();
    most = Math.max(most, external + heapUsed - before.external - before.heapUsed);
  };
  const [line] = await all(lines(path, { onBytes: watch }));
  expect(line?.fault).toBe(`a line of ${size} bytes: at most ${1024 * 1024} are read`);
  expect(line?.text.length).toBeLessThan(1000);
  expect(most).toBeLessThan(60 * 1024 * 1024);
});

test('UTF-16, a folder and nothing there are told at once', async () => {
  const utf16 = file('utf16.txt', Buffer.from('\uFEFFid;titre\n', 'utf16le'));
  await expect(textsOf(utf16)).rejects.toThrow('is UTF-16: save it as UTF-8');
  await expect(textsOf(dirname(utf16))).rejects.toThrow('is a folder');
  await expect(textsOf(`${utf16}.not`)).rejects.toThrow('there is no file');
});

test('any lines come back, however long beside the pieces the file is read in', async () => {
  const line = fc
    .string({ unit: 'grapheme', maxLength: 30 })
    .map((text) => text.replace(/[\r\n\uFEFF]/g, ''));
  const long = fc.integer({ min: 200_000, max: 300_000 }).map((length) => 'é'.repeat(length));
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof({ weight: 9, arbitrary: line }, long), { minLength: 1 }),
      async (texts) => {
        const path = file('any.txt', texts.map((text) => `${text}\n`).join(''));
        expect(await textsOf(path)).toEqual(texts.map((text) => text.toWellFormed()));
      },
    ),
    { numRuns: 30 },
  );
});
