import type { Destination } from '../delivery/saying.ts';
import { Stopping } from './directory.ts';
import { InHand } from './kit/in-hand.ts';
import { type Channel, channelKey, isChannel } from './place.ts';

/** The row of the outbox for a channel of which nobody knows whether it stands; null: none. */
export type Unsettled = (there: Channel) => Promise<number | null>;

interface Waiting {
  look(): void;
  leave(why: Stopping): void;
}

/**
 * Messages of ours on their way: where a platform is slow to answer, people see, press and react to one before we know
 * its id. What they do there waits until it is known.
 */
export class SendsInHand {
  readonly #unsettled: Unsettled;
  readonly #channels = new Map<string, InHand>();
  /** Those who wait for the outbox, by channel. */
  readonly #waiting = new Map<string, Set<Waiting>>();
  #stopped = false;

  constructor(unsettled: Unsettled) {
    this.#unsettled = unsettled;
  }

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

  /** Something for there was written down. */
  settled(to: Destination): void {
    if (isChannel(to)) for (const { look } of this.#waiting.get(channelKey(to)) ?? []) look();
  }

  /** Nobody waits for the outbox any more: each is told {@link Stopping}. */
  stop(): void {
    this.#stopped = true;
    for (const waiting of this.#waiting.values()) for (const { leave } of waiting) leave(new Stopping());
  }

  /**
   * What `find` finds; where it finds nothing while something is on its way there, what it finds after that. A send that
   * ends in doubt is waited for no longer: for what can be looked up once it is known to stand.
   */
  async find<T>(there: Channel, find: () => Promise<T | null>): Promise<T | null> {
    // Asked before it is looked for: it may be recorded in between.
    const under = this.#channels.get(channelKey(there))?.underWay();
    const found = await find();
    if (found !== null || !under) return found;
    await under;
    return find();
  }

  /**
   * The same for what is told once and cannot be looked up: it waits until the doubt is over too, whichever run of the
   * process began the send. A row that is given up ends it. Rejects with {@link Stopping} when the box stops before.
   */
  async findOnceSettled<T>(there: Channel, find: () => Promise<T | null>): Promise<T | null> {
    const found = await find();
    if (found !== null) return found;
    const row = await this.#unsettled(there);
    // Others that follow it there were handed over later than what is asked for was seen.
    if (row !== null) await this.#until(there, async () => (await this.#unsettled(there)) !== row);
    // Recorded in between, or by now.
    return find();
  }

  /** Waits until it is over, asking anew whenever something for there was written down. */
  async #until(there: Channel, over: () => Promise<boolean>): Promise<void> {
    for (;;) {
      if (this.#stopped) throw new Stopping();
      // Waited for before it is asked: it may be written down in between.
      const { written, end } = this.#nextWritten(there);
      try {
        if (await over()) return;
        await written;
      } finally {
        end();
      }
    }
  }

  #nextWritten(there: Channel): { written: Promise<void>; end(): void } {
    const key = channelKey(there);
    const waiting = this.#waiting.get(key) ?? new Set();
    this.#waiting.set(key, waiting);
    let own: Waiting | null = null;
    const written = new Promise<void>((look, leave) => {
      own = { look, leave };
      waiting.add(own);
    });
    // Told while it is still being asked.
    written.catch(() => {});
    const end = () => {
      if (own) waiting.delete(own);
      if (waiting.size === 0 && this.#waiting.get(key) === waiting) this.#waiting.delete(key);
    };
    return { written, end };
  }
}
