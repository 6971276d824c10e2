import { DeliveryError, type DeliveryFailure } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import type { Channel } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
import type { Calls } from './calls.ts';
import { idOf, NO_CHANNEL, NO_ROOT, SOON, statusOf, unlessHidden } from './errors.ts';
import { standingIn } from './membership.ts';
import { SecondLook } from './second-look.ts';
import type { Site } from './site.ts';

/**
 * What a refusal to post in a channel comes from. The server says that we may not, or that a channel or a thread is not
 * there, also where its database did not answer: such a refusal is believed once it has lasted.
 */
export class RefusedPosts {
  readonly #calls: Calls;
  readonly #look: SecondLook;

  constructor(calls: Calls, clock: Clock) {
    this.#calls = calls;
    this.#look = new SecondLook(clock);
  }

  /** A post was taken there. */
  taken(site: Site, to: Channel): void {
    this.#look.over(keyOf(site, to));
  }

  /** What the box is to be told in place of `error`. */
  async meaning(site: Site, to: Channel, error: unknown): Promise<unknown> {
    const failure = await this.#failureOf(site, to, error);
    if (!(error instanceof DeliveryError) || failure === null) return error;
    const { cause, code } = error;
    return new DeliveryError(failure, { cause, ...(code === undefined ? {} : { code }) });
  }

  /** Null: it is as it was understood. */
  async #failureOf(site: Site, to: Channel, error: unknown): Promise<DeliveryFailure | null> {
    if (statusOf(error) === 403 && !to.direct) {
      // Of a channel that we were removed from, the server says no more than of one where we may only read.
      const standing = await standingIn(this.#calls, site, to);
      if (standing === 'in') return { forbidden: true };
      return standing === 'out' ? { permanent: 'gone' } : this.#onceItLasts(site, to, 'gone');
    }
    if (statusOf(error) !== 400) return null;
    switch (idOf(error)) {
      case NO_CHANNEL:
        return this.#onceItLasts(site, to, (await this.#sees(site, to)) ? 'refused' : 'gone');
      case NO_ROOT:
        return (await this.#isRootGone(site, to))
          ? { permanent: 'refused' }
          : this.#onceItLasts(site, to, 'refused');
      default:
        return null;
    }
  }

  #onceItLasts(site: Site, to: Channel, permanent: 'gone' | 'refused'): DeliveryFailure {
    return this.#look.lasts(keyOf(site, to)) ? { permanent } : SOON;
  }

  async #sees(site: Site, { channel }: Channel): Promise<boolean> {
    const found = await this.#calls(site, again('channels.get'), (client) =>
      client.getChannel(channel),
    ).catch(unlessHidden);
    return found !== null;
  }

  async #isRootGone(site: Site, { thread = '' }: Channel): Promise<boolean> {
    try {
      const root = await this.#calls(site, again('posts.get'), (client) => client.getPost(thread));
      return root.delete_at > 0;
    } catch (error) {
      if (statusOf(error) === 403) return false;
      if (statusOf(error) === 404) return true;
      throw error;
    }
  }
}

function keyOf({ realm }: Site, { channel, thread = '' }: Channel): string {
  return `${realm} ${channel} ${thread}`;
}
