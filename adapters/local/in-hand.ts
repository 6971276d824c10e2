import type { Logger } from '../../src/log.ts';

/** Work that has begun and must be done before the chat closes. */
export class InHand {
  readonly #work = new Set<Promise<unknown>>();
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  /** Keeps the work in mind until it is done. A failure is logged: nobody else waits for it. */
  hold(work: Promise<unknown>): void {
    const held = work
      .catch((error: unknown) => this.#log.error({ err: error }, 'local chat: an answer was not delivered'))
      .finally(() => this.#work.delete(held));
    this.#work.add(held);
  }

  /** Resolves when nothing is in hand, not even what began meanwhile. */
  async done(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }
}
