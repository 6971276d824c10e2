import type { Channel, Posted } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { slackCodeOf } from './errors.ts';
import { type Listed, pageOf, type Span, tsOf } from './history.ts';
import { hasKey } from './metadata.ts';
import type { Workspace } from './workspaces.ts';

/** Pages looked through at most, 200 messages each: more would outlast the box's patience. */
const PAGES = 25;

/** The right to read is missing (the minimal set of scopes), or we are not in there any more. */
const BLIND = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'no_permission',
  'access_denied',
]);

/** Looks for a message of ours by the key it was sent with, no older than `since`, milliseconds. */
export async function findByKey(
  calls: Calls,
  workspace: Workspace,
  { where, key, since }: { where: Channel; key: string; since: number },
): Promise<Posted | 'absent' | 'cannot tell'> {
  const span: Span = {
    channel: where.channel,
    oldest: tsOf(since),
    ...(where.thread === undefined ? {} : { thread: where.thread }),
  };
  try {
    let cursor = '';
    let keyless = false;
    for (let pages = 0; pages < PAGES; pages += 1) {
      const page = await pageOf(calls, workspace, span, { cursor, metadata: true });
      const ours = page.messages.filter((one) => isOurs(one, workspace));
      const found = ours.find(({ metadata }) => hasKey(metadata, key));
      if (found?.ts) return { ...where, message: found.ts };
      keyless ||= where.direct !== true && ours.some(isKeyless);
      if (page.next === '') return keyless ? 'cannot tell' : 'absent';
      cursor = page.next;
    }
    return 'cannot tell';
  } catch (error) {
    const code = slackCodeOf(error) ?? '';
    // Nothing can stand in a thread that is no more.
    if (code === 'thread_not_found') return 'absent';
    if (BLIND.has(code)) return 'cannot tell';
    throw error;
  }
}

/** By its bot, or by the user of that bot: not everything that is ours names both. */
function isOurs({ bot_id, user }: Listed, { botId, botUser }: Workspace): boolean {
  return user === botUser || (botId !== null && bot_id === botId);
}

/**
 * Everything we say in a channel has a key (only whispers that became direct messages have none): where one of ours is
 * listed without, keys are not told there, and the message may well be this one. That we came in is no message of ours.
 */
function isKeyless({ metadata, subtype }: Listed): boolean {
  return (metadata ?? null) === null && (!subtype || subtype === 'bot_message');
}
