import type { JsonObject } from '../../shared/json.ts';
import { historyScope } from '../delivery/events.ts';
import type { Channel } from '../world/channel.ts';
import { repliesTo } from '../world/channel.ts';
import type { Message } from '../world/message.ts';
import { messageJson } from '../world/message.ts';
import { ApiError, type Call, type Method } from './call.ts';
import { ownChannel } from './destination.ts';
import { type Page, paged, pageJson } from './paging.ts';
import { needScope } from './scopes.ts';

/** Slack docs: conversations.history. Newest first; answers in threads only where broadcast. */
export const history: Method = (call) => {
  const channel = readable(call);
  const shown = channel.messages.filter((message) => message.threadTs === undefined || message.broadcast);
  return answer(call, channel, paged(call, inTime(call, shown).reverse(), 100, 999, true));
};

/** Slack docs: conversations.replies. The first message of the thread, then its answers, oldest first. */
export const replies: Method = (call) => {
  const channel = readable(call);
  const ts = call.args.text('ts');
  const asked = channel.messages.find((message) => message.ts === ts);
  if (!asked) throw new ApiError('thread_not_found');
  const thread = asked.threadTs === undefined ? [asked, ...repliesTo(channel, ts)] : [asked];
  return answer(call, channel, paged(call, inTime(call, thread), 1_000, 1_000, true));
};

function readable(call: Call): Channel {
  const channel = ownChannel(call);
  needScope(call, historyScope(channel));
  return channel;
}

/** Between `oldest` and `latest`, the bounds themselves only when `inclusive`. */
function inTime({ args }: Call, messages: readonly Message[]): Message[] {
  const oldest = bound(args.text('oldest'), 'invalid_ts_oldest') ?? 0;
  const latest = bound(args.text('latest'), 'invalid_ts_latest') ?? Number.POSITIVE_INFINITY;
  const inclusive = args.flag('inclusive');
  return messages.filter(({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= oldest && at <= latest : at > oldest && at < latest;
  });
}

function bound(text: string, error: string): number | null {
  if (text === '') return null;
  if (!/^\d+(\.\d+)?$/.test(text)) throw new ApiError(error);
  return Number(text);
}

function answer(call: Call, channel: Channel, page: Page<Message>): JsonObject {
  const { app, settings } = call.platform;
  const messages = page.items.map((message) =>
    messageJson(message, {
      teamId: call.platform.world.teamOf(message, call.install.teamId),
      appId: app.id,
      metadata: call.args.flag('include_all_metadata'),
      reactionUsers: settings.reactionUsers,
      replies: repliesTo(channel, message.ts),
    }),
  );
  return { messages, has_more: page.next !== '', pin_count: 0, ...(page.next === '' ? {} : pageJson(page)) };
}
