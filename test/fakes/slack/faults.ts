import { Faults } from '../shared/faults.ts';
import { type JsonObject, textOf } from '../shared/json.ts';

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

/**
 * Which calls a test wants to fail, by the name of the method. Posts to response_urls go by the name 'response_url'.
 */
export class SlackFaults extends Faults<Fault> {}

/** A `when` for faults: only calls about this channel. */
export const inChannel =
  (id: string) =>
  (args: JsonObject): boolean =>
    textOf(args.channel) === id;
