import { Faults } from '../shared/faults.ts';

/** How a request to the REST API or a response_url fails. */
export type Fault =
  /** 429 as the server's own limiter says it: plain text and headers, seconds; nothing is done. */
  | { readonly kind: 'rate limited'; readonly retryAfterS: number }
  /** A proxy's page instead of an answer; nothing is done. */
  | { readonly kind: 'status'; readonly status: number }
  /** The server's error of that id; nothing is done. */
  | { readonly kind: 'error'; readonly id: string; readonly status: number }
  /** No answer for `ms` of the clock, then the connection is cut; nothing is done. */
  | { readonly kind: 'hang'; readonly ms: number }
  /** Begun at once, done and answered only after `ms` of the clock: a post of that name is "pending" meanwhile. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Done at once, answered only after `ms` of the clock. */
  | { readonly kind: 'late answer'; readonly ms: number }
  /** Done, but the connection is cut instead of an answer. */
  | { readonly kind: 'lost answer' }
  /** The connection is cut; nothing is done. */
  | { readonly kind: 'refused connection' };

/**
 * Which requests a test wants to fail, by method and route as the documentation writes it: 'POST /posts',
 * 'PUT /posts/{post_id}/patch'. Posts to response_urls go by 'response_url'.
 */
export class MattermostFaults extends Faults<Fault> {}
