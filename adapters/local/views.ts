import { shownEmoji } from './emoji.ts';
import type { StoredMessage, StoredReaction } from './store.ts';
import type { MessageView, ReactionView } from './wire.ts';
import { BOX_USER, persona } from './world.ts';

/** A stored message as one person sees it. `reactions` may hold those of other messages too. */
export function messageView(
  message: StoredMessage,
  reactions: readonly StoredReaction[],
  viewer: string,
): MessageView {
  return {
    id: message.id,
    channel: message.channel,
    at: message.at,
    onlyYou: message.onlyFor !== null,
    thread: message.thread,
    reactions: reactionViews(
      reactions.filter((reaction) => reaction.message === message.id),
      viewer,
    ),
    content:
      message.content.kind === 'card'
        ? { by: 'box', card: message.content.card }
        : { by: 'person', user: message.author ?? '', text: message.content.text },
  };
}

/** One entry an emoji, in the order they first appeared. The box's own count for nobody. */
function reactionViews(reactions: readonly StoredReaction[], viewer: string): ReactionView[] {
  return [...new Set(reactions.map(({ emoji }) => emoji))].map((emoji) => {
    const users = reactions
      .filter((one) => one.emoji === emoji && one.user !== BOX_USER)
      .map(({ user }) => user);
    return {
      emoji,
      shown: shownEmoji(emoji),
      by: users.map((user) => persona(user)?.name ?? user),
      mine: users.includes(viewer),
    };
  });
}
