import type { Clock } from '../../shared/clock.ts';
import { AppError } from './error.ts';

/** How long a pending_post_id is remembered, ms (app/post.go, pendingPostIDsCacheTTL). */
const REMEMBERED_MS = 30_000;

interface Pending {
  /** Null while the post is being made. */
  postId: string | null;
  readonly until: number;
}

/** Which posts were asked for lately, by the name their client gave the request. */
export class PendingPosts {
  readonly #clock: Clock;
  readonly #known = new Map<string, Pending>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The post an earlier request of that name made; null: it is the first and now under way. Throws while one is. */
  begin(name: string): string | null {
    if (name === '') return null;
    const known = this.#known.get(name);
    if (!known || known.until <= this.#clock.now()) {
      this.#remember(name, null);
      return null;
    }
    if (known.postId === null) {
      const message = 'Rejected post since another client is making the same request.';
      throw new AppError('api.post.deduplicate_create_post.pending', 500, '', message);
    }
    return known.postId;
  }

  /** The post is made, or (null) it is not and may be tried again. */
  end(name: string, postId: string | null): void {
    if (name === '') return;
    if (postId === null) this.#known.delete(name);
    else this.#remember(name, postId);
  }

  #remember(name: string, postId: string | null): void {
    this.#known.set(name, { postId, until: this.#clock.now() + REMEMBERED_MS });
  }
}
