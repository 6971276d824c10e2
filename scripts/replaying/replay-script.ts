import { systemClock } from '../../src/clock.ts';
import { progress } from '../support/progress.ts';
import { EXIT, type Surroundings } from '../support/script.ts';
import { optionsOf, type ReplayOptions } from './options.ts';
import { type Replayed, replayFiles } from './replay-files.ts';
import { replayedJson } from './replayed-json.ts';
import { replayedText } from './replayed-text.ts';

/** Plays a dated history through the box in a database of its own, and prints the digest of each week. */
export async function replay(argv: readonly string[], around: Surroundings): Promise<number> {
  const options = optionsOf(argv, around);
  const replayed = await played(options, around);
  around.out(options.json ? `${JSON.stringify(replayedJson(replayed))}\n` : replayedText(replayed));
  if (options.database !== null) {
    around.err(
      `kept at ${options.database}; look at it: DATABASE_URL=sqlite:${options.database} DEMO=0 npm start\n`,
    );
  }
  return replayed.report.refused > 0 ? EXIT.failed : EXIT.done;
}

async function played({ files, zone, database }: ReplayOptions, around: Surroundings): Promise<Replayed> {
  let bar: ReturnType<typeof progress> | undefined;
  try {
    return await replayFiles(files, {
      zone,
      keepAt: database,
      now: systemClock.now(),
      onEvents(total) {
        const begun = progress({ what: 'events', total }, around, systemClock);
        bar = begun;
        return () => begun.advance(1);
      },
    });
  } finally {
    bar?.end();
  }
}
