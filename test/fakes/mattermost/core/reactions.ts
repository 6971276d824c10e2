import type { Platform } from '../platform.ts';
import { isEmojiName } from '../world/emoji.ts';
import { type Post, type Reaction, reactionJson } from '../world/post.ts';
import { AppError, noChannel, noPost } from './error.ts';

/** Adds one user's reaction, once however often (app/reaction.go, SaveReactionForPost). */
export function addReaction(platform: Platform, userId: string, postId: string, emojiName: string): Reaction {
  const { world, clock, config } = platform;
  const post = world.livePost(postId);
  if (!post) throw noPost();
  if (!isEmojiName(emojiName, world.emoji))
    throw new AppError('app.emoji.get_by_name.no_result', 404, `name=${emojiName}`, 'We could not find it.');
  const standing = world.reactionsTo(postId);
  const names = new Set(standing.map((one) => one.emojiName));
  if (!names.has(emojiName) && names.size >= config.ServiceSettings.UniqueEmojiReactionLimitPerPost)
    throw new AppError(
      'app.reaction.save.save.too_many_reactions',
      400,
      '',
      'Reaction limit has been reached for this post.',
    );
  demandOpen(platform, post, 'save');
  const now = clock.now();
  const known = world.reactions.find(
    (one) => one.postId === postId && one.userId === userId && one.emojiName === emojiName,
  );
  const reaction: Reaction = known ?? {
    userId,
    postId,
    channelId: post.channelId,
    emojiName,
    createAt: now,
    updateAt: now,
    deleteAt: 0,
  };
  if (known) Object.assign(known, { deleteAt: 0, updateAt: now });
  else world.reactions.push(reaction);
  told(platform, 'reaction_added', reaction);
  return reaction;
}

/** Takes one user's reaction away; where there was none that is told all the same, as the server does. */
export function removeReaction(platform: Platform, userId: string, postId: string, emojiName: string): void {
  const { world, clock } = platform;
  const post = world.livePost(postId);
  if (!post) throw noPost();
  demandOpen(platform, post, 'delete');
  const now = clock.now();
  const known = world.reactionsTo(postId).find((one) => one.userId === userId && one.emojiName === emojiName);
  if (known) Object.assign(known, { deleteAt: now, updateAt: now });
  const removed = { userId, postId, channelId: post.channelId, emojiName };
  told(platform, 'reaction_removed', known ?? { ...removed, createAt: 0, updateAt: now, deleteAt: now });
}

function demandOpen({ world }: Platform, { channelId }: Post, what: 'save' | 'delete'): void {
  const channel = world.channels.get(channelId);
  if (!channel) throw noChannel();
  if (channel.deleteAt !== 0)
    throw new AppError(
      `api.reaction.${what}.archived_channel.app_error`,
      403,
      '',
      'The channel is archived.',
    );
}

function told({ world, hub }: Platform, event: string, reaction: Reaction): void {
  world.changed();
  const data = { reaction: JSON.stringify(reactionJson(reaction)) };
  hub.publish({ event, data, to: { channelId: reaction.channelId } });
}
