import type { WebSocketMessage } from '@mattermost/client';
import { z } from 'zod';
import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Answer, Inbox } from '../../src/chat/arrival.ts';
import { type Channel, type Person, type Posted, personKey } from '../../src/chat/place.ts';
import { objectOf } from './frames.ts';
import { InOrder } from './in-order.ts';
import { type DirectText, directTextIn } from './inbound/direct-texts.ts';
import { codeOf } from './mattermost-error.ts';
import { PLATFORM } from './platform.ts';
import type { Emoji } from './reactions.ts';
import type { Site } from './site.ts';

/** Reactions and texts taken to the box at once: it writes one after the other, and reads between. */
const AT_ONCE = 16;
/** What may wait; should there be more, reactions are looked up when these are done. */
const WAITING = 5_000;

export interface EventsParts {
  ctx: Pick<AdapterContext, 'report' | 'clock' | 'log'>;
  inbox: Inbox;
  emoji: Emoji;
  /** Answers what a person wrote to the box alone. */
  answerText(site: Site, said: DirectText): Promise<void>;
  /** The person's language, where it is known. */
  localeOf(person: Person): string | undefined;
  /** Tells the person what the box answers to a reaction. */
  tell(answer: Answer, to: { site: Site; person: Person; where: Posted }): Promise<void>;
}

const reactionShape = z.object({
  user_id: z.string().min(1),
  post_id: z.string().min(1),
  emoji_name: z.string().min(1),
  channel_id: z.string().optional(),
  create_at: z.number().optional(),
  update_at: z.number().optional(),
  delete_at: z.number().optional(),
});
const postShape = z.object({ id: z.string(), channel_id: z.string() });

/**
 * What the servers say happened, in the box's words. Nothing acknowledges an event: what is taken is in hand until the
 * box has answered, each person's reactions under a posting in their order; of reactions, what cannot be taken is
 * reported as a gap, and so looked up later.
 */
export class Events {
  readonly #parts: EventsParts;
  readonly #queue: InOrder;
  /** By realm: since when reactions were not taken. */
  readonly #left = new Map<string, number>();
  /** What is heard of; any other event is left alone. */
  readonly #takes: Readonly<Record<string, (site: Site, event: WebSocketMessage) => void>> = {
    reaction_added: (site, event) => this.#takeReaction(site, event, true),
    reaction_removed: (site, event) => this.#takeReaction(site, event, false),
    posted: (site, event) => this.#takePosted(site, event),
    post_deleted: (site, event) => this.#takeDeleted(site, event),
    channel_deleted: (site, event) => this.#lose(site, dataOf(event).channel_id),
    user_removed: (site, event) => this.#takeRemoved(site, event),
    leave_team: (site, event) => this.#takeLeft(site, event),
    channel_restored: (site, event) =>
      this.#find(site, dataOf(event).channel_id || broadcastOf(event).channel_id),
    user_added: (site, event) => this.#takeAdded(site, event),
    added_to_team: (site, event) => this.#takeJoined(site, event),
    user_updated: (site, event) => this.#takeUser(site, event),
  };
  #accepting = true;

  constructor(parts: EventsParts) {
    this.#parts = parts;
    this.#queue = new InOrder({
      atOnce: AT_ONCE,
      waiting: WAITING,
      failed: (error) => parts.ctx.log.error({ code: codeOf(error) }, 'mattermost: an event was not taken'),
    });
  }

  /** One event of a server. */
  take(site: Site, event: WebSocketMessage): void {
    if (!this.#accepting) return;
    if (Object.hasOwn(this.#takes, event.event)) this.#takes[event.event]?.(site, event);
  }

  /** Takes nothing more; resolves when the box has answered what was taken. */
  async close(): Promise<void> {
    this.#accepting = false;
    await this.#queue.done();
  }

  /** Our own seeds never arrive. */
  #takeReaction(site: Site, event: WebSocketMessage, added: boolean): void {
    const { success, data } = reactionShape.safeParse(objectOf(dataOf(event).reaction));
    const channel = broadcastOf(event).channel_id || data?.channel_id;
    if (!success || !channel || data.user_id === site.botUser) return;
    const { ctx, inbox, emoji, localeOf, tell } = this.#parts;
    const { realm } = site;
    const person: Person = { platform: PLATFORM, realm, user: data.user_id };
    const on: Posted = { platform: PLATFORM, realm, channel, message: data.post_id };
    const now = ctx.clock.now();
    const instant = Math.max(data.create_at ?? 0, data.update_at ?? 0, data.delete_at ?? 0);
    const locale = localeOf(person);
    const arrival = {
      kind: 'mark' as const,
      id: `reaction ${data.user_id} ${data.post_id} ${data.emoji_name} ${added ? '+' : '-'} ${instant || now} ${event.seq}`,
      by: person,
      // What a resumed connection brings happened before.
      at: instant === 0 ? now : Math.min(now, site.client.time.ours(instant)),
      on,
      emoji: emoji.emojiOf(data.emoji_name),
      added,
      ...(locale === undefined ? {} : { locale }),
    };
    const taken = this.#queue.add(`${personKey(person)} ${data.post_id}`, async () => {
      await tell(await inbox(arrival), { site, person, where: on });
    });
    if (!taken) this.#leave(site, now);
  }

  /** Of what is posted, texts to the box alone; the rest is nobody's command. */
  #takePosted(site: Site, event: WebSocketMessage): void {
    const said = directTextIn(site, dataOf(event));
    if (!said) return;
    const taken = this.#queue.add(`${site.realm} ${said.user_id}`, () => this.#parts.answerText(site, said));
    if (!taken) this.#leave(site, this.#parts.ctx.clock.now());
  }

  /** Too many at once: once those in hand are done, the rest is looked up. */
  #leave({ realm }: Site, now: number): void {
    if (this.#left.has(realm)) return;
    this.#left.set(realm, now);
    const { ctx } = this.#parts;
    ctx.log.warn(
      { realm },
      'mattermost: too many events at once: reactions are looked up later, texts to the box stay unanswered',
    );
    void this.#queue.done().then(() => {
      this.#left.delete(realm);
      ctx.report({ kind: 'gap', realm, since: now, at: ctx.clock.now() });
    });
  }

  #takeDeleted({ realm }: Site, event: WebSocketMessage): void {
    const { success, data } = postShape.safeParse(objectOf(dataOf(event).post));
    if (!success) return;
    const what: Posted = { platform: PLATFORM, realm, channel: data.channel_id, message: data.id };
    this.#parts.ctx.report({ kind: 'lost', what, at: this.#parts.ctx.clock.now() });
  }

  /** Told twice: to the channel, naming the person, and to the person, naming the channel (app/channel.go). */
  #takeRemoved(site: Site, event: WebSocketMessage): void {
    const { user_id: user, channel_id: channel } = dataOf(event);
    const broadcast = broadcastOf(event);
    if (user === site.botUser) this.#lose(site, channel || broadcast.channel_id);
    else if (user === undefined && broadcast.user_id === site.botUser) this.#lose(site, channel);
  }

  #takeLeft({ realm, botUser }: Site, event: WebSocketMessage): void {
    const { user_id: user, team_id: team } = dataOf(event);
    if (user !== botUser || typeof team !== 'string') return;
    const { ctx } = this.#parts;
    ctx.report({ kind: 'lost', what: { platform: PLATFORM, realm, team }, at: ctx.clock.now() });
    ctx.log.warn({ realm, team }, 'mattermost: the bot was removed from a team');
  }

  /** Told to the channel and to the person; of the channels that come with a team, with the person whole (app/channel.go). */
  #takeAdded(site: Site, event: WebSocketMessage): void {
    if ((dataOf(event).user_id ?? userOf(event)) === site.botUser)
      this.#find(site, broadcastOf(event).channel_id);
  }

  /** Told to the person alone (app/team.go). */
  #takeJoined({ realm, botUser }: Site, event: WebSocketMessage): void {
    const { user_id: user, team_id: team } = dataOf(event);
    if (user !== botUser || typeof team !== 'string') return;
    const { ctx } = this.#parts;
    ctx.report({ kind: 'found', what: { platform: PLATFORM, realm, team }, at: ctx.clock.now() });
  }

  /**
   * Told to everybody but that person when they become a guest or a member, are deactivated or change their name
   * (app/user.go, sendUpdatedUserEvent); what is told of roles alone goes to that person alone.
   */
  #takeUser({ realm }: Site, event: WebSocketMessage): void {
    const user = userOf(event);
    if (typeof user !== 'string') return;
    const { ctx } = this.#parts;
    ctx.report({ kind: 'person', person: { platform: PLATFORM, realm, user }, at: ctx.clock.now() });
  }

  #find({ realm }: Site, channel: unknown): void {
    if (typeof channel !== 'string' || channel === '') return;
    const what: Channel = { platform: PLATFORM, realm, channel };
    this.#parts.ctx.report({ kind: 'found', what, at: this.#parts.ctx.clock.now() });
  }

  #lose({ realm }: Site, channel: unknown): void {
    if (typeof channel !== 'string' || channel === '') return;
    const what: Channel = { platform: PLATFORM, realm, channel };
    this.#parts.ctx.report({ kind: 'lost', what, at: this.#parts.ctx.clock.now() });
  }
}

/** The shapes of the types are the server's promise; it is looked at before it is believed. */
function dataOf({ data }: WebSocketMessage): Record<string, unknown> {
  return typeof data === 'object' && data !== null ? (data as Record<string, unknown>) : {};
}

function broadcastOf({ broadcast }: WebSocketMessage): { channel_id?: string; user_id?: string } {
  return broadcast ?? {};
}

/** The id of the user that an event holds whole. */
function userOf(event: WebSocketMessage): unknown {
  const { user } = dataOf(event);
  return typeof user === 'object' && user !== null ? (user as { id?: unknown }).id : undefined;
}
