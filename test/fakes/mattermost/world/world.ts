import { EventEmitter } from 'node:events';
import type { Channel } from './channel.ts';
import { directName } from './channel.ts';
import { type Client, freshClient } from './client.ts';
import type { Command } from './command.ts';
import type { StoredFile } from './file.ts';
import type { Post, Reaction } from './post.ts';
import type { Team } from './team.ts';
import type { Token } from './token.ts';
import type { User } from './user.ts';

/** Everything one Mattermost site remembers. It says when something changed, nothing more. */
export class World {
  readonly users = new Map<string, User>();
  readonly teams = new Map<string, Team>();
  readonly channels = new Map<string, Channel>();
  readonly posts = new Map<string, Post>();
  readonly reactions: Reaction[] = [];
  readonly commands = new Map<string, Command>();
  readonly files = new Map<string, StoredFile>();
  readonly tokens: Token[] = [];
  /** Permissions of roles beyond what the fake knows by itself, by the role's name. */
  readonly roles = new Map<string, Set<string>>();
  /** Custom emoji: name to id. */
  readonly emoji = new Map<string, string>();
  readonly #clients = new Map<string, Client>();
  readonly #changes = new EventEmitter().setMaxListeners(0);

  /** Tells whoever waits that something is no longer as it was. */
  changed(): void {
    this.#changes.emit('change');
  }

  /** Calls after each change, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#changes.on('change', listener);
    return () => this.#changes.off('change', listener);
  }

  /** The client of a person; everybody has one. */
  client(userId: string): Client {
    const known = this.#clients.get(userId);
    if (known) return known;
    const fresh = freshClient();
    this.#clients.set(userId, fresh);
    return fresh;
  }

  /** Who holds this token, unless it was revoked or its user deactivated. */
  holderOf(token: string): User | undefined {
    const held = this.tokens.find((one) => one.token === token && one.active);
    const user = held && this.users.get(held.userId);
    return user && user.deleteAt === 0 ? user : undefined;
  }

  userNamed(username: string): User | undefined {
    return find(this.users, (user) => user.username === username.toLowerCase());
  }

  teamNamed(name: string): Team | undefined {
    return find(this.teams, (team) => team.name === name);
  }

  channelNamed(teamId: string, name: string): Channel | undefined {
    return find(this.channels, (channel) => channel.teamId === teamId && channel.name === name);
  }

  /** The channel of these two alone, when it was opened. */
  direct(one: string, other: string): Channel | undefined {
    return this.channelNamed('', directName(one, other));
  }

  /** A post that is neither deleted nor private to somebody. */
  livePost(id: string): Post | undefined {
    const post = this.posts.get(id);
    return post && post.deleteAt === 0 ? post : undefined;
  }

  /** The posts of a channel, oldest first; deleted ones left out. */
  postsIn(channelId: string): Post[] {
    return [...this.posts.values()].filter((post) => post.channelId === channelId && post.deleteAt === 0);
  }

  /** Answers in a thread. */
  repliesTo(postId: string): Post[] {
    return [...this.posts.values()].filter((post) => post.rootId === postId && post.deleteAt === 0);
  }

  /** The reactions that stand, oldest first. */
  reactionsTo(postId: string): Reaction[] {
    return this.reactions.filter((one) => one.postId === postId && one.deleteAt === 0);
  }

  commandNamed(teamId: string, trigger: string): Command | undefined {
    return find(
      this.commands,
      (command) => command.teamId === teamId && command.trigger === trigger && command.deleteAt === 0,
    );
  }

  /** Whether both are in some team together. */
  shareTeam(one: string, other: string): boolean {
    return find(this.teams, ({ members }) => members.has(one) && members.has(other)) !== undefined;
  }
}

function find<T>(of: ReadonlyMap<string, T>, matches: (item: T) => boolean): T | undefined {
  for (const item of of.values()) if (matches(item)) return item;
  return undefined;
}
