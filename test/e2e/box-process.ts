import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { until } from './until.ts';

const MAIN = fileURLToPath(new URL('../../dist/src/main.js', import.meta.url));

/** The built program as an operator runs it, on a free port. `npm test` builds it first. */
export class BoxProcess {
  readonly #child: ChildProcess;
  #said = '';

  constructor(cwd: string, env: NodeJS.ProcessEnv = {}) {
    this.#child = spawn(process.execPath, [MAIN], {
      cwd,
      env: { PATH: process.env.PATH, PORT: '0', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.#said += chunk.toString();
      });
    }
  }

  /** Everything it printed so far. */
  get said(): string {
    return this.#said;
  }

  /** Its address, once `/readyz` says yes. */
  async ready(): Promise<string> {
    const url = await until('the address in its start-up lines', async () => {
      if (this.#child.exitCode !== null) throw new Error(`ended at start:\n${this.#said}`);
      return /(http:\S+)\/readyz/.exec(this.#said)?.[1];
    });
    await until('ready', async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok);
    return url;
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  /** Its exit code; null when a signal ended it. */
  async ended(): Promise<number | null> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) await once(this.#child, 'exit');
    return this.#child.exitCode;
  }

  /** Ends it, whatever it does. */
  async end(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.signal('SIGKILL');
    await this.ended();
  }
}
