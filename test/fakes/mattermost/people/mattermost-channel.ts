import { addMember, archiveChannel, removeMember } from '../core/channels.ts';
import { createPost, deletePost, type PostDraft } from '../core/posts.ts';
import type { Platform } from '../platform.ts';
import type { Channel } from '../world/channel.ts';
import type { Post } from '../world/post.ts';
import type { User } from '../world/user.ts';

/** A channel in a test's hands. What happens to it is told to whoever may hear it. */
export class MattermostChannel {
  readonly channel: Channel;
  readonly #platform: Platform;
  readonly #admin: User;

  constructor(channel: Channel, platform: Platform, admin: User) {
    this.channel = channel;
    this.#platform = platform;
    this.#admin = admin;
  }

  get id(): string {
    return this.channel.id;
  }

  get name(): string {
    return this.channel.name;
  }

  /** As the server keeps them, integrations included, oldest first; its own notes left out. */
  get posts(): readonly Post[] {
    return this.#platform.world.postsIn(this.id).filter(({ type }) => !type.startsWith('system_'));
  }

  /** A user, or the bot, is invited by an administrator; the channel and they hear of it. */
  invite(user: { readonly id: string }): void {
    const added = this.#platform.world.users.get(user.id);
    if (!added) throw new Error(`no user ${user.id}`);
    addMember(this.#platform, this.channel, added, this.#admin);
  }

  /** Users are in it. */
  add(...users: readonly { readonly id: string }[]): void {
    for (const { id } of users) this.channel.members.add(id);
    this.#platform.world.changed();
  }

  /** A user, or the bot, is sent out by an administrator. */
  remove(user: { readonly id: string }): void {
    const gone = this.#platform.world.users.get(user.id);
    if (!gone) throw new Error(`no user ${user.id}`);
    removeMember(this.#platform, this.channel, gone, this.#admin);
  }

  archive(): void {
    archiveChannel(this.#platform, this.channel, this.#admin);
  }

  /** Brings an archived channel back. */
  unarchive(): void {
    this.channel.deleteAt = 0;
    const data = { channel_id: this.id };
    this.#platform.hub.publish({ event: 'channel_restored', data, to: { teamId: this.channel.teamId } });
    this.#platform.world.changed();
  }

  /** Deletes it for good with all that was said in it (mmctl channel delete); nobody is told. */
  delete(): void {
    const { world } = this.#platform;
    world.channels.delete(this.id);
    for (const [id, { channelId }] of world.posts) if (channelId === this.id) world.posts.delete(id);
    world.changed();
  }

  /** Somebody deletes a post. */
  deletePost(id: string): void {
    const post = this.#platform.world.livePost(id);
    if (!post) throw new Error(`no post ${id}`);
    deletePost(this.#platform, post, this.#admin.id);
  }

  /** A post by anybody, with whatever attachments: what an attacker's button looks like. */
  post(by: { readonly id: string }, draft: PostDraft): Post {
    const author = this.#platform.world.users.get(by.id);
    if (!author) throw new Error(`no user ${by.id}`);
    return createPost(this.#platform, author, this.channel, draft);
  }
}
