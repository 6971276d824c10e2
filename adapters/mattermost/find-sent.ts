import { again } from '../../src/chat/kit/failing.ts';
import type { Channel, Posted } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { statusOf } from './errors.ts';
import { hasKey } from './own-key.ts';
import type { Site } from './site.ts';

/** Messages of a page: the most the server gives. */
const PAGE = 200;
/** Pages looked through at most: more would outlast the box's patience. */
const PAGES = 25;

/** Looks for a message of ours by the key it was sent with, no older than `since`, milliseconds of our clock. */
export async function findByKey(
  calls: Calls,
  site: Site,
  { where, key, since }: { where: Channel; key: string; since: number },
): Promise<Posted | 'absent' | 'cannot tell'> {
  const oldest = site.client.time.theirs(since);
  try {
    for (let page = 0; page < PAGES; page += 1) {
      // Newest first, answers in threads among them. What comes meanwhile moves the rest down: some are read twice.
      const { order, posts } = await calls(site, again('channels.posts'), (client) =>
        client.getPosts(where.channel, page, PAGE, false),
      );
      const listed = order.flatMap((id) => posts[id] ?? []);
      const found = listed.find((post) => post.user_id === site.botUser && hasKey(post, key));
      if (found) return { ...where, message: found.id };
      if (listed.length < PAGE || listed.some(({ create_at }) => create_at < oldest)) return 'absent';
    }
    return 'cannot tell';
  } catch (error) {
    // We are not in there any more.
    if (statusOf(error) === 403 || statusOf(error) === 404) return 'cannot tell';
    throw error;
  }
}
