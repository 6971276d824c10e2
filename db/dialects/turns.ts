/** First come, first served: one holder at a time. */
export class Turns {
  #last: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  /** Resolves when it is the caller's turn, who then must call {@link pass}. */
  async take(): Promise<void> {
    const before = this.#last;
    let release = () => {};
    this.#last = new Promise((resolve) => {
      release = resolve;
    });
    await before;
    this.#release = release;
  }

  /** Ends the present holder's turn. */
  pass(): void {
    this.#release?.();
    this.#release = undefined;
  }
}
