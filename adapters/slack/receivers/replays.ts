import type { Clock } from '../../../src/clock.ts';

/** Signatures remembered at most. Slack sends an app 30,000 events an hour at most: 2,500 in five minutes. */
const CAPACITY = 20_000;

/**
 * Requests that were taken, by their signature, as long as their time stamp is good: a copy of one is proven as well
 * as the request itself. What Slack sends again by itself is no copy: it has a time stamp, hence a signature, of its own.
 */
export class Replays {
  readonly #clock: Clock;
  readonly #life: number;
  readonly #seen = new Map<string, number>();

  /** `life`: how long a request is good, milliseconds. */
  constructor(clock: Clock, life: number) {
    this.#clock = clock;
    this.#life = life;
  }

  /** True the first time. */
  take(signature: string): boolean {
    const now = this.#clock.now();
    this.#forgetBefore(now - this.#life);
    if (this.#seen.has(signature)) return false;
    this.#seen.set(signature, now);
    return true;
  }

  /** It failed: Slack may send it again within the second, when time stamp and signature are still the same. */
  forget(signature: string): void {
    this.#seen.delete(signature);
  }

  #forgetBefore(instant: number): void {
    for (const [signature, at] of this.#seen) {
      if (at >= instant && this.#seen.size < CAPACITY) return;
      this.#seen.delete(signature);
    }
  }
}
