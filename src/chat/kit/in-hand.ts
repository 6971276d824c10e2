import type { Clock } from '../../clock.ts';
import { withinMs } from './within.ts';

/** Work that has begun and must be done before the adapter has stopped. */
export class InHand {
  readonly #work = new Set<Promise<unknown>>();
  readonly #failed: (error: unknown) => void;

  /** @param failed hears of each failure; left out where whoever began the work hears of it. */
  constructor(failed: (error: unknown) => void = () => {}) {
    this.#failed = failed;
  }

  /** Keeps the work in mind until it is done, well or not. */
  hold(work: Promise<unknown>): void {
    const held: Promise<unknown> = work.catch(this.#failed).finally(() => this.#work.delete(held));
    this.#work.add(held);
  }

  get isEmpty(): boolean {
    return this.#work.size === 0;
  }

  /** Resolves when what is in hand by now is done. */
  async underWay(): Promise<void> {
    await Promise.all(this.#work);
  }

  /** Resolves when nothing is in hand, not even what began meanwhile. */
  async done(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  /** The same, so many milliseconds at most: whoever is asked may never answer. */
  async doneWithin(ms: number, clock: Clock): Promise<void> {
    await withinMs(
      this.done().then(() => this),
      ms,
      clock,
    );
  }
}
