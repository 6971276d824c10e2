import { join } from 'node:path';
import type { OpenDatabase } from '../../db/open.ts';
import type { Period } from '../../src/digest/digest-store.ts';
import { weekBefore, weekContaining } from '../../src/digest/period.ts';
import { inTempDir } from '../support/temp-dir.ts';
import { median, type Result, rounded, timed } from './bench.ts';
import { makeBoxFile, openBox } from './box-file.ts';
import { fillHistory } from './history.ts';

const ZONE = 'Europe/Paris';
/** Runs a size, in turns of so many, so that all sizes meet the same noise; the first ones do not count. */
const RUNS = { warm: 50, timed: 200, turn: 10 };

/** What is measured: one reading of an open box, whose last closed week is given. */
export type Reading = (box: OpenDatabase, week: Period, now: number) => Promise<unknown>;

/**
 * The same reading in boxes of several sizes: the median of each, and how much the slowest is above the fastest.
 * The cost shall depend on what happened in the week, not on how many ideas there are.
 */
export function measureGrowth(name: string, sizes: readonly number[], reading: Reading): Promise<Result> {
  return inTempDir(async (dir) => {
    const now = Date.now();
    const week = weekBefore(weekContaining(now, ZONE), ZONE);
    const boxes = new Map<number, OpenDatabase>();
    try {
      for (const size of sizes) {
        const file = join(dir, `${size}.db`);
        await makeBoxFile(file, (db) => fillHistory(db, size, week));
        boxes.set(size, await openBox(file));
      }
      const times = await takeTurns(boxes, (box) => reading(box, week, now));
      return resultOf(name, times);
    } finally {
      for (const box of boxes.values()) await box.close();
    }
  });
}

/** Milliseconds of every run that counts, by size. */
async function takeTurns(
  boxes: ReadonlyMap<number, OpenDatabase>,
  read: (box: OpenDatabase) => Promise<unknown>,
): Promise<Map<number, number[]>> {
  const times = new Map([...boxes.keys()].map((size) => [size, [] as number[]]));
  for (let run = 0; run < RUNS.warm + RUNS.timed; run += RUNS.turn) {
    for (const [size, box] of boxes) {
      for (let turn = 0; turn < RUNS.turn; turn += 1) {
        const ms = await timed(() => read(box));
        if (run >= RUNS.warm) times.get(size)?.push(ms);
      }
    }
  }
  return times;
}

function resultOf(name: string, times: ReadonlyMap<number, readonly number[]>): Result {
  const medians = [...times].map(([size, all]) => [size, median(all)] as const);
  const slowest = Math.max(...medians.map(([, ms]) => ms));
  const fastest = Math.min(...medians.map(([, ms]) => ms));
  return {
    name,
    value: rounded(slowest),
    unit: 'ms',
    baseline: rounded(fastest),
    ratio: rounded(slowest / fastest),
    medians: Object.fromEntries(medians.map(([size, ms]) => [size, rounded(ms)])),
    runs: RUNS.timed,
  };
}
