import { type Adapter, type AdapterContext, DeliveryError, type Pace } from '../../src/chat/adapter.ts';
import type { EmojiNames } from '../../src/chat/kit/emoji-names.ts';
import { again, once } from '../../src/chat/kit/failing.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Channel, isChannel, type Person, type Posted } from '../../src/chat/place.ts';
import { type Calls, callsTo } from './calls.ts';
import { closedChannel, closedToUpdates } from './closed-channel.ts';
import { DirectMessages } from './direct.ts';
import { slackCodeOf } from './errors.ts';
import { findByKey } from './find-sent.ts';
import type { Homes } from './homes.ts';
import { here, type Looks, looks } from './looking.ts';
import type { Losing } from './losing.ts';
import { metadataOf } from './metadata.ts';
import { PLATFORM } from './platform.ts';
import { lookAtReactions } from './reactions.ts';
import { renderMessage } from './render.ts';
import type { Workspaces } from './workspaces.ts';

/** chat.update is Tier 3, some 50 a minute in a whole workspace; a few are left for what cannot wait. */
export const PACE: Pace = { repaintsPerMinute: 40, perPostingMs: 15_000 };

/** The part of the contract by which the box speaks and looks; nothing optional is absent. */
export type Outbound = Looks &
  Required<Pick<Adapter, 'send' | 'update' | 'whisper' | 'findSent' | 'seed' | 'reactions'>>;

export interface OutboundParts {
  workspaces: Workspaces;
  emoji: EmojiNames;
  losing: Losing;
  homes: Homes;
  ctx: Pick<AdapterContext, 'memory' | 'log' | 'clock'>;
}

/** Nobody can be shown a private message there, by us or at all; in the direct conversation they can. */
const NOT_THERE = new Set([
  ...['user_not_in_channel', 'not_in_channel', 'channel_not_found', 'is_archived', 'cannot_reply_to_message'],
  ...['restricted_action', 'restricted_action_read_only_channel', 'restricted_action_thread_only_channel'],
]);

/** No text calls anybody or makes links by itself, and no address is shown with a preview. */
const INERT = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;

/** Sends and questions of the box, over the workspaces that are open. */
export function createOutbound({ workspaces, emoji, losing, homes, ctx }: OutboundParts): Outbound {
  const calls = callsTo(ctx.log, (client) => void losing.suspect(client));
  const direct = new DirectMessages(workspaces, ctx.memory, calls);

  async function toPerson(person: Person, message: Message, key: string | null): Promise<Posted> {
    try {
      return await post(calls, workspaces, await directChannel(direct, person), message, key);
    } catch (error) {
      if (slackCodeOf(error) !== 'channel_not_found') throw error;
      await direct.forget(person);
      return post(calls, workspaces, await directChannel(direct, person), message, key);
    }
  }

  return {
    ...looks({ calls, workspaces, homes, clock: ctx.clock }),

    send: (to, message, key) =>
      isChannel(to)
        ? post(calls, workspaces, to, message, key).catch(closedChannel)
        : toPerson(to, message, key),

    update: (posted, message) => repaint(calls, workspaces, posted, message).catch(closedToUpdates),

    async whisper(where, to, message) {
      if (where.direct || !(await whispered(calls, workspaces, { where, to }, message))) {
        await toPerson(to, message, null);
      }
    },

    async findSent(to, key, since) {
      const where = isChannel(to) ? to : await directChannel(direct, to);
      return findByKey(calls, here(where, workspaces), { where, key, since });
    },

    async seed(posted, seeds) {
      const { client } = here(posted, workspaces);
      for (const one of seeds) {
        const name = emoji.nameOf(one);
        if (name === null) throw new DeliveryError({ permanent: 'invalid' });
        await calls(client, again('reactions.add'), (slack) =>
          slack.reactions.add({ channel: posted.channel, timestamp: posted.message, name }),
        ).catch(unlessThere);
      }
    },

    reactions: (of) => lookAtReactions({ calls, emoji, homes, workspaces }, of),
  };
}

async function directChannel(direct: DirectMessages, person: Person): Promise<Channel> {
  const { workspace, channel } = await direct.with(person);
  const { team, realm } = workspace;
  return { platform: PLATFORM, realm, team, channel, direct: true };
}

/** A new message in a channel, or in its thread. Without a key it cannot be found again. */
async function post(
  calls: Calls,
  workspaces: Workspaces,
  to: Channel,
  message: Message,
  key: string | null,
): Promise<Posted> {
  const { client, realm } = here(to, workspaces);
  const content = {
    channel: to.channel,
    ...renderMessage(message, { realm }),
    ...INERT,
    ...(key === null ? {} : { metadata: metadataOf(key) }),
    ...(to.thread === undefined ? {} : { thread_ts: to.thread }),
  };
  const { ts } = await calls(client, once('chat.postMessage'), (slack) => slack.chat.postMessage(content));
  // Slack names every message that stands.
  if (!ts) throw new DeliveryError({ inDoubt: true });
  return { ...to, message: ts };
}

async function repaint(
  calls: Calls,
  workspaces: Workspaces,
  posted: Posted,
  message: Message,
): Promise<void> {
  const { client, realm } = here(posted, workspaces);
  const { parse, link_names } = INERT;
  const content = { ...renderMessage(message, { realm }), parse, link_names };
  await calls(client, again('chat.update'), (slack) =>
    slack.chat.update({ channel: posted.channel, ts: posted.message, ...content }),
  );
}

/** A message that only `to` sees, gone when their client starts again. False where it cannot be shown. */
async function whispered(
  calls: Calls,
  workspaces: Workspaces,
  { where, to }: { where: Channel; to: Person },
  message: Message,
): Promise<boolean> {
  const { client, realm } = here(where, workspaces);
  const { parse, link_names } = INERT;
  const content = {
    channel: where.channel,
    user: to.user,
    ...renderMessage(message, { realm }),
    parse,
    link_names,
    ...(where.thread === undefined ? {} : { thread_ts: where.thread }),
  };
  try {
    await calls(client, once('chat.postEphemeral'), (slack) => slack.chat.postEphemeral(content));
    return true;
  } catch (error) {
    if (NOT_THERE.has(slackCodeOf(error) ?? '')) return false;
    throw error;
  }
}

/** Ours already stands there. */
function unlessThere(error: unknown): void {
  if (slackCodeOf(error) !== 'already_reacted') throw error;
}
