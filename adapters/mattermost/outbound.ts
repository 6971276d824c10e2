import type { Post } from '@mattermost/types/posts';
import { type Adapter, type AdapterContext, DeliveryError, type Pace } from '../../src/chat/adapter.ts';
import { again, once } from '../../src/chat/kit/failing.ts';
import type { Message } from '../../src/chat/message.ts';
import { type Channel, isChannel, type Person, type Posted } from '../../src/chat/place.ts';
import { type Calls, callsTo, type Trust } from './calls.ts';
import { DirectMessages, unreachable } from './direct.ts';
import { statusOf } from './errors.ts';
import { findByKey } from './find-sent.ts';
import { here, type Looks, looks } from './looking.ts';
import { withKey } from './own-key.ts';
import { type Emoji, lookAtReactions } from './reactions.ts';
import { RefusedPosts } from './refused-posts.ts';
import { Repainting } from './repainting.ts';
import type { Site } from './site.ts';
import type { Sites } from './sites.ts';
import { Whispering } from './whispering.ts';

/** Two seconds a posting, and two a second in all: a fifth of what a server grants that limits calls (10 a second). */
export const PACE: Pace = { repaintsPerMinute: 120, perPostingMs: 2_000 };

/**
 * How long a send in doubt may simply be repeated: the server gives back the first post of a `pending_post_id` for 30 s
 * (server/channels/app/post.go), counted by its clock from when it began.
 */
export const RESEND_SAFE_MS = 20_000;

/** The part of the contract by which the box speaks and looks; nothing optional is absent. */
export type Outbound = Looks &
  Required<Pick<Adapter, 'send' | 'update' | 'whisper' | 'findSent' | 'seed' | 'reactions'>> & {
    /** As `whisper`, its buttons bound already: the direct message it became, or null where only they see it there. */
    showAlone(where: Channel, to: Person, message: Message): Promise<Posted | null>;
    /** Whether a whisper stands in that channel, as far as is known; else it is a direct message. */
    whispersIn(where: Channel): boolean;
  };

/** A message as the server takes it in that channel. */
export type Draw = (message: Message, where: Channel) => Pick<Post, 'message' | 'props'>;

export interface OutboundParts {
  sites: Sites;
  emoji: Emoji;
  draw: Draw;
  trust: Trust;
  ctx: Pick<AdapterContext, 'memory' | 'log' | 'clock'>;
}

/** Sends and questions of the box, over the servers that are open. */
export function createOutbound({ sites, emoji, draw, trust, ctx }: OutboundParts): Outbound {
  const calls = callsTo(ctx.log, trust);
  const direct = new DirectMessages(ctx.memory, calls);
  const repainting = new Repainting(calls, ctx.log, ctx.clock);
  const refused = new RefusedPosts(calls, ctx.clock);
  const whispering = new Whispering(calls, ctx.clock);

  async function post(site: Site, to: Channel, message: Message, key: string | null): Promise<Posted> {
    const { message: text, props } = draw(message, to);
    const content = {
      channel_id: to.channel,
      message: text,
      props: withKey(props, key),
      ...(to.thread === undefined ? {} : { root_id: to.thread }),
      ...(key === null ? {} : { pending_post_id: `${site.botUser}:${key}` }),
    };
    try {
      const posted = await calls(site, once('posts.create'), (client) => client.createPost(content));
      repainting.learn(site, posted);
      refused.taken(site, to);
      return { ...to, message: posted.id };
    } catch (error) {
      throw await refused.meaning(site, to, error);
    }
  }

  async function toPerson(person: Person, message: Message, key: string | null): Promise<Posted> {
    const site = siteOf(person);
    try {
      return await post(site, await direct.with(site, person), message, key);
    } catch (error) {
      const status = statusOf(error);
      if (status !== 403 && status !== 404) throw error;
      // Perhaps the conversation that we remember is of a server that was set up anew.
      await direct.forget(person);
      return await post(site, await direct.with(site, person), message, key).catch(unreachable);
    }
  }

  function siteOf(person: Person): Site {
    const site = sites.of(person);
    if (!site) throw new DeliveryError({ permanent: 'unreachable' });
    return site;
  }

  async function showAlone(where: Channel, to: Person, message: Message): Promise<Posted | null> {
    const site = siteOf(to);
    const shown =
      !where.direct &&
      where.realm === site.realm &&
      (await whispering.shown(site, { where, to, content: draw(message, where) }));
    return shown ? null : toPerson(to, message, null);
  }

  return {
    ...looks(calls, sites),

    send: async (to, message, key) =>
      isChannel(to) ? post(here(to, sites), to, message, key) : toPerson(to, message, key),

    async update(posted, message) {
      const site = sites.of(posted);
      // Its server is not in the settings (any more).
      if (!site) throw new DeliveryError({ lost: true });
      await repainting.paint(site, posted, draw(message, posted).props);
    },

    showAlone,

    async whisper(where, to, message) {
      await showAlone(where, to, message);
    },

    whispersIn: (where) => !where.direct && whispering.granted(where),

    async findSent(to, key, since) {
      const site = isChannel(to) ? here(to, sites) : siteOf(to);
      return findByKey(calls, site, { where: isChannel(to) ? to : await direct.with(site, to), key, since });
    },

    async seed(posted, seeds) {
      await seedAll(calls, here(posted, sites), { posted, names: seeds.map((one) => emoji.nameOf(one)) });
    },

    reactions: (of) => lookAtReactions({ calls, emoji, sites }, of),
  };
}

/**
 * Puts each there that can be: where people have put as many emoji as the server lets stand under one post
 * (UniqueEmojiReactionLimitPerPost), those of ours that are there already still count.
 */
async function seedAll(
  calls: Calls,
  site: Site,
  { posted, names }: { posted: Posted; names: readonly (string | null)[] },
): Promise<void> {
  let refused: DeliveryError | null = null;
  for (const name of names) {
    if (name === null) throw new DeliveryError({ permanent: 'invalid' });
    try {
      await calls(site, again('reactions.save'), (client) =>
        client.addReaction(site.botUser, posted.message, name),
      );
    } catch (error) {
      if (!(error instanceof DeliveryError && statusOf(error) === 400)) throw error;
      refused = error;
    }
  }
  if (refused) throw refused;
}
