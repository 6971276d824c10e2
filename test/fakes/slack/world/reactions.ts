import { isEmojiName } from './emoji.ts';
import type { Message } from './message.ts';

/** Different emoji on one message, and reactions of one person to it (Slack docs: reactions.add errors). */
const EMOJI_A_MESSAGE = 50;
const REACTIONS_A_PERSON = 23;

/** Adds one person's reaction, or says Slack's error why not. */
export function addReaction(
  message: Message,
  userId: string,
  name: string,
  custom: ReadonlySet<string>,
): string | null {
  const { reactions } = message;
  if (!isEmojiName(name, custom)) return 'invalid_name';
  const known = reactions.find((reaction) => reaction.name === name);
  if (known?.users.includes(userId)) return 'already_reacted';
  if (!known && reactions.length >= EMOJI_A_MESSAGE) return 'too_many_emoji';
  if (reactions.filter(({ users }) => users.includes(userId)).length >= REACTIONS_A_PERSON)
    return 'too_many_reactions';
  if (known) known.users.push(userId);
  else reactions.push({ name, users: [userId] });
  return null;
}

/** Takes one person's reaction away. False when there was none. */
export function removeReaction(message: Message, userId: string, name: string): boolean {
  const known = message.reactions.find((reaction) => reaction.name === name);
  const at = known?.users.indexOf(userId) ?? -1;
  if (!known || at < 0) return false;
  known.users.splice(at, 1);
  if (known.users.length === 0) message.reactions.splice(message.reactions.indexOf(known), 1);
  return true;
}
