import type { Clock } from '../src/clock.ts';
import { writesUnderWay } from './under-way.ts';

/** A Monday, 9 o'clock UTC. */
export const MONDAY = Date.UTC(2026, 10, 23, 9);

interface Sleeper {
  until: number;
  wake(): void;
}

/** A clock that stands still until a test moves it; no real time passes in it. */
export class ManualClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();

  constructor(start = MONDAY) {
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (ms <= 0 || signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const sleeper: Sleeper = {
        until: this.#now + ms,
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

  /** Sleeps under way: each would be a live timer of the real clock. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  /**
   * Lets `ms` pass. Sleepers wake one by one, in the order of their instants, each at its own; whoever woke does
   * what it can do without waiting for the outside before the next one wakes.
   */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    await settled();
    for (;;) {
      const next = this.#earliest();
      if (!next || next.until > target) break;
      this.#now = Math.max(this.#now, next.until);
      next.wake();
      await settled();
    }
    this.#now = target;
    await settled();
  }

  /** It went ahead by `ms`, and is put right: sleeps last as long as they would have. */
  setBack(ms: number): void {
    this.#now -= ms;
    for (const sleeper of this.#sleepers) sleeper.until -= ms;
  }

  #earliest(): Sleeper | null {
    let earliest: Sleeper | null = null;
    for (const sleeper of this.#sleepers) {
      if (!earliest || sleeper.until < earliest.until) earliest = sleeper;
    }
    return earliest;
  }
}

/** So many rounds of the event loop without a write under way: what follows upon one has begun by then. */
const QUIET = 3;
/** Should a write never end, as in a process that has crashed. */
const ROUNDS = 200;

/** Everything that waits for no timer, socket or file has run. SQLite is such: it answers within a round. */
export async function settled(): Promise<void> {
  for (let quiet = 0, round = 0; quiet < QUIET && round < ROUNDS; round += 1) {
    await new Promise((resolve) => setImmediate(resolve));
    quiet = writesUnderWay() === 0 ? quiet + 1 : 0;
  }
}
