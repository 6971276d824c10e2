import { type JsonObject, textOf } from './json.ts';

/** How a call fails. */
export type Fault =
  /** 429 with Retry-After in seconds; nothing is done. */
  | { readonly kind: 'rate limited'; readonly retryAfterS: number }
  /** Another status, such as 503, with a page instead of JSON; nothing is done. */
  | { readonly kind: 'status'; readonly status: number }
  /** `ok: false` with this error; nothing is done. */
  | { readonly kind: 'error'; readonly error: string }
  /** No answer for `ms` of the clock, then the connection is cut; nothing is done. */
  | { readonly kind: 'hang'; readonly ms: number }
  /** Done at once, answered only after `ms` of the clock. */
  | { readonly kind: 'late answer'; readonly ms: number }
  /** Done, but the connection is cut instead of an answer. */
  | { readonly kind: 'lost answer' }
  /** The connection is cut; nothing is done. */
  | { readonly kind: 'refused connection' };

interface Order {
  readonly method: string;
  readonly fault: Fault;
  left: number;
  readonly when: (args: JsonObject) => boolean;
}

/** Which calls a test wants to fail. */
export class Faults {
  readonly #orders: Order[] = [];

  /**
   * The next `times` calls of a method, or of any for '*', meet this fault; `when` picks among them by their
   * arguments. Posts to response_urls go by the name 'response_url'.
   */
  next(method: string, fault: Fault, times = 1, when: (args: JsonObject) => boolean = () => true): void {
    this.#orders.push({ method, fault, left: times, when });
  }

  /** Every call of the method from now on, until `clear`. */
  always(method: string, fault: Fault): void {
    this.next(method, fault, Number.POSITIVE_INFINITY);
  }

  /** Nothing fails any more. */
  clear(): void {
    this.#orders.length = 0;
  }

  /** The fault this call meets, and one use less. */
  take(method: string, args: JsonObject): Fault | null {
    const order = this.#orders.find(
      (one) => one.left > 0 && (one.method === '*' || one.method === method) && one.when(args),
    );
    if (!order) return null;
    order.left -= 1;
    return order.fault;
  }
}

/** A `when` for faults: only calls about this channel. */
export const inChannel =
  (id: string) =>
  (args: JsonObject): boolean =>
    textOf(args.channel) === id;
