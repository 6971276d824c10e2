import type { Destination } from '../delivery/saying.ts';
import { InHand } from './kit/in-hand.ts';
import { type Channel, channelKey, isChannel } from './place.ts';

/**
 * Messages of ours on their way: where a platform is slow to answer, people see, press and react to one before we know
 * its id. What they do there waits until it is known.
 */
export class SendsInHand {
  readonly #channels = new Map<string, InHand>();

  /** A send there is under way until `recorded` resolves, which never rejects. */
  sending(to: Destination, recorded: Promise<void>): void {
    if (!isChannel(to)) return;
    const key = channelKey(to);
    const inHand = this.#channels.get(key) ?? new InHand();
    this.#channels.set(key, inHand);
    inHand.hold(recorded);
    void inHand.done().then(() => {
      if (inHand.isEmpty && this.#channels.get(key) === inHand) this.#channels.delete(key);
    });
  }

  /** What `find` finds; where it finds nothing while something is on its way there, what it finds after that. */
  async find<T>(there: Channel, find: () => Promise<T | null>): Promise<T | null> {
    // Asked before it is looked for: it may be recorded in between.
    const under = this.#channels.get(channelKey(there))?.underWay();
    const found = await find();
    if (found !== null || !under) return found;
    await under;
    return find();
  }
}
