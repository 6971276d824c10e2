import type { Clock } from '../../clock.ts';

const HOUR_MS = 60 * 60_000;

/**
 * What anybody can cause again and again is said once an hour, and of so many different things at most: a log that
 * repeats hides the rest, and one that strangers fill fills the disk.
 */
export class Seldom {
  readonly #clock: Pick<Clock, 'now'>;
  readonly #most: number;
  /** When each was said, the oldest first. */
  readonly #said = new Map<string, number>();

  constructor(clock: Pick<Clock, 'now'>, { most }: { most: number }) {
    this.#clock = clock;
    this.#most = most;
  }

  /** Whether this is to be said now; then it counts as said. */
  due(what: string): boolean {
    const now = this.#clock.now();
    for (const [old, at] of this.#said) {
      if (now - at < HOUR_MS) break;
      this.#said.delete(old);
    }
    if (this.#said.has(what) || this.#said.size >= this.#most) return false;
    this.#said.set(what, now);
    return true;
  }
}
