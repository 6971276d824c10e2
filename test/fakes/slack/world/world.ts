import { EventEmitter } from 'node:events';
import { type Channel, messageAt } from './channel.ts';
import type { StoredFile } from './file.ts';
import type { Content, Ephemeral, Message } from './message.ts';
import type { User } from './user.ts';
import type { Install, Workspace } from './workspace.ts';

/** Everything Slack remembers, and who may see which of it. It says when something changed, nothing more. */
export class World {
  readonly workspaces = new Map<string, Workspace>();
  readonly users = new Map<string, User>();
  readonly channels = new Map<string, Channel>();
  readonly files = new Map<string, StoredFile>();
  readonly ephemerals: Ephemeral[] = [];
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

  /** The installation that owns this bot token. */
  installOf(token: string): Install | undefined {
    return this.#find(this.workspaces, ({ install }) => install.botToken === token)?.install;
  }

  /** The workspace of an installation. */
  workspaceOf(install: Install): Workspace {
    const found = this.workspaces.get(install.teamId);
    if (!found) throw new Error(`no workspace ${install.teamId}`);
    return found;
  }

  /** A channel this workspace is in, its own or by Slack Connect. */
  channelIn(teamId: string, id: string): Channel | undefined {
    const channel = this.channels.get(id);
    return channel && isIn(channel, teamId) ? channel : undefined;
  }

  /** A public channel by its name, with or without #. */
  channelNamed(teamId: string, name: string): Channel | undefined {
    const bare = name.replace(/^#/, '');
    return this.#find(
      this.channels,
      (channel) => channel.kind === 'public' && channel.name === bare && isIn(channel, teamId),
    );
  }

  /** A private channel of this member, by its name. */
  privateChannelNamed(teamId: string, name: string, member: string): Channel | undefined {
    return this.#find(
      this.channels,
      (channel) =>
        channel.kind === 'private' &&
        channel.name === name &&
        channel.members.has(member) &&
        isIn(channel, teamId),
    );
  }

  /** A user this workspace can see: its own, or one from another workspace in a shared channel. */
  userSeenFrom(teamId: string, id: string): User | undefined {
    const user = this.users.get(id);
    if (!user || user.teamId === teamId) return user;
    const shared = this.#find(this.channels, (channel) => channel.members.has(id) && isIn(channel, teamId));
    return shared ? user : undefined;
  }

  /** The team of who wrote a message; of one that no user wrote, of who reads it. */
  teamOf({ user = '' }: { readonly user?: string }, reader: string): string {
    return this.users.get(user)?.teamId ?? reader;
  }

  /** The conversation of these two alone, when it was opened. */
  directChannel(one: string, other: string): Channel | undefined {
    return this.#find(
      this.channels,
      ({ kind, members }) => kind === 'im' && members.has(one) && members.has(other),
    );
  }

  /** The person a direct message is with, seen from the bot; null for other channels. */
  partnerIn(channel: Channel, botUserId: string): User | null {
    if (channel.kind !== 'im') return null;
    const id = [...channel.members].find((member) => member !== botUserId);
    return (id !== undefined && this.users.get(id)) || null;
  }

  /** Adds a message; an answer to a thread that is no thread of the channel begins one. */
  post(channel: Channel, message: Omit<Message, 'reactions'>): Message {
    const kept: Message = { ...message, reactions: [] };
    channel.messages.push(kept);
    this.changed();
    return kept;
  }

  /** Shows something to one person. */
  whisper(ephemeral: Ephemeral): Ephemeral {
    this.ephemerals.push(ephemeral);
    this.changed();
    return ephemeral;
  }

  /** The private message of that time stamp, unless its reader's client forgot it. */
  ephemeralAt(channelId: string, ts: string): Ephemeral | undefined {
    return this.ephemerals.find((shown) => shown.channelId === channelId && shown.ts === ts);
  }

  /** Changes what a public or private message says. False when there is none. */
  rewrite(channel: Channel, ts: string, content: Content): boolean {
    const found = messageAt(channel, ts) ?? this.ephemeralAt(channel.id, ts);
    if (!found) return false;
    Object.assign(found, content);
    this.changed();
    return true;
  }

  /** Takes a message away, its private sisters included. False when there is none. */
  remove(channel: Channel, ts: string): boolean {
    const gone = drop(channel.messages, (message) => message.ts === ts);
    const hidden = drop(this.ephemerals, (shown) => shown.channelId === channel.id && shown.ts === ts);
    this.changed();
    return gone || hidden;
  }

  /** A person's client starts anew: what only it remembered is lost (Slack docs: chat.postEphemeral). */
  forgetEphemerals(userId: string): void {
    while (drop(this.ephemerals, (shown) => shown.userId === userId));
    this.changed();
  }

  #find<T>(of: ReadonlyMap<string, T>, matches: (item: T) => boolean): T | undefined {
    for (const item of of.values()) if (matches(item)) return item;
    return undefined;
  }
}

/** Whether the workspace is in this channel. */
function isIn(channel: Channel, teamId: string): boolean {
  return channel.teamId === teamId || channel.sharedWith.has(teamId);
}

function drop<T>(from: T[], matches: (item: T) => boolean): boolean {
  const at = from.findIndex(matches);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}
