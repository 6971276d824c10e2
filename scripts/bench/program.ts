import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const ROOT = resolve(import.meta.dirname, '../..');
const PROGRAM = join(ROOT, 'dist/src/main.js');
/** Between two looks whether it is ready. Milliseconds. */
const LOOK_MS = 3;
const PATIENCE_MS = 30_000;

/** What is measured is the program as it is now. */
export function buildProgram(): void {
  const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('the program could not be built');
}

/** The built program, as an operator runs it. */
export class Program {
  readonly url: string;
  /** From its start until it was ready. Milliseconds. */
  readyMs = Number.NaN;
  readonly #process: ChildProcess;
  readonly #kill = () => this.#process.kill('SIGKILL');

  private constructor(started: ChildProcess, url: string) {
    this.#process = started;
    this.url = url;
    process.once('exit', this.#kill);
  }

  /** Resolves when it is ready, on a free port. It writes into `dir` only. */
  static async start(dir: string, env: NodeJS.ProcessEnv): Promise<Program> {
    const port = await freePort();
    const begun = performance.now();
    const started = spawn(process.execPath, [PROGRAM], {
      cwd: dir,
      env: {
        PATH: process.env.PATH,
        DEMO: '0',
        DATABASE_URL: `sqlite:${join(dir, 'box.db')}`,
        HOST: '127.0.0.1',
        PORT: String(port),
        LOG_LEVEL: 'warn',
        ...env,
      },
      stdio: 'ignore',
    });
    const program = new Program(started, `http://127.0.0.1:${port}`);
    try {
      await untilReady(started, `${program.url}/readyz`, begun + PATIENCE_MS);
      program.readyMs = performance.now() - begun;
      return program;
    } catch (error) {
      await program.stop();
      throw error;
    }
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Resolves when it has ended. */
  async stop(): Promise<void> {
    process.off('exit', this.#kill);
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill('SIGTERM');
    await once(this.#process, 'exit');
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
