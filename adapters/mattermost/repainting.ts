import type { Post } from '@mattermost/types/posts';
import { DeliveryError } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Posted } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { statusOf } from './errors.ts';
import { keptOf } from './own-key.ts';
import type { Site } from './site.ts';

/** Posts whose props are kept in mind; the least recently painted is read again. */
const CAPACITY = 5_000;

/**
 * Repaints messages by their props alone: the text may no longer be changed after a while (PostEditTimeLimit), props
 * always. Since a patch replaces them whole, what must stay is read once for each post.
 */
export class Repainting {
  readonly #calls: Calls;
  readonly #kept = new Map<string, Post['props']>();

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** What the server answered for a post of ours. */
  learn({ realm }: Site, post: Post): void {
    const key = `${realm} ${post.id}`;
    this.#kept.delete(key);
    this.#kept.set(key, keptOf(post));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > CAPACITY && oldest !== undefined) this.#kept.delete(oldest);
  }

  /** Rejects with a DeliveryError: gone, for a post that was deleted. */
  async paint(site: Site, { message }: Posted, shown: Post['props']): Promise<void> {
    const kept = this.#kept.get(`${site.realm} ${message}`) ?? keptOf(await this.#read(site, message));
    try {
      const painted = await this.#calls(site, again('posts.patch'), (client) =>
        client.patchPost({ id: message, props: { ...kept, ...shown } }),
      );
      this.learn(site, painted);
    } catch (error) {
      // Of a post that was deleted, the server says no more than that we may not (api4/post.go, postPatchChecks).
      if (statusOf(error) === 403) await this.#read(site, message);
      throw error;
    }
  }

  async #read(site: Site, message: string): Promise<Post> {
    const post = await this.#calls(site, again('posts.get'), (client) => client.getPost(message));
    if (post.delete_at > 0) throw new DeliveryError({ permanent: 'gone' });
    return post;
  }
}
