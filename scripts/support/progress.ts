import { SingleBar } from 'cli-progress';
import type { Clock } from '../../src/clock.ts';
import type { Surroundings } from './script.ts';

/** Between two plain lines, milliseconds. */
const EVERY_MS = 3000;

/** How far a long piece of work has come. */
export interface Progress {
  /** So many more are done; parts of one add up. */
  advance(count: number): void;
  /** The work ended, well or not. */
  end(): void;
}

/** What is counted. */
export interface Counted {
  /** In the plural: "rows". */
  what: string;
  /** How many there will be, about: no more than these are ever told. Null: nobody knows. */
  total: number | null;
}

/**
 * Tells how far a long piece of work has come, how fast it goes and how long it may still take: as a bar on a
 * terminal, elsewhere as a plain line every three seconds.
 */
export function progress(
  counted: Counted,
  around: Pick<Surroundings, 'err' | 'screen'>,
  clock: Pick<Clock, 'now'>,
): Progress {
  return around.screen ? bar(counted, around.screen) : lines(counted, around, clock);
}

function bar({ what, total }: Counted, stream: NodeJS.WriteStream): Progress {
  const known = '{bar} {percentage} % | {value}/{total}';
  const shown = new SingleBar({
    format: `${total === null ? '{value}' : known} ${what} | {rate} | {left}`,
    stream,
    hideCursor: true,
    clearOnComplete: true,
  });
  const begun = performance.now();
  let done = 0;
  const facts = () => {
    const ms = performance.now() - begun;
    return { rate: rateOf(done, ms), left: leftOf(done, total, ms) };
  };
  shown.start(total ?? 0, 0, facts());
  return {
    advance(count) {
      done += count;
      shown.update(whole(done, total), facts());
    },
    end: () => shown.stop(),
  };
}

function lines(
  { what, total }: Counted,
  { err }: Pick<Surroundings, 'err'>,
  clock: Pick<Clock, 'now'>,
): Progress {
  const begun = clock.now();
  let done = 0;
  let told = begun;
  return {
    advance(count) {
      done += count;
      const now = clock.now();
      if (now - told < EVERY_MS) return;
      told = now;
      const ms = now - begun;
      const of = total === null ? '' : ` of ${total}`;
      err(`${whole(done, total)}${of} ${what}, ${rateOf(done, ms)}, ${leftOf(done, total, ms)}\n`);
    },
    end() {},
  };
}

/** As it is told: whole ones, and never more than all. */
function whole(done: number, total: number | null): number {
  return Math.floor(total === null ? done : Math.min(done, total));
}

function rateOf(done: number, ms: number): string {
  return ms > 0 ? `${Math.round((done * 1000) / ms)} a second` : 'beginning';
}

function leftOf(done: number, total: number | null, ms: number): string {
  if (total === null || done === 0) return 'time left unknown';
  const seconds = Math.ceil(((total - done) * ms) / done / 1000);
  return seconds < 90 ? `${Math.max(0, seconds)} s left` : `${Math.ceil(seconds / 60)} min left`;
}
