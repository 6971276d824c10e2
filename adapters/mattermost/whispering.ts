import type { Post } from '@mattermost/types/posts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Channel, Person } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
import type { Calls } from './calls.ts';
import { statusOf } from './errors.ts';
import type { Site } from './site.ts';

/** How long a server that does not let us is not asked again, milliseconds. */
const REFUSED_MS = 60 * 60_000;

/**
 * Messages that one person sees, gone when their client starts again. Servers grant it to administrators alone
 * unless told otherwise (create_post_ephemeral), so a refusal is the usual case and is remembered.
 */
export class Whispering {
  readonly #calls: Calls;
  readonly #clock: Clock;
  readonly #refused = new Map<string, number>();
  /** Realms whose server let us the last time. */
  readonly #granted = new Set<string>();

  constructor(calls: Calls, clock: Clock) {
    this.#calls = calls;
    this.#clock = clock;
  }

  /** Whether the server lets us, as far as is known: most do not. */
  granted({ realm }: Pick<Site, 'realm'>): boolean {
    return this.#granted.has(realm);
  }

  /** False: it cannot be shown there. */
  async shown(
    site: Site,
    { where, to, content }: { where: Channel; to: Person; content: Pick<Post, 'message' | 'props'> },
  ): Promise<boolean> {
    const now = this.#clock.now();
    if (now < (this.#refused.get(site.realm) ?? 0)) return false;
    const post = {
      channel_id: where.channel,
      ...content,
      ...(where.thread === undefined ? {} : { root_id: where.thread }),
    };
    try {
      // Nothing is kept of it: shown twice, it does no harm.
      await this.#calls(site, again('posts.ephemeral'), (client) =>
        client.createPostEphemeral(to.user, post),
      );
      this.#granted.add(site.realm);
      return true;
    } catch (error) {
      if (statusOf(error) !== 403) throw error;
      this.#granted.delete(site.realm);
      this.#refused.set(site.realm, now + REFUSED_MS);
      return false;
    }
  }
}
