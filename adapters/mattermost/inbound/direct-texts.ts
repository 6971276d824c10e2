import { z } from 'zod';
import type { ArrivalOf } from '../../../src/chat/arrival.ts';
import type { Channel } from '../../../src/chat/place.ts';
import { objectOf } from '../frames.ts';
import { codeOf } from '../mattermost-error.ts';
import { PLATFORM } from '../platform.ts';
import type { Site } from '../site.ts';
import { common, type InboundParts, personIn } from './parts.ts';
import { id } from './payloads.ts';
import { namesIn, spansOf } from './spans.ts';

/** What a person wrote to the box alone. */
export interface DirectText {
  id: string;
  channel_id: string;
  user_id: string;
  message: string;
  create_at: number;
}

const postedShape = z.object({
  channel_type: z.literal('D'),
  channel_name: z.string(),
  post: z.string().transform(objectOf),
});
const postShape = z.object({
  id,
  channel_id: id,
  user_id: id,
  message: z.string(),
  /** Anything else is the server's, or an integration's. */
  type: z.literal(''),
  create_at: z.number(),
  props: z.record(z.string(), z.unknown()).nullish(),
});

/** What the server, and it alone, sets on posts that no person typed (server/public/model/post.go). */
const BY_MACHINES = ['from_bot', 'from_webhook', 'from_plugin', 'from_oauth_app'];

/** Persons that one text may name; each is asked of the server. */
const NAMED = 20;

/**
 * The text of a `posted` event, where a person wrote it in their conversation with our bot. Null for every other post:
 * answered, one of our own, of another bot or of a webhook would call for the next.
 */
export function directTextIn({ botUser }: Site, data: unknown): DirectText | null {
  const posted = postedShape.safeParse(data).data;
  const post = posted && postShape.safeParse(posted.post).data;
  // Named by the ids of both (server/public/model/channel.go): of others we should not hear.
  if (!post || !posted.channel_name.split('__').includes(botUser) || post.user_id === botUser) return null;
  const { props } = post;
  return BY_MACHINES.some((name) => String(props?.[name]) === 'true') ? null : post;
}

/**
 * What a person writes to the box alone is a command without its word, answered there. A form cannot open from a
 * message: for what would open one, the person is told what to type.
 */
export async function takeDirectText(parts: InboundParts, site: Site, said: DirectText): Promise<void> {
  const { ctx, conversation } = parts;
  const { realm } = site;
  const person = personIn(site, said.user_id);
  const where: Channel = { platform: PLATFORM, realm, channel: said.channel_id, direct: true };
  const named = await personsNamed(parts, site, said.message);
  const arrival: ArrivalOf<'command'> = {
    kind: 'command',
    ...common(parts, `post ${said.id}`, person),
    // What a resumed connection brings happened before.
    at: Math.min(ctx.clock.now(), site.client.time.ours(said.create_at)),
    where,
    text: spansOf(said.message, named, (user) => personIn(site, user)),
  };
  // Told as a message that stays beside what was written: not by the address of a command, nor to one client alone.
  const asker = { person, where: null };
  if (ctx.opensForm(arrival)) return conversation.say(conversation.words(person).typeCommand, asker);
  const ways = { trigger: null, unseen: true, fromAfar: false, reply: () => null };
  const { after } = await conversation.answer({ arrival, asker, site, ...ways });
  await after?.();
}

/** Ids of the persons a text names, by username. Where the server cannot be asked, names stay text. */
async function personsNamed(
  { ctx }: InboundParts,
  site: Site,
  text: string,
): Promise<ReadonlyMap<string, string>> {
  const names = namesIn(text).slice(0, NAMED);
  if (names.length === 0) return new Map();
  try {
    const users = await site.client.getProfilesByUsernames(names);
    return new Map(users.map(({ username, id: user }) => [username.toLowerCase(), user]));
  } catch (error) {
    ctx.log.debug({ realm: site.realm, code: codeOf(error) }, 'mattermost: names in a text were not found');
    return new Map();
  }
}
