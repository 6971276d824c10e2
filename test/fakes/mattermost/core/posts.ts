import { type Json, type JsonObject, objectOf, objectsOf } from '../../shared/json.ts';
import type { Platform } from '../platform.ts';
import type { Channel } from '../world/channel.ts';
import { actionsOf, attachmentsOf, type Post, postJson } from '../world/post.ts';
import type { User } from '../world/user.ts';
import { AppError, noPost } from './error.ts';
import { demandAttachmentsFit, demandPostFits } from './post-rules.ts';

/** What may be said of a post about to be made; the rest is empty. */
export interface PostDraft {
  readonly message?: string;
  readonly rootId?: string;
  readonly type?: string;
  readonly props?: JsonObject;
  readonly fileIds?: readonly string[];
  readonly pendingPostId?: string;
}

/** Marks only the server sets; what a client says of them is dropped (Post.SanitizeProps). */
const SERVER_PROPS = ['add_channel_member', 'force_notification'];

/** Makes a post in the name of a user, tells the clients, and returns it (app/post.go, CreatePost). */
export function createPost(platform: Platform, author: User, channel: Channel, draft: PostDraft): Post {
  const { world, clock } = platform;
  if (channel.deleteAt !== 0)
    throw new AppError(
      'api.post.create_post.can_not_post_to_deleted.error',
      400,
      '',
      'Can not post to deleted channel.',
    );
  const root = draft.rootId ? world.livePost(draft.rootId) : undefined;
  if (draft.rootId && root?.rootId !== '')
    throw new AppError('api.post.create_post.root_id.app_error', 400, '', 'Invalid RootId parameter.');
  if (root && root.channelId !== channel.id)
    throw new AppError('api.post.create_post.channel_root_id.app_error', 400, '', 'Invalid ChannelId.');
  const props = withActionIds(platform, sanitised(draft.props ?? {}));
  if (author.isBot) props.from_bot = 'true';
  else delete props.from_bot;
  const fitting = { message: draft.message ?? '', props, fileIds: [...(draft.fileIds ?? [])] };
  demandPostFits(platform, fitting, author.isBot ? 'server' : 'user');
  demandAttachmentsFit(platform, props);
  const now = clock.now();
  const post: Post = {
    id: platform.ids.id(),
    channelId: channel.id,
    userId: author.id,
    rootId: draft.rootId ?? '',
    createAt: now,
    updateAt: now,
    editAt: 0,
    deleteAt: 0,
    isPinned: false,
    type: draft.type ?? '',
    pendingPostId: draft.pendingPostId ?? '',
    ...fitting,
    fileIds: attachFiles(platform, author, channel, fitting.fileIds),
  };
  for (const id of post.fileIds) Object.assign(world.files.get(id) ?? {}, { postId: post.id });
  world.posts.set(post.id, post);
  channel.lastPostAt = now;
  world.changed();
  platform.hub.publish({
    event: 'posted',
    data: {
      channel_display_name: channel.displayName,
      channel_name: channel.name,
      channel_type: channel.type,
      post: JSON.stringify(shownPost(platform, post)),
      sender_name: `@${author.username}`,
      set_online: true,
      team_id: channel.teamId,
    },
    to: { channelId: channel.id },
  });
  return post;
}

/** What a change says: absent stays, props are replaced whole (model.PostPatch). */
export interface PostPatch {
  readonly message?: string;
  readonly props?: JsonObject;
  readonly fileIds?: readonly string[];
  readonly isPinned?: boolean;
}

/** Changes a post and tells the clients; "(edited)" appears with another message, files or attachments. */
export function updatePost(platform: Platform, postId: string, patch: PostPatch): Post {
  const { world, clock } = platform;
  const post = world.livePost(postId);
  if (!post) throw noPost();
  const channel = world.channels.get(post.channelId);
  if (channel?.deleteAt !== 0)
    throw new AppError(
      'api.post.update_post.can_not_update_post_in_deleted.error',
      400,
      '',
      'Can not update a post in a deleted channel.',
    );
  const before = { message: post.message, attachments: comparable(post), files: post.fileIds.join() };
  const changed = {
    message: patch.message ?? post.message,
    props: patch.props ? withActionIds(platform, sanitised(patch.props)) : post.props,
    fileIds: [...(patch.fileIds ?? post.fileIds)],
  };
  demandPostFits(platform, changed, 'server');
  if (patch.props) demandAttachmentsFit(platform, changed.props);
  for (const id of post.fileIds.filter((one) => !changed.fileIds.includes(one)))
    Object.assign(world.files.get(id) ?? {}, { deleteAt: clock.now() });
  Object.assign(post, changed, { updateAt: clock.now(), isPinned: patch.isPinned ?? post.isPinned });
  const edited =
    before.message !== post.message ||
    before.attachments !== comparable(post) ||
    before.files !== post.fileIds.join();
  if (edited) post.editAt = clock.now();
  world.changed();
  platform.hub.publish({
    event: 'post_edited',
    data: { post: JSON.stringify(shownPost(platform, post)) },
    to: { channelId: post.channelId },
  });
  return post;
}

/** Deletes a post and the answers in its thread; its reactions stay where they are. */
export function deletePost(platform: Platform, post: Post, by: string): void {
  const { world, clock } = platform;
  for (const one of [post, ...world.repliesTo(post.id)])
    Object.assign(one, { deleteAt: clock.now(), updateAt: clock.now() });
  world.changed();
  platform.hub.publish({
    event: 'post_deleted',
    data: { post: JSON.stringify(shownPost(platform, post)), delete_by: by },
    to: { channelId: post.channelId },
  });
}

/** Shows something to one person's client; nobody without a live one sees it, nothing keeps it (SendEphemeralPost). */
export function whisper(
  platform: Platform,
  reader: string,
  authorId: string,
  channelId: string,
  draft: PostDraft,
): Post {
  const { world, clock } = platform;
  const props = withActionIds(platform, sanitised(draft.props ?? {}));
  demandAttachmentsFit(platform, props);
  const now = clock.now();
  const post: Post = {
    id: platform.ids.id(),
    channelId,
    userId: authorId,
    rootId: draft.rootId ?? '',
    createAt: now,
    updateAt: now,
    editAt: 0,
    deleteAt: 0,
    isPinned: false,
    message: draft.message ?? '',
    type: 'system_ephemeral',
    props,
    fileIds: [],
    pendingPostId: '',
  };
  const client = world.client(reader);
  if (client.online) client.ephemerals.push(post);
  world.changed();
  platform.hub.publish({
    event: 'ephemeral_message',
    data: { post: JSON.stringify(shownPost(platform, post)) },
    to: { userId: reader },
  });
  return post;
}

/** A post as the platform shows it to anybody. */
export function shownPost({ world }: Platform, post: Post): JsonObject {
  return postJson(post, {
    replies: world.repliesTo(post.rootId || post.id).length,
    reactions: world.reactionsTo(post.id),
  });
}

function sanitised(props: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(structuredClone(props)).filter(([key]) => !SERVER_PROPS.includes(key)),
  );
}

/** Gives an id to each action that has none (Post.GenerateActionIds). */
function withActionIds({ ids }: Platform, props: JsonObject): JsonObject {
  for (const action of actionsOf({ props })) if (!action.id) action.id = ids.id();
  return props;
}

/** What of the attachments decides whether a post was edited: all that clients see, and where its actions lead. */
function comparable(post: Post): string {
  const attachments = attachmentsOf(post).map((attachment): Json => {
    const actions = objectsOf(attachment.actions).map((action) => ({
      ...action,
      integration: objectOf(action.integration),
    }));
    return { ...attachment, actions };
  });
  return JSON.stringify(attachments);
}

/** Files the author uploaded to this channel and no post has yet; the others are silently left out (app/post.go). */
function attachFiles(
  { world }: Platform,
  author: User,
  channel: Channel,
  fileIds: readonly string[],
): string[] {
  return fileIds.filter((id) => {
    const file = world.files.get(id);
    return file?.postId === '' && file.userId === author.id && file.channelId === channel.id;
  });
}
