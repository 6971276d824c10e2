import { again } from '../../src/chat/kit/failing.ts';
import type { Calls } from './calls.ts';
import type { Workspace } from './workspaces.ts';

/** Messages of a page; Slack advises at most 200. */
const PAGE = 200;

/** A message as Slack lists it, as far as it is read here; anything may be missing. */
export interface Listed {
  ts?: string;
  user?: string;
  bot_id?: string;
  /** The author's team; where a channel is not shared, that of the workspace. */
  team?: string;
  /** The author's, in channels that are shared. */
  user_team?: string;
  text?: string;
  subtype?: string;
  hidden?: boolean;
  metadata?: unknown;
  reactions?: readonly { name?: string; users?: readonly string[]; count?: number }[];
}

/** Which messages of a channel, or of a thread in it. Bounds are inclusive. */
export interface Span {
  channel: string;
  thread?: string;
  oldest?: string;
  latest?: string;
}

/** One page: a channel's newest first, a thread's oldest first with its own first message always among them. */
export interface Page {
  messages: readonly Listed[];
  /** '' on the last one. */
  next: string;
}

/** Reads one page. Rejects with a DeliveryError; 'missing_scope' without channels:history and its sisters. */
export async function pageOf(
  calls: Calls,
  { client }: Workspace,
  { channel, thread, ...bounds }: Span,
  { cursor, metadata = false, limit = PAGE }: { cursor?: string; metadata?: boolean; limit?: number } = {},
): Promise<Page> {
  const asked = {
    channel,
    ...bounds,
    inclusive: true,
    limit,
    ...(cursor ? { cursor } : {}),
    ...(metadata ? { include_all_metadata: true } : {}),
  };
  const found =
    thread === undefined
      ? await calls(client, again('conversations.history'), (slack) => slack.conversations.history(asked))
      : await calls(client, again('conversations.replies'), (slack) =>
          slack.conversations.replies({ ...asked, ts: thread }),
        );
  const next = found.response_metadata?.next_cursor ?? '';
  return {
    messages: (found.messages ?? []) as readonly Listed[],
    next: found.has_more === false ? '' : next,
  };
}

/** Deleted under a thread that goes on: Slack leaves a stone with no text of it. */
export function isTombstone({ subtype, hidden }: Listed): boolean {
  return subtype === 'tombstone' || hidden === true;
}

/** Slack's name of an instant, milliseconds. */
export function tsOf(ms: number): string {
  return (ms / 1000).toFixed(6);
}
