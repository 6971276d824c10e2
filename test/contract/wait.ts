/**
 * Bounded waits. Answers come over real sockets, so a clause looks again after each turn of the event loop
 * until it sees what it waits for or its patience (real milliseconds) is over. Nothing sleeps for a fixed time.
 */

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
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (performance.now() > deadline) throw new Error(`waited in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

/** The promise's outcome, or a rejection with `what` when it takes longer than `patienceMs`. */
export async function within<T>(promise: Promise<T>, what: string, patienceMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took too long: ${what}`)), patienceMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
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
