/** Work that has begun and must be done before the adapter has stopped. */
export class InHand {
  readonly #work = new Set<Promise<unknown>>();

  /** Keeps the work in mind until it is done, well or not: whoever began it hears of a failure. */
  hold(work: Promise<unknown>): void {
    const held: Promise<unknown> = work
      .catch(() => {})
      .finally(() => {
        this.#work.delete(held);
      });
    this.#work.add(held);
  }

  /** Resolves when nothing is in hand, not even what began meanwhile. */
  async done(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }
}
