import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

/** The scripts as processes: what only a process can show. */

const ROOT = join(import.meta.dirname, '../..');

interface Run {
  env?: NodeJS.ProcessEnv;
  /** Nobody reads its standard output. */
  unread?: boolean;
}

function ended(script: string, argv: string[], { env = {}, unread = false }: Run = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', `scripts/${script}`, ...argv], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let err = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  if (unread) child.stdout.destroy();
  else child.stdout.resume();
  return new Promise<{ code: number | null; err: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, err }));
  });
}

describe('a script as a process', () => {
  test.each(['digest.ts', 'chat.ts', 'commands.ts', 'bench/index.ts'])(
    '%s ends quietly when its reader leaves early',
    async (script) => {
      expect(await ended(script, ['--help'], { unread: true })).toEqual({ code: 0, err: '' });
    },
    30_000,
  );

  test.each([
    ...[
      'digest.ts',
      'import.ts',
      'chat.ts',
      'erase.ts',
      'doctor.ts',
      'retry.ts',
      'commands.ts',
      'mattermost-setup.ts',
    ],
    'bench/index.ts',
  ])(
    '%s ends with 2 on wrong usage, without a stack',
    async (script) => {
      const { code, err } = await ended(script, ['--wrong']);
      expect(code).toBe(2);
      expect(err).toMatch(/^error: /);
      expect(err).not.toMatch(/^ +at /m);
    },
    30_000,
  );

  test.each([
    ['digest.ts', ['--lab', 'bretagne']],
    ['import.ts', ['ideas.csv', '--lab', 'bretagne']],
    ['chat.ts', []],
    ['erase.ts', ['--member', '12']],
    ['doctor.ts', []],
    ['retry.ts', []],
  ])(
    '%s ends with 2 on wrong configuration, and names it',
    async (script, argv) => {
      const { code, err } = await ended(script, argv, { env: { TZ_DEFAULT: 'Mars/Olympus' } });
      expect(code).toBe(2);
      // The doctor's findings are its result, on standard output.
      if (script !== 'doctor.ts') expect(err).toContain('TZ_DEFAULT');
      expect(err).not.toMatch(/^ +at /m);
    },
    30_000,
  );
});
