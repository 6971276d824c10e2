import type { Live } from './live.ts';
import type { NewMessage, Store, StoredMessage } from './store.ts';
import { messageView } from './views.ts';
import type { CardView, ChannelView, MessagesView, MessageView } from './wire.ts';
import { mayEnter, PERSONAS, ROOMS, room, roomFor } from './world.ts';

/** Messages of one page of a channel. */
const PAGE = 60;

/**
 * The messages as people meet them: each change is stored, then told to everybody who may see it, and
 * nothing is read but what the reader may see. The only way from a request to the store.
 */
export class Conversations {
  readonly #store: Store;
  readonly #live: Live;

  constructor(store: Store, live: Live) {
    this.#store = store;
    this.#live = live;
  }

  /** Says it once: a key that was used gives the message it made. */
  say(message: NewMessage): StoredMessage {
    const said = this.#store.say(message);
    if (said.fresh) this.#tell(said.message, true);
    return said.message;
  }

  /** New content for a message of the box; false when it no longer stands. */
  repaint(id: number, card: CardView, at: number): boolean {
    const message = this.#store.replaceCard(id, card, at);
    if (message) this.#tell(message);
    return message !== null;
  }

  /** Adds or takes back a reaction; false when that changes nothing. */
  react(message: StoredMessage, user: string, emoji: string, standing: boolean): boolean {
    const changed = this.#store.setReaction({ message: message.id, user, emoji }, standing);
    if (changed) this.#tell(message);
    return changed;
  }

  hasReaction(message: StoredMessage, emoji: string): boolean {
    return this.#store.reactions([message.id]).some((standing) => standing.emoji === emoji);
  }

  /** Takes a private message away; false when it is not theirs. */
  dismiss(message: StoredMessage, user: string): boolean {
    const gone = this.#store.dismiss(message.id, user);
    if (gone) this.#live.tell(user, { kind: 'dismissed', channel: message.channel, id: message.id });
    return gone;
  }

  see(user: string, channel: string, message: number): void {
    this.#store.see(user, channel, message);
  }

  /** A message this person may see; null for any other, whether it exists or not. */
  find(user: string, id: number): StoredMessage | null {
    const message = this.#store.message(id);
    return message && seenBy(message, user) ? message : null;
  }

  /** The channels this person may enter. */
  channels(user: string): ChannelView[] {
    return ROOMS.filter((one) => mayEnter(user, one)).map(({ id, name, members, direct }) => ({
      id,
      name,
      private: members !== 'everyone',
      direct,
      unread: this.#store.unread(user, id),
    }));
  }

  /** A page of a channel, the newest or those before a message; null when they may not enter it. */
  page(user: string, channel: string, before = Number.MAX_SAFE_INTEGER): MessagesView | null {
    if (!roomFor(user, channel)) return null;
    const found = this.#store.page({ channel, user, before, limit: PAGE + 1 });
    const messages = found.slice(-PAGE);
    const reactions = this.#store.reactions(messages.map(({ id }) => id));
    return {
      messages: messages.map((message) => messageView(message, reactions, user)),
      more: found.length > PAGE,
    };
  }

  view(message: StoredMessage, viewer: string): MessageView {
    return messageView(message, this.#store.reactions([message.id]), viewer);
  }

  #tell(message: StoredMessage, fresh = false): void {
    const reactions = this.#store.reactions([message.id]);
    for (const { user } of PERSONAS) {
      if (!seenBy(message, user)) continue;
      this.#live.tell(user, { kind: 'message', message: messageView(message, reactions, user), fresh });
    }
  }
}

/** The one rule of what is read: the room is open to them, and the message is not for somebody else. */
function seenBy({ channel, onlyFor }: StoredMessage, user: string): boolean {
  const where = room(channel);
  return where !== undefined && mayEnter(user, where) && (onlyFor === null || onlyFor === user);
}
