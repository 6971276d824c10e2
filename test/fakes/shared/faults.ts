import type { JsonObject } from './json.ts';

interface Order<F> {
  readonly name: string;
  readonly fault: F;
  left: number;
  readonly when: (args: JsonObject) => boolean;
}

/** Which requests a test wants to fail, and how: `F` is what can go wrong on that platform. */
export class Faults<F> {
  readonly #orders: Order<F>[] = [];

  /** The next `times` requests of this name, or any for '*', meet the fault; `when` picks among them by their content. */
  next(name: string, fault: F, times = 1, when: (args: JsonObject) => boolean = () => true): void {
    this.#orders.push({ name, fault, left: times, when });
  }

  /** Every such request from now on, until `clear`. */
  always(name: string, fault: F): void {
    this.next(name, fault, Number.POSITIVE_INFINITY);
  }

  /** Nothing fails any more. */
  clear(): void {
    this.#orders.length = 0;
  }

  /** The fault this request meets, and one use less. */
  take(name: string, args: JsonObject): F | null {
    const order = this.#orders.find(
      (one) => one.left > 0 && (one.name === '*' || one.name === name) && one.when(args),
    );
    if (!order) return null;
    order.left -= 1;
    return order.fault;
  }
}
