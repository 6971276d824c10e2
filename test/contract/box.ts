import type { Answer, Arrival, ArrivalOf, Inbox } from '../../src/chat/arrival.ts';

type Respond = (arrival: Arrival) => Answer;

/** The suite's end of the contract: an inbox that keeps what arrives and answers what the clause says. */
export class TestBox {
  readonly arrivals: Arrival[] = [];
  #respond: Respond = () => ({ kind: 'nothing' });
  #held: { promise: Promise<void>; release: () => void } | null = null;

  readonly inbox: Inbox = async (arrival) => {
    this.arrivals.push(arrival);
    await this.#held?.promise;
    return this.#respond(arrival);
  };

  /** From now on every arrival is answered so. */
  answer(respond: Respond | Answer): void {
    this.#respond = typeof respond === 'function' ? respond : () => respond;
  }

  /** Makes the inbox slow: no arrival is answered before `release`. */
  hold(): void {
    let release = () => {};
    const promise = new Promise<void>((resolve) => {
      release = resolve;
    });
    this.#held = { promise, release };
  }

  release(): void {
    this.#held?.release();
    this.#held = null;
  }

  of<K extends Arrival['kind']>(kind: K): ArrivalOf<K>[] {
    return this.arrivals.filter((arrival): arrival is ArrivalOf<K> => arrival.kind === kind);
  }
}
