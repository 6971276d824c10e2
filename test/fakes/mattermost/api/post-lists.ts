import { mayRead } from '../core/access.ts';
import { invalidParam } from '../core/error.ts';
import { shownPost } from '../core/posts.ts';
import { ID } from '../ids.ts';
import type { Post } from '../world/post.ts';
import { type Answer, type Call, ok } from './call.ts';

/** GET /channels/{channel_id}/posts: a page, newest first, or what is after or before a post, or changed since. */
export function postsOfChannel(call: Call): Answer {
  const { platform, query, user } = call;
  const [after, before, since] = ['after', 'before', 'since'].map((name) => query.get(name) ?? '') as [
    string,
    string,
    string,
  ];
  if (after !== '' && !ID.test(after)) throw invalidParam('after');
  if (before !== '' && !ID.test(before)) throw invalidParam('before');
  if (since !== '' && !/^-?\d+$/.test(since)) throw invalidParam('since');
  const channel = call.channelInPath();
  call.demandThat(mayRead(platform.world, user, channel), 'read_channel_content');
  const all = [...platform.world.posts.values()].filter((post) => post.channelId === channel.id);
  const newestFirst = all.filter(({ deleteAt }) => deleteAt === 0).reverse();
  const { page, perPage } = call.page();
  const paged = (posts: readonly Post[]) => posts.slice(page * perPage, (page + 1) * perPage);
  if (Number(since) > 0) {
    // What was deleted since then comes too, marked so.
    const changed = all.filter(({ updateAt }) => updateAt >= Number(since)).reverse();
    return listed(call, changed, '', '');
  }
  const at = newestFirst.findIndex(({ id }) => id === (after || before));
  if (after !== '') {
    const newer = at < 0 ? [] : newestFirst.slice(0, at);
    // The nearest ones, still newest first.
    const picked = paged([...newer].reverse()).reverse();
    return listed(call, picked, newestFirst[newestFirst.indexOf(picked[0] as Post) - 1]?.id ?? '', after);
  }
  const older = before === '' ? newestFirst : at < 0 ? [] : newestFirst.slice(at + 1);
  const picked = paged(older);
  const next = before !== '' ? before : page > 0 ? (newestFirst[page * perPage - 1]?.id ?? '') : '';
  return listed(call, picked, next, older[(page + 1) * perPage]?.id ?? '');
}

function listed({ platform }: Call, posts: readonly Post[], next: string, previous: string): Answer {
  // Roots of the threads come along, out of the order.
  const roots = posts.flatMap(({ rootId }) => platform.world.livePost(rootId) ?? []);
  return ok({
    order: posts.map(({ id }) => id),
    posts: Object.fromEntries([...posts, ...roots].map((post) => [post.id, shownPost(platform, post)])),
    next_post_id: next,
    prev_post_id: previous,
    has_next: false,
    first_inaccessible_post_time: 0,
  });
}
