import type { Reference } from '../delivery/saying.ts';
import { type Channel, channelKey, type Posted } from './place.ts';

/** Waits held at most; the longest waiting is told that nothing came. */
const CAPACITY = 1000;

interface Wait {
  card: string;
  /** Null: it is waited for no longer. */
  tell(posted: Posted | null): void;
}

/**
 * Tells who waits for it that an idea's card stands in a channel. In memory alone and without a timer: what waits is
 * a nicety, and a restart forgets it.
 */
export class CardsOut {
  /** The longest waiting first. */
  readonly #waits = new Set<Wait>();

  /**
   * The card of an idea in a channel, as soon as it is out; null when too many wait. `standing` looks for one that
   * is out already; what it rejects with, this rejects with.
   */
  async card(idea: number, channel: Channel, standing: () => Promise<Posted | null>): Promise<Posted | null> {
    // Waited for before it is looked for: it may go out in between.
    const { wait, told } = this.#begin(cardKey(idea, channel));
    try {
      const posted = await standing();
      if (posted) this.#end(wait, posted);
    } catch (error) {
      this.#end(wait, null);
      throw error;
    }
    return told;
  }

  /** The dispatcher sent something. */
  sent(what: Reference, posted: Posted): void {
    if (what.kind !== 'card') return;
    const card = cardKey(what.idea, posted);
    for (const wait of this.#waits) if (wait.card === card) this.#end(wait, posted);
  }

  #begin(card: string): { wait: Wait; told: Promise<Posted | null> } {
    let tell: Wait['tell'] = () => {};
    const told = new Promise<Posted | null>((resolve) => {
      tell = resolve;
    });
    const wait: Wait = { card, tell };
    this.#waits.add(wait);
    const [oldest] = this.#waits;
    if (oldest && this.#waits.size > CAPACITY) this.#end(oldest, null);
    return { wait, told };
  }

  #end(wait: Wait, posted: Posted | null): void {
    this.#waits.delete(wait);
    wait.tell(posted);
  }
}

function cardKey(idea: number, channel: Channel): string {
  return `${idea} ${channelKey(channel)}`;
}
