/** What is to be done for one key: a person under a posting. */
type Work = () => Promise<void>;

export interface InOrderOptions {
  /** Keys at work at once. */
  atOnce: number;
  /** Work that may wait; what comes beyond is not taken. */
  waiting: number;
  /** Hears of work that failed. */
  failed(error: unknown): void;
}

/**
 * Work in the order in which it came for each key, several keys at once. Whoever gives more than can be done is told so,
 * and nothing grows without end.
 */
export class InOrder {
  readonly #options: InOrderOptions;
  readonly #waiting = new Map<string, Work[]>();
  /** Keys that have work and nobody at it, in the order in which they came. */
  readonly #free = new Set<string>();
  #count = 0;
  #busy = 0;
  #idle: (() => void)[] = [];

  constructor(options: InOrderOptions) {
    this.#options = options;
  }

  /** False: too much is waiting, and this is not done. */
  add(key: string, work: Work): boolean {
    if (this.#count >= this.#options.waiting) return false;
    this.#count += 1;
    const queue = this.#waiting.get(key);
    if (queue) queue.push(work);
    else {
      this.#waiting.set(key, [work]);
      this.#free.add(key);
    }
    this.#begin();
    return true;
  }

  /** Resolves when nothing is waiting or at work. */
  done(): Promise<void> {
    if (this.#busy === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#idle.push(resolve);
    });
  }

  #begin(): void {
    while (this.#busy < this.#options.atOnce) {
      const [key] = this.#free;
      if (key === undefined) break;
      this.#free.delete(key);
      this.#busy += 1;
      void this.#work(key);
    }
    if (this.#busy > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #work(key: string): Promise<void> {
    const queue = this.#waiting.get(key) ?? [];
    const work = queue.shift();
    this.#count -= 1;
    try {
      await work?.();
    } catch (error) {
      this.#options.failed(error);
    }
    this.#busy -= 1;
    if (queue.length > 0) this.#free.add(key);
    else this.#waiting.delete(key);
    this.#begin();
  }
}
