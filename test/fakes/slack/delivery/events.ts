import type { Clock } from '../../shared/clock.ts';
import { type JsonObject, textOf } from '../../shared/json.ts';
import type { SlackApp } from '../app.ts';
import type { Ids } from '../ids.ts';
import type { Channel } from '../world/channel.ts';
import { SCOPE_FAMILY } from '../world/channel.ts';
import type { Workspace } from '../world/workspace.ts';
import type { World } from '../world/world.ts';
import type { Receipt, Retry } from './delivery.ts';
import type { Dispatcher } from './dispatcher.ts';

/** When a failed event is tried again, ms after the failure (Slack docs: Events API, "Retries"). */
const RETRY_MS = [0, 60_000, 300_000] as const;

/** An event as it happened; its `type` says what. */
export type SlackEvent = JsonObject & { type: string };

/** What the event needs to be told: the scope, and the channel the bot has to be in. */
interface Conditions {
  readonly scope?: string;
  readonly channel?: Channel;
  /** Told although the token no longer works, or the bot has just left. */
  readonly afterwards?: boolean;
}

/** Tells the app what happened, as the Events API does: signed, tried again, in no promised order. */
export class Events {
  readonly #app: SlackApp;
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #world: World;
  readonly #dispatcher: Dispatcher;
  readonly #stopped: AbortSignal;
  readonly #told: JsonObject[] = [];
  #held: JsonObject[] | null = null;

  constructor(
    app: SlackApp,
    clock: Clock,
    ids: Ids,
    world: World,
    dispatcher: Dispatcher,
    stopped: AbortSignal,
  ) {
    this.#app = app;
    this.#clock = clock;
    this.#ids = ids;
    this.#world = world;
    this.#dispatcher = dispatcher;
    this.#stopped = stopped;
  }

  /** Every event told, in the order it happened, each once however often it was sent. */
  get told(): readonly JsonObject[] {
    return this.#told;
  }

  /** Tells it to the app's installation in one workspace, if it subscribed and may know. */
  emit(workspace: Workspace, event: SlackEvent, conditions: Conditions = {}): void {
    if (!this.#maySee(workspace, event, conditions)) return;
    const envelope = this.#envelope(workspace, event, conditions.channel);
    this.#told.push(envelope);
    if (this.#held) this.#held.push(envelope);
    else void this.#deliver(envelope);
  }

  /** Tells it to every workspace that is in the channel. */
  emitIn(channel: Channel, event: SlackEvent, conditions: Omit<Conditions, 'channel'> = {}): void {
    for (const workspace of this.#world.workspaces.values()) {
      const here = channel.teamId === workspace.id || channel.sharedWith.has(workspace.id);
      if (here) this.emit(workspace, event, { ...conditions, channel });
    }
  }

  /** Keeps what happens from now on, until `release`. */
  hold(): void {
    this.#held ??= [];
  }

  /** Sends what was kept; 'reversed' the last one first. Resolves when each was tried once. */
  async release(order: 'as it happened' | 'reversed' = 'as it happened'): Promise<void> {
    const held = this.#held ?? [];
    this.#held = null;
    for (const envelope of order === 'reversed' ? held.reverse() : held) await this.#attempt(envelope, null);
  }

  /**
   * Sends an event once more, the last one unless its event_id is given, as Slack does when it missed the
   * acknowledgement. Resolves when the app answered.
   */
  async repeat(eventId?: string): Promise<void> {
    const envelope =
      eventId === undefined ? this.#told.at(-1) : this.#told.find(({ event_id }) => event_id === eventId);
    if (!envelope) throw new Error('no such event was told');
    await this.#attempt(envelope, { attempt: 1, reason: 'http_timeout' });
  }

  /** An event that no subscription brought: rate limits, url_verification. Resolves when the app answered. */
  async tell(envelope: JsonObject): Promise<void> {
    await this.#attempt(envelope, null);
  }

  async #deliver(envelope: JsonObject): Promise<void> {
    let receipt = await this.#attempt(envelope, null);
    for (const [index, pause] of RETRY_MS.entries()) {
      if (receipt.acked || receipt.noRetry) return;
      if (pause > 0) await this.#clock.sleep(pause, this.#stopped);
      if (this.#stopped.aborted) return;
      receipt = await this.#attempt(envelope, { attempt: index + 1, reason: receipt.reason });
    }
  }

  #attempt(envelope: JsonObject, retry: Retry | null): Promise<Receipt> {
    return this.#dispatcher.send({ kind: 'events_api', payload: envelope, retry });
  }

  #maySee({ install }: Workspace, event: SlackEvent, { scope, channel, afterwards }: Conditions): boolean {
    if (!this.#app.events.has(subscriptionOf(event))) return false;
    if (scope !== undefined && !install.scopes.has(scope)) return false;
    if (afterwards) return true;
    if (install.tokenState !== 'active') return false;
    return channel === undefined || channel.members.has(install.botUserId);
  }

  /** The wrapper of every event (Slack docs: Events API, "Event object"). */
  #envelope(workspace: Workspace, event: SlackEvent, channel?: Channel): JsonObject {
    return {
      token: this.#app.verificationToken,
      team_id: workspace.id,
      context_team_id: workspace.id,
      context_enterprise_id: workspace.enterprise?.id ?? null,
      api_app_id: this.#app.id,
      event,
      type: 'event_callback',
      event_id: this.#ids.id('Ev'),
      event_time: Math.floor(this.#clock.now() / 1000),
      authorizations: [
        {
          enterprise_id: workspace.enterprise?.id ?? null,
          team_id: workspace.id,
          user_id: workspace.install.botUserId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: (channel?.sharedWith.size ?? 0) > 0,
      event_context: `4-${this.#ids.hex(16)}`,
    };
  }
}

/** What an app subscribes to for this event: messages by the kind of channel, all else by its type. */
function subscriptionOf(event: SlackEvent): string {
  return event.type === 'message' ? `message.${FAMILY_OF[textOf(event.channel_type)] ?? ''}` : event.type;
}

const FAMILY_OF: Readonly<Record<string, string>> = { channel: 'channels', group: 'groups', im: 'im' };

/** How a message event names the kind of its channel. */
export function channelType(channel: Channel): string {
  return { public: 'channel', private: 'group', im: 'im' }[channel.kind];
}

/** The scope to read messages of this kind of channel. */
export function historyScope(channel: Channel): string {
  return `${SCOPE_FAMILY[channel.kind]}:history`;
}
