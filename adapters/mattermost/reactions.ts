import type { Post } from '@mattermost/types/posts';
import type { Reaction } from '@mattermost/types/reactions';
import { DeliveryError, type ReactionState, type StandingMark } from '../../src/chat/adapter.ts';
import { again } from '../../src/chat/kit/failing.ts';
import { channelKey, type Posted } from '../../src/chat/place.ts';
import type { Calls } from './calls.ts';
import { statusOf } from './errors.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';
import type { Sites } from './sites.ts';

/** A posting with the counts that we hold. */
export interface Standing {
  posted: Posted;
  known: Readonly<Record<string, number>>;
}

/** Names of emoji as arrivals name them. */
export interface Emoji {
  emojiOf(name: string): string;
  nameOf(emoji: string): string | null;
}

/** Postings asked about at once; the server takes 1,000, but each answer is to be read in one go. */
const AT_ONCE = 100;

interface Looking {
  calls: Calls;
  emoji: Emoji;
  site: Site;
}

/**
 * What stands under postings: two questions for all those of a channel, one for the posts (which of them are gone) and
 * one for their reactions, which the server always lists whole. Postings of a channel we cannot look into are left out.
 */
export async function* lookAtReactions(
  { calls, emoji, sites }: { calls: Calls; emoji: Emoji; sites: Sites },
  of: readonly Standing[],
): AsyncGenerator<ReactionState> {
  for (const postings of byChannel(of.map(({ posted }) => posted))) {
    const site = postings[0] && sites.of(postings[0]);
    if (!site) continue;
    for (let first = 0; first < postings.length; first += AT_ONCE) {
      yield* statesOf({ calls, emoji, site }, postings.slice(first, first + AT_ONCE));
    }
  }
}

async function* statesOf(looking: Looking, postings: readonly Posted[]): AsyncGenerator<ReactionState> {
  const { calls, site } = looking;
  const posts = await calls(site, again('posts.ids'), (client) =>
    client.getPostsByIds(postings.map(({ message }) => message)),
  ).catch(unlessHidden);
  const found = new Map((posts ?? []).map((post) => [post.id, post]));
  const standing = postings.filter(({ message }) => found.get(message)?.delete_at === 0);
  const reactions = await reactionsUnder(looking, standing);
  for (const posted of postings) {
    const under = reactions.get(posted.message);
    if (under) yield { posted, marks: marksOf(under, looking), complete: true, own: ownOf(under, looking) };
    else if (await isGone(looking, posted, found.get(posted.message))) yield { posted, gone: true };
  }
}

async function reactionsUnder(
  { calls, site }: Looking,
  standing: readonly Posted[],
): Promise<Map<string, readonly Reaction[]>> {
  const ids = standing.map(({ message }) => message);
  if (ids.length === 0) return new Map();
  const told = await calls(site, again('posts.ids.reactions'), (client) =>
    client.getReactionsForPosts(ids),
  ).catch(unlessHidden);
  return new Map(told ? ids.map((id) => [id, told[id] ?? []]) : []);
}

/** Of a post that is not listed, the server is asked: it may be gone, or in a channel we no longer see. */
async function isGone(
  { calls, site }: Looking,
  { message }: Posted,
  found: Post | undefined,
): Promise<boolean> {
  if (found) return found.delete_at > 0;
  try {
    await calls(site, again('posts.get'), (client) => client.getPost(message));
    return false;
  } catch (error) {
    if (statusOf(error) === 404) return true;
    if (statusOf(error) === 403) return false;
    throw error;
  }
}

/**
 * Never our own; somebody who reacted in two skin tones is one mark, made when the first of them was. A reaction that was
 * put again keeps its first `create_at` (server/channels/store/sqlstore/reaction_store.go).
 */
function marksOf(reactions: readonly Reaction[], { emoji, site }: Looking): StandingMark[] {
  const marks = new Map<string, StandingMark>();
  const instant = (one: Reaction & { update_at?: number }) => Math.max(one.create_at, one.update_at ?? 0);
  for (const one of [...reactions].sort((a, b) => instant(a) - instant(b))) {
    const { user_id: user, emoji_name: name } = one;
    if (user === site.botUser) continue;
    const by = { platform: PLATFORM, realm: site.realm, user };
    const mark = { by, emoji: emoji.emojiOf(name), at: site.client.time.ours(instant(one)) };
    const key = `${user} ${mark.emoji}`;
    if (!marks.has(key)) marks.set(key, mark);
  }
  return [...marks.values()];
}

function ownOf(reactions: readonly Reaction[], { emoji, site }: Looking): string[] {
  return reactions.flatMap(({ user_id: user, emoji_name: name }) =>
    user === site.botUser ? [emoji.emojiOf(name)] : [],
  );
}

function byChannel(of: readonly Posted[]): Posted[][] {
  const channels = new Map<string, Posted[]>();
  for (const posted of of) {
    const key = channelKey(posted);
    channels.set(key, [...(channels.get(key) ?? []), posted]);
  }
  return [...channels.values()];
}

/** None of these posts exists, or none may be read. */
function unlessHidden(error: unknown): null {
  const status = error instanceof DeliveryError ? statusOf(error) : null;
  if (status === 403 || status === 404) return null;
  throw error;
}
