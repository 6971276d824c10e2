import type { Post } from '@mattermost/types/posts';
import { DeliveryError } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Posted } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
import type { Logger } from '../../src/log.ts';
import type { Calls } from './calls.ts';
import { statusOf } from './errors.ts';
import { codeOf } from './mattermost-error.ts';
import { standingIn } from './membership.ts';
import { keptOf } from './own-key.ts';
import { SecondLook } from './second-look.ts';
import type { Site } from './site.ts';

/** Names of errors of a channel that was archived or deleted (server/channels/{app,api4}). */
const CLOSED: ReadonlySet<string> = new Set([
  'api.post.patch_post.can_not_update_post_in_deleted.error',
  'app.channel.get.existing.app_error',
]);

/** Posts whose props are kept in mind; the least recently painted is read again. */
const CAPACITY = 5_000;

/**
 * Repaints messages by their props alone: the text may no longer be changed after a while (PostEditTimeLimit), props
 * always. Since a patch replaces them whole, what must stay is read once for each post.
 */
export class Repainting {
  readonly #calls: Calls;
  readonly #log: Logger;
  /** Channels where the server does not let us ask whether we are in them. */
  readonly #hidden: SecondLook;
  /** Channels that we are in, and where it refused a repaint. */
  readonly #withoutRight: SecondLook;
  readonly #kept = new Map<string, Post['props']>();
  /** Channels in which the server does not let us change our own posts. */
  readonly #forbidden = new Set<string>();

  constructor(calls: Calls, log: Logger, clock: Clock) {
    this.#calls = calls;
    this.#hidden = new SecondLook(clock);
    this.#withoutRight = new SecondLook(clock);
    this.#log = log;
  }

  /** What the server answered for a post of ours. */
  learn({ realm }: Site, post: Post): void {
    const key = `${realm} ${post.id}`;
    this.#kept.delete(key);
    this.#kept.set(key, keptOf(post));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > CAPACITY && oldest !== undefined) this.#kept.delete(oldest);
  }

  /**
   * Rejects with a DeliveryError: gone, for a post that was deleted; lost, in a channel that is closed or that we are not
   * in; forbidden, where we may not change our posts.
   */
  async paint(site: Site, posted: Posted, shown: Post['props']): Promise<void> {
    const { message } = posted;
    try {
      const kept = this.#kept.get(`${site.realm} ${message}`) ?? keptOf(await this.#read(site, message));
      const painted = await this.#calls(site, again('posts.patch'), (client) =>
        client.patchPost({ id: message, props: { ...kept, ...shown } }),
      );
      this.learn(site, painted);
      this.#allowed(site, posted);
    } catch (error) {
      // Under 500 and more the same names say that the server could not look.
      if (CLOSED.has(codeOf(error)) && (statusOf(error) ?? 500) < 500)
        throw new DeliveryError({ lost: true }, { cause: error });
      if (statusOf(error) === 403) await this.#refused(site, posted, error);
      throw error;
    }
  }

  /**
   * The server says no more than that we may not, also of a post that was deleted, of a channel that we are not in, and
   * where its database did not answer (api4/post.go, postPatchChecks). That we lack a right, and what it does not let us
   * ask, is believed once it has lasted; until then the repaint waits.
   */
  async #refused(site: Site, posted: Posted, error: unknown): Promise<never> {
    const standing = await standingIn(this.#calls, site, posted);
    const key = keyOf(site, posted);
    if (standing === 'in') {
      this.#hidden.over(key);
      await this.#read(site, posted.message);
      if (this.#withoutRight.lasts(key)) this.#forbids(site, posted);
    } else {
      this.#withoutRight.over(key);
      if (standing === 'out' || this.#hidden.lasts(key))
        throw new DeliveryError({ lost: true }, { cause: error });
    }
    throw new DeliveryError({ forbidden: true }, { cause: error });
  }

  /** Told once a channel: each of its cards meets it again and again. */
  #forbids(site: Site, posted: Posted): void {
    const { realm } = site;
    const { channel } = posted;
    const key = keyOf(site, posted);
    if (this.#forbidden.has(key)) return;
    this.#forbidden.add(key);
    this.#log.warn(
      { realm, channel },
      'mattermost: the bot may not change its posts in a channel, whose cards stay as they are until it may: ' +
        'give its role "Edit Own Posts" (edit_post)',
    );
  }

  #allowed(site: Site, posted: Posted): void {
    const { realm } = site;
    const { channel } = posted;
    const key = keyOf(site, posted);
    this.#hidden.over(key);
    this.#withoutRight.over(key);
    if (this.#forbidden.delete(key))
      this.#log.info({ realm, channel }, 'mattermost: the bot may change its posts in a channel again');
  }

  async #read(site: Site, message: string): Promise<Post> {
    const post = await this.#calls(site, again('posts.get'), (client) => client.getPost(message));
    if (post.delete_at > 0) throw new DeliveryError({ permanent: 'gone' });
    return post;
  }
}

function keyOf({ realm }: Site, { channel }: Posted): string {
  return `${realm} ${channel}`;
}
