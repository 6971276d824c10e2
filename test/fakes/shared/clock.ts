/** The fake's only source of time; a test that wants time to stand still passes its own. Instants in ms UTC. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when the signal aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's clock. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
    }),
};

/** Whether `work` was done within `ms` of the clock; `signal` ends the wait early, as if the time were over. */
export async function within<T>(
  clock: Clock,
  ms: number,
  work: Promise<T>,
  signal: AbortSignal,
): Promise<{ value: T } | 'late'> {
  const over = new AbortController();
  const stop = () => over.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([
      work.then((value) => ({ value })),
      clock.sleep(ms, signal.aborted ? signal : over.signal).then((): 'late' => 'late'),
    ]);
  } finally {
    over.abort();
    signal.removeEventListener('abort', stop);
  }
}
