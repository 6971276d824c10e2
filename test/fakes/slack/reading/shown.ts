import type { JsonObject } from '../../shared/json.ts';
import type { Channel } from '../world/channel.ts';
import type { Content, Ephemeral, Message } from '../world/message.ts';
import { buttonsOf, readContent, type ShownButton } from './blocks.ts';
import type { NameOf, Reading } from './mrkdwn.ts';

/** A message as one person sees it. */
export interface Shown {
  readonly channelId: string;
  readonly ts: string;
  /** The thread it answers in; null in the channel itself. */
  readonly threadTs: string | null;
  /** Whether only this person sees it, until their client forgets it. */
  readonly private: boolean;
  /** The user or bot who wrote it. */
  readonly author: string;
  /** As it reads, without markup; alternative texts of images included. */
  readonly text: string;
  /** What else it does: whom it calls, which links it has. */
  readonly reading: Reading;
  readonly buttons: readonly ShownButton[];
  /** How many reacted, by the emoji's name. */
  readonly reactions: Readonly<Record<string, number>>;
  /** As Slack keeps it. */
  readonly content: Content;
}

/** A public message before somebody's eyes. */
export function shownMessage(channel: Channel, message: Message, nameOf: NameOf): Shown {
  return {
    channelId: channel.id,
    ts: message.ts,
    threadTs: message.threadTs ?? null,
    private: false,
    author: message.user ?? message.botId ?? '',
    ...seen(message, nameOf),
    reactions: Object.fromEntries(message.reactions.map(({ name, users }) => [name, users.length])),
  };
}

/** A private message before the eyes of its one reader. */
export function shownEphemeral(ephemeral: Ephemeral, nameOf: NameOf): Shown {
  return {
    channelId: ephemeral.channelId,
    ts: ephemeral.ts,
    threadTs: ephemeral.threadTs ?? null,
    private: true,
    author: '',
    ...seen(ephemeral, nameOf),
    reactions: {},
  };
}

/** All blocks with elements one can use, those of attachments included. */
export function usableBlocks({ blocks, attachments }: Content): JsonObject[] {
  return [
    ...blocks,
    ...attachments.flatMap((one) => (Array.isArray(one.blocks) ? (one.blocks as JsonObject[]) : [])),
  ];
}

function seen({ text, blocks, attachments }: Content, nameOf: NameOf) {
  const content = structuredClone({ text, blocks, attachments });
  const reading = readContent(content, nameOf);
  return { text: reading.text, reading, buttons: buttonsOf(usableBlocks(content)), content };
}
