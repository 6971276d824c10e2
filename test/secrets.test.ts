import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { keptSecret, type Purpose, Secrets } from '../src/secrets.ts';
import { tempDir } from './db/open-temp-engine.ts';

const NOW = 'the secret of now, of at least thirty-two characters';
const BEFORE = 'the secret of before, of as many characters as that';

const now = new Secrets(NOW);
const before = new Secrets(BEFORE);
const rotated = new Secrets(NOW, BEFORE);
const PURPOSES: readonly Purpose[] = [
  'dedupe',
  'draft',
  'owner',
  'memory',
  'adapter:local:form',
  'adapter:slack:form',
];

test('a hash is the same for the same text, purpose and secret, and for nothing else', () => {
  expect(new Secrets(NOW).hash('dedupe', 'x')).toBe(now.hash('dedupe', 'x'));
  const all = [
    ...PURPOSES.map((purpose) => now.hash(purpose, 'x')),
    now.hash('dedupe', 'y'),
    before.hash('dedupe', 'x'),
  ];
  expect(new Set(all).size).toBe(all.length);
  for (const hash of all) expect(hash).toMatch(/^[\w-]{43}$/);
});

describe('a tag', () => {
  test('verifies for its own purpose and text alone', () => {
    const tag = now.sign('adapter:local:form', 'state');
    expect(now.verify('adapter:local:form', 'state', tag)).toBe(true);
    expect(now.verify('adapter:slack:form', 'state', tag)).toBe(false);
    expect(now.verify('adapter:local:form', 'State', tag)).toBe(false);
    expect(before.verify('adapter:local:form', 'state', tag)).toBe(false);
  });

  test('of the secret of before still verifies, but is not made any more', () => {
    expect(rotated.verify('owner', 'x', before.sign('owner', 'x'))).toBe(true);
    expect(rotated.sign('owner', 'x')).toBe(now.sign('owner', 'x'));
    expect(rotated.verify('owner', 'x', new Secrets('another secret').sign('owner', 'x'))).toBe(false);
  });

  test('that is anything else does not verify, nor throw', () => {
    const right = now.sign('owner', 'x');
    for (const tag of ['', 'x', right.slice(1), `${right}AA`, '💡', '\0']) {
      expect(now.verify('owner', 'x', tag)).toBe(false);
    }
  });
});

describe('a sealed text', () => {
  test('opens to what it was, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(now.open('draft', now.seal('draft', text))).toBe(text);
      }),
    );
  });

  test('shows nothing, not even that two are the same', () => {
    const sealed = now.seal('draft', 'Une cantine bio');
    expect(sealed).not.toBe(now.seal('draft', 'Une cantine bio'));
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('cantine');
  });

  test('opens for its own purpose and secret alone', () => {
    const sealed = before.seal('draft', 'x');
    expect(before.open('owner', sealed)).toBeNull();
    expect(now.open('draft', sealed)).toBeNull();
    expect(rotated.open('draft', sealed)).toBe('x');
    expect(before.open('draft', rotated.seal('draft', 'x'))).toBeNull();
  });

  test('that was changed or cut does not open', () => {
    const bytes = Buffer.from(now.seal('draft', 'Une cantine bio'), 'base64url');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(now.open('draft', changed.toString('base64url'))).toBeNull();
      expect(now.open('draft', bytes.subarray(0, at).toString('base64url'))).toBeNull();
    }
    expect(now.open('draft', 'no seal of ours')).toBeNull();
  });
});

describe('box.secret', () => {
  let temp: ReturnType<typeof tempDir>;
  let dir: string;

  beforeEach(() => {
    temp = tempDir();
    dir = join(temp.dir, 'data');
  });
  afterEach(() => temp.remove());

  const mode = async () => (await stat(join(dir, 'box.secret'))).mode & 0o777;

  test('is made once, for its owner’s eyes alone', async () => {
    const secret = await keptSecret(dir);
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(await mode()).toBe(0o600);
    expect(await keptSecret(dir)).toBe(secret);
    expect(await readFile(join(dir, 'box.secret'), 'utf8')).toBe(`${secret}\n`);
  });

  test('that others could read is closed to them', async () => {
    await mkdir(dir);
    await writeFile(join(dir, 'box.secret'), `${'k'.repeat(43)}\n`, { mode: 0o644 });
    expect(await keptSecret(dir)).toBe('k'.repeat(43));
    expect(await mode()).toBe(0o600);
  });

  test('that is empty or cut off is not taken for a secret', async () => {
    await mkdir(dir);
    for (const damaged of ['', '\n', 'k'.repeat(42)]) {
      await writeFile(join(dir, 'box.secret'), damaged);
      await expect(keptSecret(dir)).rejects.toThrow('is damaged');
    }
  });

  test('two starts at once never end with two secrets', async () => {
    const made = await Promise.allSettled([keptSecret(dir), keptSecret(dir), keptSecret(dir)]);
    const secrets = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(new Set([...secrets, await keptSecret(dir)]).size).toBe(1);
  });
});
