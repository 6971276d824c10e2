import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until told. Real time never passes in it, so no test sleeps. */
export class ManualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<{ due: number; wake: () => void }>();

  constructor(start = Date.UTC(2026, 10, 23, 9)) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper = {
        due: this.#now + ms,
        wake: () => {
          this.#sleepers.delete(sleeper);
          signal?.removeEventListener('abort', sleeper.wake);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', sleeper.wake, { once: true });
    });
  }

  /** How many sleeps are under way: each would be a live timer of the real clock. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /** Lets `ms` pass, waking sleepers one by one at their instants; those woken may run before the next. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (;;) {
      const next = [...this.#sleepers].sort((a, b) => a.due - b.due)[0];
      if (!next || next.due > target) break;
      this.#now = Math.max(this.#now, next.due);
      next.wake();
      await new Promise((resolve) => setImmediate(resolve));
    }
    this.#now = target;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
