import { textOf } from '../../shared/json.ts';
import { isAdmin, mayPost, mayRead } from '../core/access.ts';
import { invalidParam, invalidUrlParam } from '../core/error.ts';
import { addReaction, removeReaction } from '../core/reactions.ts';
import { ID } from '../ids.ts';
import { reactionJson } from '../world/post.ts';
import { type Answer, type Call, created, done, ok, type Route, route } from './call.ts';

/** A name the routes take (model.IsValidEmojiName), at most 64 characters. */
const EMOJI_NAME = /^[a-zA-Z0-9\-+_]{1,64}$/;

/** Reactions (api4/reaction.go). */
export const reactionRoutes: readonly Route[] = [
  route('POST', '/reactions', add),
  route('GET', '/posts/{post_id}/reactions', ofPost),
  route('DELETE', '/users/{user_id}/posts/{post_id}/reactions/{emoji_name}', remove),
  route('POST', '/posts/ids/reactions', ofPosts),
];

function add(call: Call): Answer {
  const { platform, user } = call;
  const body = call.object('reaction');
  const [userId, postId, name] = [textOf(body.user_id), textOf(body.post_id), textOf(body.emoji_name)];
  if (!ID.test(userId) || !ID.test(postId) || !EMOJI_NAME.test(name)) throw invalidParam('reaction');
  call.demandThat(userId === user.id, 'add_reaction');
  demandIn(call, postId, 'add_reaction');
  return created(reactionJson(addReaction(platform, userId, postId, name)));
}

function remove(call: Call): Answer {
  const { platform, user, params } = call;
  const postId = call.id('post_id');
  const name = params.emoji_name ?? '';
  if (!EMOJI_NAME.test(name)) throw invalidUrlParam('emoji_name');
  demandIn(call, postId, 'remove_reaction');
  const whose = call.userInPath();
  call.demandThat(whose.id === user.id || isAdmin(user), 'remove_others_reactions');
  removeReaction(platform, whose.id, postId, name);
  return done();
}

/** Those of a deleted post are still told. */
function ofPost(call: Call): Answer {
  const postId = call.id('post_id');
  demandReadable(call, postId);
  return ok(call.platform.world.reactionsTo(postId).map(reactionJson));
}

/** Of many posts at once; one that cannot be read refuses them all. */
function ofPosts(call: Call): Answer {
  const { world } = call.platform;
  const ids = call.list('post_ids');
  for (const id of ids) demandReadable(call, id);
  return ok(Object.fromEntries(ids.map((id) => [id, world.reactionsTo(id).map(reactionJson)])));
}

function demandIn(call: Call, postId: string, permission: string): void {
  const { world } = call.platform;
  const post = world.posts.get(postId);
  call.demandThat(mayPost(call.user, post && world.channels.get(post.channelId)), permission);
}

function demandReadable(call: Call, postId: string): void {
  const { world } = call.platform;
  const channel = world.channels.get(world.posts.get(postId)?.channelId ?? '');
  call.demandThat(channel !== undefined && mayRead(world, call.user, channel), 'read_channel_content');
}
