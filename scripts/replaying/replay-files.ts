import { chmodSync, constants, copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openDatabase } from '../../db/open.ts';
import { History } from '../../src/replaying/gather-history.ts';
import type { HistoryEvent } from '../../src/replaying/history.ts';
import { HistoryClock } from '../../src/replaying/history-clock.ts';
import { makeHistoryLab } from '../../src/replaying/history-lab.ts';
import { type Played, playHistory } from '../../src/replaying/play-history.ts';
import { emptyReport, type ReplayReport } from '../../src/replaying/replay-report.ts';
import { readFile } from '../importing/read-file.ts';
import { codeOf } from '../support/code-of.ts';
import { UsageError } from '../support/script.ts';
import { inTempDir } from '../support/temp-dir.ts';

/** How a history in files is played. */
export interface Replaying {
  /** IANA zone of the lab, and of dates that say none. */
  zone: string;
  /** Where the database is kept; null: it is not. */
  keepAt: string | null;
  /** Nothing may be dated later, and no digest is published later. */
  now: number;
  /** Told how many events there are, before the first one is played; then of each. */
  onEvents?: (count: number) => () => void;
}

/** What a replay came to. */
export interface Replayed extends Played {
  report: ReplayReport;
}

/**
 * Plays the history in some files in a database of its own, which is removed afterwards or kept once it is complete.
 * @throws {UsageError} when a file cannot be read or nothing in them is dated; then nothing is kept.
 */
export async function replayFiles(files: readonly string[], replaying: Replaying): Promise<Replayed> {
  const report = emptyReport();
  const events = await gather(files, replaying, report);
  return inTempDir(async (dir) => {
    const file = join(dir, 'box.db');
    const played = await play(events, report, { ...replaying, file });
    if (replaying.keepAt !== null) keep(file, replaying.keepAt);
    return { ...played, report };
  });
}

async function gather(
  files: readonly string[],
  { zone, now }: Replaying,
  report: ReplayReport,
): Promise<HistoryEvent[]> {
  const history = new History(report, now);
  for (const file of files) {
    for await (const line of readFile(file, { zone })) history.add(line, file);
  }
  const events = history.events();
  if (events.length > 0) return events;
  const [refused] = report.refusals;
  const why = refused ? `; ${refused.file}, line ${refused.line}: ${refused.reason}` : '';
  throw new UsageError(`nothing in ${files.join(' and ')} is dated: there is no history to play${why}`);
}

async function play(
  events: readonly HistoryEvent[],
  report: ReplayReport,
  { file, zone, now, onEvents }: Replaying & { file: string },
): Promise<Played> {
  const clock = new HistoryClock();
  const { unitOfWork, reads, close } = await openDatabase(`sqlite:${file}`, { clock, throwaway: true });
  try {
    const at = events[0]?.at ?? now;
    const lab = await unitOfWork.run((tx) => makeHistoryLab(tx, { zone, at }));
    const onEvent = breathing(onEvents?.(events.length));
    return await playHistory({ unitOfWork, reads, clock, lab }, events, { until: now, report, onEvent });
  } finally {
    await close();
  }
}

/** Events between two breaths: some tens of milliseconds. */
const BREATH = 100;

/**
 * SQLite answers at once, so a long replay would keep the process from everything else: now and then signals get their
 * turn, without which Ctrl-C would do nothing.
 */
function breathing(told: () => void = () => {}): () => Promise<void> {
  let count = 0;
  return async () => {
    told();
    count += 1;
    if (count % BREATH === 0) await setImmediate();
  };
}

/**
 * A closed database is one file, here for its owner alone: texts and persons are in it. What another process has put
 * there meanwhile is not overwritten.
 */
function keep(file: string, path: string): void {
  chmodSync(file, 0o600);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    copyFileSync(file, path, constants.COPYFILE_EXCL);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') rmSync(path, { force: true });
    throw error;
  }
}
