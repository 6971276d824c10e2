import { setTimeout as pause } from 'node:timers/promises';

/**
 * Bounded waits. Answers come over real sockets, so a clause looks again after each turn of the event loop
 * until it sees what it waits for or its patience is over. Nothing sleeps for a fixed time.
 *
 * Patience is real milliseconds, of which one step counts {@link STEP_MS} at most: while the machine is busy elsewhere
 * a step may take a second, in which nothing here could have gone on either.
 */
const STEP_MS = 20;

/** What is left of some patience, asked after each step. */
function patience(ms: number): () => number {
  let left = ms;
  let last = performance.now();
  return () => {
    const now = performance.now();
    left -= Math.min(now - last, STEP_MS);
    last = now;
    return left;
  };
}

/** Some turns of the event loop: enough for whatever is under way inside one process without sockets. */
export async function turns(count = 5): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Looks until `look` gives something truthy, and returns that. Rejects with `what` after `patienceMs`. */
export async function until<T>(
  look: () => T | Promise<T>,
  what: string,
  patienceMs: number,
): Promise<NonNullable<T>> {
  const left = patience(patienceMs);
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (left() <= 0) throw new Error(`waited in vain until ${what}`);
    await pause(1);
  }
}

/** The promise's outcome, or a rejection with `what` when it takes longer than `patienceMs`. */
export async function within<T>(promise: Promise<T>, what: string, patienceMs: number): Promise<T> {
  const over = new AbortController();
  const late = async (): Promise<never> => {
    for (const left = patience(patienceMs); left() > 0; ) await pause(STEP_MS / 2, null, over);
    throw new Error(`took too long: ${what}`);
  };
  try {
    return await Promise.race([promise, late()]);
  } finally {
    over.abort();
  }
}

/** Whether the promise has settled after some turns of the event loop. */
export async function settled(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  const note = () => {
    done = true;
  };
  promise.then(note, note);
  await turns();
  return done;
}
