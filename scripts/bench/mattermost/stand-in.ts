import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { Hub } from '../../../test/fakes/mattermost/events/hub.ts';
import { SocketDoor } from '../../../test/fakes/mattermost/events/socket-door.ts';
import { Ids } from '../../../test/fakes/mattermost/ids.ts';
import { type Channel, directName } from '../../../test/fakes/mattermost/world/channel.ts';
import { type Post, reactionJson } from '../../../test/fakes/mattermost/world/post.ts';
import { realClock } from '../../../test/fakes/shared/clock.ts';
import type { JsonObject } from '../../../test/fakes/shared/json.ts';
import { Mailbox } from './mailbox.ts';
import { CHANNEL, CONFIG, freshWorld, SETTINGS } from './server.ts';

/** A dialog as it was opened. */
export interface Opened {
  /** Where it is sent to. */
  url: string;
  dialog: JsonObject;
}

/** A card that was painted afresh. */
export interface Paint {
  post: string;
  /** When it was asked for. Milliseconds since 1970. */
  at: number;
}

/**
 * The side of Mattermost that the box calls. It believes everything: what calls must be like is checked by the fake of
 * the tests; here they shall take no time of the load's.
 */
export class StandIn {
  readonly world = freshWorld();
  readonly #ids = new Ids(2);
  readonly #hub = new Hub(realClock, this.#ids, this.world, SETTINGS);
  readonly #socket = new SocketDoor(realClock, this.world, this.#hub, new AbortController().signal);
  readonly #dialogs = new Mailbox<Opened>();
  readonly #tellings = new Mailbox<true>();
  readonly #askers = new Map<string, string>();
  /** The posts of the channel, in their order. */
  readonly cards: Post[] = [];
  paints: Paint[] = [];
  /** How long it takes to answer a call; what was asked is done at once. Milliseconds. */
  answersAfterMs = 0;

  /** Somebody wants to hear of what happens. */
  upgrade(url: URL, request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#socket.upgrade(url, request, socket, head);
  }

  /** What lets the box open one dialog; the box sees no more in it than a text. */
  trigger(): string {
    return Buffer.from(`${this.#ids.id()}:${Date.now()}`).toString('base64');
  }

  /** A fresh address for the answers to a command of this person. */
  responseUrl(user: string): string {
    const id = this.#ids.id();
    this.#askers.set(id, user);
    return `${CONFIG.ServiceSettings.SiteURL}/hooks/commands/${id}`;
  }

  /** Resolves with the dialog that is opened by that trigger. */
  opened(trigger: string): Promise<Opened> {
    return this.#dialogs.get(trigger);
  }

  /** Resolves when this person is told something after the reply. */
  async told(user: string): Promise<void> {
    await this.#tellings.get(user);
  }

  open(trigger: string, opened: Opened): void {
    this.#dialogs.put(trigger, opened);
  }

  answer(responseUrlId: string, content: JsonObject): void {
    const user = this.#askers.get(responseUrlId);
    if (user !== undefined && !isLinkAlone(content)) this.#tellings.put(user, true);
  }

  /** The conversation of these two. */
  direct([one = '', other = '']: readonly string[]): Channel {
    const name = directName(one, other);
    const id = this.#ids.id();
    const known = this.world.channelNamed('', name);
    const channel = known ?? {
      ...CHANNEL,
      ...{ id, teamId: '', type: 'D' as const, name, displayName: '', members: new Set([one, other]) },
    };
    this.world.channels.set(channel.id, channel);
    return channel;
  }

  post(draft: Pick<Post, 'channelId' | 'userId' | 'message' | 'props' | 'rootId' | 'pendingPostId'>): Post {
    const now = Date.now();
    const post: Post = {
      ...draft,
      ...{ id: this.#ids.id(), createAt: now, updateAt: now, editAt: 0, deleteAt: 0 },
      ...{ isPinned: false, type: '', fileIds: [], props: { ...draft.props, from_bot: 'true' } },
    };
    this.world.posts.set(post.id, post);
    if (post.channelId === CHANNEL.id) this.cards.push(post);
    for (const member of this.#othersIn(post)) this.#tellings.put(member, true);
    return post;
  }

  paint(post: Post, props: Post['props']): void {
    this.paints.push({ post: post.id, at: Date.now() });
    post.props = props;
  }

  /** Somebody puts a 👍 under a post, and who listens hears of it. */
  react(user: string, post: Post): void {
    const now = Date.now();
    const reaction = {
      ...{ userId: user, postId: post.id, channelId: post.channelId, emojiName: '+1' },
      ...{ createAt: now, updateAt: now, deleteAt: 0 },
    };
    this.world.reactions.push(reaction);
    this.#hub.publish({
      event: 'reaction_added',
      data: { reaction: JSON.stringify(reactionJson(reaction)) },
      to: { channelId: post.channelId },
    });
  }

  /** Who reads a message of a conversation. */
  #othersIn({ channelId, userId }: Post): string[] {
    const channel = this.world.channels.get(channelId);
    return channel?.type === 'D' ? [...channel.members].filter((member) => member !== userId) : [];
  }
}

/** The link to a card follows an answer that was told; it has no buttons. */
function isLinkAlone(content: JsonObject): boolean {
  const said = JSON.stringify(content);
  return said.includes('/pl/') && !said.includes('"actions"');
}
