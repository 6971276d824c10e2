import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTempDir } from '../support/temp-dir.ts';
import { median, type Result, rounded, timed } from './bench.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'dist/src/main.js');
/** Between two looks whether it is ready. Milliseconds. */
const LOOK_MS = 3;
const PATIENCE_MS = 30_000;

/** Builds the program; then from spawn to ready, on a new database, against a node that does nothing. */
export async function* startup(quick: boolean): AsyncGenerator<Result> {
  build();
  const runs = quick ? 5 : 15;
  const bare: number[] = [];
  const fresh: number[] = [];
  const again: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await inTempDir(async (dir) => {
      bare.push(await timed(bareNode));
      fresh.push(await timeToReady(dir));
      again.push(await timeToReady(dir));
    });
  }
  const [value, baseline] = [median(fresh), median(bare)];
  yield {
    name: 'startup',
    value: rounded(value),
    unit: 'ms',
    baseline: rounded(baseline),
    ratio: rounded(value / baseline),
    // With the tables there already.
    again: rounded(median(again)),
    runs,
  };
}

/** What is measured is the program as it is now. */
function build(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the program could not be built');
}

async function bareNode(): Promise<void> {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
}

/** Milliseconds; the program is stopped afterwards, and is not waited for. */
async function timeToReady(dir: string): Promise<number> {
  const port = await freePort();
  const begun = performance.now();
  const program = spawn(process.execPath, [PROGRAM], {
    cwd: dir,
    env: {
      PATH: process.env.PATH,
      DEMO: '0',
      CHAT_ADAPTERS: 'local',
      DATABASE_URL: `sqlite:${join(dir, 'box.db')}`,
      HOST: '127.0.0.1',
      PORT: String(port),
      LOG_LEVEL: 'warn',
    },
    stdio: 'ignore',
  });
  try {
    await untilReady(program, `http://127.0.0.1:${port}/readyz`, begun + PATIENCE_MS);
    return performance.now() - begun;
  } finally {
    if (program.exitCode === null) {
      program.kill('SIGTERM');
      await once(program, 'exit');
    }
  }
}

async function untilReady(program: ChildProcess, url: string, deadline: number): Promise<void> {
  while (!(await isReady(url))) {
    if (program.exitCode !== null) throw new Error(`the program ended with ${program.exitCode}`);
    if (performance.now() > deadline) throw new Error(`not ready after ${PATIENCE_MS} ms`);
    await sleep(LOOK_MS);
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status === 200;
    },
    () => false,
  );
}

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
