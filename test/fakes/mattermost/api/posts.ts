import { type Json, type JsonObject, objectOf, textOf } from '../../shared/json.ts';
import { isAdmin, mayPost, mayRead } from '../core/access.ts';
import { AppError, invalidParam, noPost } from '../core/error.ts';
import { createPost, deletePost, type PostPatch, shownPost, updatePost, whisper } from '../core/posts.ts';
import type { Post } from '../world/post.ts';
import { type Answer, type Call, created, done, ok, type Route, route } from './call.ts';
import { postsOfChannel } from './post-lists.ts';

/** /posts and what is below it (api4/post.go). */
export const postRoutes: readonly Route[] = [
  route('POST', '/posts', create),
  route('POST', '/posts/ephemeral', ephemeral),
  route('POST', '/posts/ids', byIds),
  route('GET', '/posts/{post_id}', (call) => ok(shownPost(call.platform, readable(call)))),
  route('GET', '/posts/{post_id}/thread', thread),
  route('PUT', '/posts/{post_id}/patch', patch),
  route('PUT', '/posts/{post_id}', update),
  route('DELETE', '/posts/{post_id}', remove),
  route('GET', '/channels/{channel_id}/posts', postsOfChannel),
];

/** Makes a post, or returns the one that was made lately by the same pending_post_id. */
async function create(call: Call): Promise<Answer> {
  const { platform, user } = call;
  const post = call.object('post');
  const channel = platform.world.channels.get(textOf(post.channel_id));
  if (!mayPost(user, channel)) return call.demandThat(false, 'create_post') as never;
  const type = textOf(post.type);
  if (type !== '' && !type.startsWith('custom_')) throw invalidParam('post.type');
  const pending = textOf(post.pending_post_id);
  const earlier = platform.pendingPosts.begin(pending);
  if (earlier !== null) {
    const known = platform.world.livePost(earlier);
    if (!known) throw new AppError('api.post.deduplicate_create_post.failed_to_get', 500);
    return created(shownPost(platform, known));
  }
  let made: Post | null = null;
  try {
    await call.meanwhile();
    made = createPost(platform, user, channel, {
      message: textOf(post.message),
      rootId: textOf(post.root_id),
      type,
      props: objectOf(post.props) ?? {},
      fileIds: textsOf(post.file_ids),
      pendingPostId: pending,
    });
    return created(shownPost(platform, made));
  } finally {
    platform.pendingPosts.end(pending, made?.id ?? null);
  }
}

/** Only for whoever has create_post_ephemeral: system administrators, unless a role was changed. */
function ephemeral(call: Call): Answer {
  const { platform, user } = call;
  const body = call.object('body');
  const post = objectOf(body.post);
  const reader = textOf(body.user_id);
  if (reader === '') throw invalidParam('user_id');
  if (!post) throw invalidParam('post');
  call.demand('create_post_ephemeral');
  const shown = whisper(platform, reader, user.id, textOf(post.channel_id), {
    message: textOf(post.message),
    rootId: textOf(post.root_id),
    props: objectOf(post.props) ?? {},
  });
  return created(shownPost(platform, shown));
}

function byIds(call: Call): Answer {
  const { platform } = call;
  const posts = call.list('post_ids').flatMap((id) => platform.world.livePost(id) ?? []);
  return ok(posts.filter((post) => canRead(call, post)).map((post) => shownPost(platform, post)));
}

function thread(call: Call): Answer {
  const post = readable(call);
  const rootId = post.rootId || post.id;
  const root = call.platform.world.livePost(rootId);
  const posts = [...(root ? [root] : []), ...call.platform.world.repliesTo(rootId)];
  return ok({
    order: posts.map(({ id }) => id),
    posts: Object.fromEntries(posts.map((one) => [one.id, shownPost(call.platform, one)])),
    next_post_id: '',
    prev_post_id: '',
    has_next: false,
  });
}

/** Absent stays; props are replaced whole. */
function patch(call: Call): Answer {
  const body = call.object('post');
  const post = editable(call);
  demandOpen(call, post);
  const message = body.message === undefined || body.message === null ? undefined : textOf(body.message);
  if (message !== undefined) demandInTime(call, post);
  const changes: PostPatch = {
    ...(message === undefined ? {} : { message }),
    ...(objectOf(body.props) ? { props: objectOf(body.props) ?? {} } : {}),
    ...(Array.isArray(body.file_ids) ? { fileIds: textsOf(body.file_ids) } : {}),
    ...(typeof body.is_pinned === 'boolean' ? { isPinned: body.is_pinned } : {}),
  };
  return ok(shownPost(call.platform, updatePost(call.platform, post.id, changes)));
}

/** The whole post anew: what is left out is emptied. */
function update(call: Call): Answer {
  const body: JsonObject = call.object('post');
  if (textOf(body.id) !== call.id('post_id')) throw invalidParam('id');
  const post = editable(call);
  demandInTime(call, post);
  const changes: PostPatch = {
    message: textOf(body.message),
    props: objectOf(body.props) ?? {},
    ...(Array.isArray(body.file_ids) ? { fileIds: textsOf(body.file_ids) } : {}),
  };
  return ok(shownPost(call.platform, updatePost(call.platform, post.id, changes)));
}

function remove(call: Call): Answer {
  const post = call.postInPath();
  const own = post.userId === call.user.id;
  call.demandThat(own || isAdmin(call.user), own ? 'delete_post' : 'delete_others_posts');
  deletePost(call.platform, post, call.user.id);
  return done();
}

/** Whoever may not read the channel may not know the post. */
function readable(call: Call): Post {
  const post = call.platform.world.livePost(call.id('post_id'));
  if (!post) throw noPost();
  call.demandThat(canRead(call, post), 'read_channel_content');
  return post;
}

function canRead(call: Call, post: Post): boolean {
  const channel = call.platform.world.channels.get(post.channelId);
  return channel !== undefined && mayRead(call.platform.world, call.user, channel);
}

function editable(call: Call): Post {
  const post = call.platform.world.livePost(call.id('post_id'));
  const channel = post && call.platform.world.channels.get(post.channelId);
  // An unknown post is refused for want of a permission, as everything is that has no channel.
  if (!post || !channel) return call.demandThat(false, 'edit_post') as never;
  const own = post.userId === call.user.id;
  const member = channel.members.has(call.user.id) || isAdmin(call.user);
  call.demandThat(member && (own || isAdmin(call.user)), own ? 'edit_post' : 'edit_others_posts');
  return post;
}

function demandOpen({ platform }: Call, post: Post): void {
  if (platform.world.channels.get(post.channelId)?.deleteAt === 0) return;
  throw new AppError('api.post.patch_post.can_not_update_post_in_deleted.error', 400, '', 'It is archived.');
}

function demandInTime({ platform }: Call, post: Post): void {
  const limit = platform.config.ServiceSettings.PostEditTimeLimit;
  if (limit === -1 || platform.clock.now() <= post.createAt + limit * 1000) return;
  throw new AppError('api.post.update_post.permissions_time_limit.app_error', 400, '', 'Too late to edit.');
}

function textsOf(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}
