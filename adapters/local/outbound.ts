import { DeliveryError, type ReactionState } from '../../src/chat/adapter.ts';
import type { Speaking } from '../../src/chat/kit/while-open.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Channel, isChannel, type Person, type Posted } from '../../src/chat/place.ts';
import type { Clock } from '../../src/clock.ts';
import type { Conversations } from './conversations.ts';
import { plainEmoji } from './emoji.ts';
import { deliveryError, GONE, LATER } from './errors.ts';
import { OWN_PATH, renderMessage } from './render.ts';
import type { Store, StoredMessage } from './store.ts';
import {
  BOX_USER,
  directRoom,
  isOurs,
  mayEnter,
  persona,
  personOf,
  postedOf,
  type Room,
  room,
  ZONE,
} from './world.ts';

export interface OutboundParts {
  store: Store;
  conversations: Conversations;
  clock: Clock;
  publicUrl: URL | null;
}

/**
 * Sends and questions of the box. Each change is one transaction on our own file, so that none is ever in
 * doubt: it was refused, or it stands.
 */
export function outbound({ store, conversations, clock, publicUrl }: OutboundParts): Speaking {
  const link = (fragment: string) => linkTo(fragment, publicUrl);

  /** The message that stands there; null when there is none. */
  function standing(posted: Posted): StoredMessage | null {
    const message = isOurs(posted) ? store.message(Number(posted.message)) : null;
    return message?.channel === posted.channel ? message : null;
  }

  /** Tells it in a channel; a key makes it once, `onlyFor` makes it private. */
  function say(to: Channel | Person, message: Message, how: { key?: string; onlyFor?: string }): Posted {
    const thread = isChannel(to) ? Number(to.thread) : Number.NaN;
    const said = conversations.say({
      ...how,
      ...(Number.isSafeInteger(thread) ? { thread } : {}),
      channel: destination(to).id,
      at: clock.now(),
      content: { kind: 'card', card: renderMessage(message) },
    });
    return postedOf(said.channel, said.id);
  }

  return {
    send: (to, message, key) => delivering(() => say(to, message, { key })),

    update: (posted, message) =>
      delivering(() => {
        const found = standing(posted);
        const repainted = found && conversations.repaint(found.id, renderMessage(message), clock.now());
        if (!repainted) throw deliveryError(GONE);
      }),

    /** Refused where that person may not enter: there is no place to show it. */
    whisper: (where, to, message) =>
      delivering(() => {
        const found = destination(where);
        if (!isOurs(to) || !persona(to.user)) throw deliveryError({ permanent: 'unreachable' });
        if (!mayEnter(to.user, found)) throw deliveryError({ permanent: 'refused' });
        say(where, message, { onlyFor: to.user });
      }),

    /** Never "cannot tell": the key is stored with the message. */
    async findSent(_to, key) {
      const found = store.messageByKey(key);
      return found ? postedOf(found.channel, found.id) : 'absent';
    },

    seed: (posted, emoji) =>
      delivering(() => {
        const found = standing(posted);
        if (!found) throw deliveryError(GONE);
        for (const one of emoji) conversations.react(found, BOX_USER, plainEmoji(one), true);
      }),

    /** Looking costs nothing here, so `known` is not asked and no answer is `unchanged`. */
    async *reactions(of) {
      for (const { posted } of of) yield reactionState(posted, standing(posted), store);
    },

    async readMessage(at) {
      const found = standing(at);
      if (!found) return 'gone';
      return {
        author: found.author === null ? null : personOf(found.author),
        text: found.content.kind === 'text' ? found.content.text : found.content.card.summary,
        link: link(`${found.channel}/${found.id}`),
      };
    },

    /** As the page lets them read: private answers are for one person. */
    async mayRead(person, at) {
      if (!('message' in at)) return isOurs(person) && mayEnter(person.user, destination(at));
      const found = isOurs(person) ? standing(at) : null;
      return found !== null && conversations.find(person.user, found.id) !== null;
    },

    async profile(of) {
      const found = isOurs(of) ? persona(of.user) : undefined;
      if (!found) return { name: of.user, kind: 'member', active: false };
      return { name: found.name, locale: found.locale, zone: ZONE, kind: found.kind, active: true };
    },

    async describe(channel) {
      const { id, name, members } = destination(channel);
      return { name, private: members !== 'everyone', writable: true, link: link(id) };
    },

    async permalink(posted) {
      return link(`${posted.channel}/${posted.message}`);
    },
  };
}

/** The room a channel or a person stands for; throws a DeliveryError for one that is not here. */
function destination(to: Channel | Person): Room {
  const found = isOurs(to) ? room(isChannel(to) ? to.channel : directRoom(to.user)) : undefined;
  if (!found) throw deliveryError(isChannel(to) ? GONE : { permanent: 'unreachable' });
  return found;
}

function reactionState(posted: Posted, found: StoredMessage | null, store: Store): ReactionState {
  if (!found) return { posted, gone: true };
  const marks = store
    .reactions([found.id])
    .filter(({ user }) => user !== BOX_USER)
    .map(({ user, emoji }) => ({ by: personOf(user), emoji }));
  return { posted, marks, complete: true };
}

/** With no public address a path, which is a link inside this chat all the same. */
function linkTo(fragment: string, publicUrl: URL | null): string {
  const path = `${OWN_PATH}#${fragment}`;
  return publicUrl ? new URL(path, publicUrl).href : path;
}

/** Whatever else fails (a full disk, a closed file) may succeed later; nothing was stored. */
async function delivering<T>(change: () => T): Promise<T> {
  try {
    return change();
  } catch (error) {
    throw error instanceof DeliveryError ? error : deliveryError(LATER, error);
  }
}
