import type { Clock } from '../clock.ts';

/** The clock of a history: it stands still until the next event moves it on. */
export class HistoryClock implements Clock {
  #now = Number.NEGATIVE_INFINITY;

  now(): number {
    return this.#now;
  }

  /** @throws {RangeError} when that would be back in time. */
  moveTo(at: number): void {
    if (at < this.#now) throw new RangeError(`the history goes back from ${this.#now} to ${at}`);
    this.#now = at;
  }

  /** Nobody sleeps in a history: it would be for ever. */
  async sleep(): Promise<void> {
    throw new Error('nobody sleeps in a history');
  }
}
