import type { ChannelView, MessagesView, MessageView } from '../wire.ts';

/** What the page knows of the chat, and how each event changes it. Pure. */
export interface ChatState {
  /** Null until they are loaded. */
  channels: ChannelView[] | null;
  /** Messages by channel, oldest first; a channel that was not opened yet is absent. */
  rooms: Readonly<Record<string, MessagesView>>;
  /** The newest message that came while its channel was open, to be read out. */
  heard: MessageView | null;
}

export const nothingKnown: ChatState = { channels: null, rooms: {}, heard: null };

export type Change =
  /** Events may have been missed: nothing is sure but the channel in view, which is loaded again. */
  | { kind: 'stale'; open: string }
  | { kind: 'channels'; channels: ChannelView[] }
  /** The newest page of a channel. */
  | { kind: 'page'; channel: string; page: MessagesView }
  /** The page before what is known of it. */
  | { kind: 'older'; channel: string; page: MessagesView }
  /** `open`: the channel in view; `own`: nobody needs to be told of it. */
  | { kind: 'message'; message: MessageView; fresh: boolean; open: string; own: boolean }
  | { kind: 'dismissed'; channel: string; id: number }
  | { kind: 'seen'; channel: string };

export function changed(state: ChatState, change: Change): ChatState {
  switch (change.kind) {
    case 'stale': {
      const room = state.rooms[change.open];
      return { ...state, rooms: room ? { [change.open]: room } : {} };
    }
    case 'channels':
      return { ...state, channels: change.channels };
    case 'page':
      return withRoom(state, change.channel, () => change.page);
    case 'older':
      return withRoom(state, change.channel, (room) => ({
        messages: [...change.page.messages, ...(room?.messages ?? [])],
        more: change.page.more,
      }));
    case 'message':
      return withMessage(state, change);
    case 'dismissed':
      return withRoom(
        state,
        change.channel,
        (room) => room && { ...room, messages: room.messages.filter(({ id }) => id !== change.id) },
      );
    case 'seen':
      return withUnread(state, change.channel, () => 0);
  }
}

function withMessage(
  state: ChatState,
  { message, fresh, open, own }: Change & { kind: 'message' },
): ChatState {
  const next = withRoom(state, message.channel, (room) => room && upserted(room, message));
  if (!fresh || own) return next;
  if (message.channel === open) return { ...next, heard: message };
  return withUnread(next, message.channel, (unread) => unread + 1);
}

function upserted(room: MessagesView, message: MessageView): MessagesView {
  const { messages } = room;
  const at = messages.findIndex(({ id }) => id >= message.id);
  if (at >= 0 && messages[at]?.id === message.id) return { ...room, messages: messages.with(at, message) };
  // Older than what is loaded: it will come with its page.
  if (at === 0 && room.more) return room;
  return { ...room, messages: messages.toSpliced(at < 0 ? messages.length : at, 0, message) };
}

function withRoom(
  state: ChatState,
  channel: string,
  change: (room: MessagesView | undefined) => MessagesView | undefined,
): ChatState {
  const room = change(state.rooms[channel]);
  return room ? { ...state, rooms: { ...state.rooms, [channel]: room } } : state;
}

function withUnread(state: ChatState, channel: string, change: (unread: number) => number): ChatState {
  const channels =
    state.channels?.map((one) => (one.id === channel ? { ...one, unread: change(one.unread) } : one)) ?? null;
  return { ...state, channels };
}
