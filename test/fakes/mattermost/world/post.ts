import { type Json, type JsonObject, objectOf, objectsOf, present } from '../../shared/json.ts';

export interface Post {
  readonly id: string;
  readonly channelId: string;
  readonly userId: string;
  /** The first post of its thread; '' when it is none's answer. */
  readonly rootId: string;
  readonly createAt: number;
  updateAt: number;
  /** 0: nobody edited it. Else clients show "(edited)". */
  editAt: number;
  deleteAt: number;
  isPinned: boolean;
  message: string;
  /** '' for what somebody wrote, system_… for what the server says itself, custom_… for an integration's own. */
  readonly type: string;
  props: JsonObject;
  fileIds: string[];
  readonly pendingPostId: string;
}

export interface Reaction {
  readonly userId: string;
  readonly postId: string;
  readonly channelId: string;
  /** Without colons; one of several names of an emoji, as it was given. */
  readonly emojiName: string;
  readonly createAt: number;
  updateAt: number;
  deleteAt: number;
}

/** A post as every client and every bot gets it: never with the integrations behind its buttons (Post.EncodeJSON). */
export function postJson(post: Post, more: { replies: number; reactions: readonly Reaction[] }): JsonObject {
  return present({
    id: post.id,
    create_at: post.createAt,
    update_at: post.updateAt,
    edit_at: post.editAt,
    delete_at: post.deleteAt,
    is_pinned: post.isPinned,
    user_id: post.userId,
    channel_id: post.channelId,
    root_id: post.rootId,
    original_id: '',
    message: post.message,
    type: post.type,
    props: withoutIntegrations(post.props),
    hashtags: '',
    file_ids: post.fileIds.length > 0 ? post.fileIds : undefined,
    pending_post_id: post.pendingPostId,
    has_reactions: more.reactions.length > 0 ? true : undefined,
    remote_id: '',
    reply_count: more.replies,
    last_reply_at: 0,
    participants: null,
    metadata: present({
      reactions: more.reactions.length > 0 ? more.reactions.map(reactionJson) : undefined,
    }),
  });
}

export function reactionJson(reaction: Reaction): JsonObject {
  return {
    user_id: reaction.userId,
    post_id: reaction.postId,
    emoji_name: reaction.emojiName,
    create_at: reaction.createAt,
    update_at: reaction.updateAt,
    delete_at: reaction.deleteAt,
    remote_id: '',
    channel_id: reaction.channelId,
  };
}

/** The attachments among a post's props. */
export function attachmentsOf({ props }: { readonly props: JsonObject }): JsonObject[] {
  return objectsOf(props.attachments);
}

/** The buttons and menus of a post, in their order. */
export function actionsOf(post: { readonly props: JsonObject }): JsonObject[] {
  return attachmentsOf(post).flatMap(({ actions }) => objectsOf(actions));
}

function withoutIntegrations(props: JsonObject): JsonObject {
  if (!Array.isArray(props.attachments)) return props;
  const attachments = props.attachments.map((attachment): Json => {
    const object = objectOf(attachment);
    if (!object || !Array.isArray(object.actions)) return attachment;
    const actions = objectsOf(object.actions).map(({ integration: _, ...action }) => action);
    return { ...object, actions };
  });
  return { ...props, attachments };
}
