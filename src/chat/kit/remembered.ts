import type { Clock } from '../../clock.ts';

/** What is remembered, in memory alone: for a time, and so many things at most; the oldest goes first. */
export class Remembered<T> {
  readonly #clock: Pick<Clock, 'now'>;
  /** Milliseconds. */
  readonly #lifeMs: number;
  readonly #capacity: number;
  readonly #known = new Map<string, { what: T; at: number }>();

  constructor(
    clock: Pick<Clock, 'now'>,
    { lifeMs, capacity = 20_000 }: { lifeMs: number; capacity?: number },
  ) {
    this.#clock = clock;
    this.#lifeMs = lifeMs;
    this.#capacity = capacity;
  }

  get(key: string): T | undefined {
    const known = this.#known.get(key);
    return known && this.#clock.now() - known.at < this.#lifeMs ? known.what : undefined;
  }

  set(key: string, what: T): void {
    this.#known.delete(key);
    this.#known.set(key, { what, at: this.#clock.now() });
    const [oldest] = this.#known.keys();
    if (this.#known.size > this.#capacity && oldest !== undefined) this.#known.delete(oldest);
  }
}
