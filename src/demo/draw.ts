/** Chance that falls the same way at each start: the demo of today is the demo of yesterday, moved by a day. */
export class Draw {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** In [0, 1). The generator known as mulberry32. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** In [0, below), whole. */
  whole(below: number): number {
    return Math.floor(this.fraction() * below);
  }

  /** One of them. Throws when there is none. */
  among<T>(choices: readonly T[]): T {
    const [chosen] = choices.slice(this.whole(choices.length));
    if (chosen === undefined) throw new Error('nothing to draw from');
    return chosen;
  }

  shuffled<T>(items: readonly T[]): T[] {
    return items
      .map((item) => ({ item, lot: this.fraction() }))
      .sort((a, b) => a.lot - b.lot)
      .map(({ item }) => item);
  }
}
