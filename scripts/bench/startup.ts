import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { inTempDir } from '../support/temp-dir.ts';
import { median, type Result, rounded, timed } from './bench.ts';
import { buildProgram, Program } from './program.ts';

/** Builds the program; then from spawn to ready, on a new database, against a node that does nothing. */
export async function* startup(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
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

async function bareNode(): Promise<void> {
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
}

/** Milliseconds; the program is stopped afterwards, which is not counted. */
async function timeToReady(dir: string): Promise<number> {
  const program = await Program.start(dir, { CHAT_ADAPTERS: 'local' });
  await program.stop();
  return program.readyMs;
}
