import { again } from '../../src/chat/kit/failing.ts';
import { Remembered } from '../../src/chat/kit/remembered.ts';
import type { Clock } from '../../src/clock.ts';
import type { Calls } from './calls.ts';
import { slackCodeOf } from './errors.ts';
import type { Listed } from './history.ts';
import type { Homes, Met } from './homes.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** Who sent a message never changes; what nobody reacts to any more is forgotten. Milliseconds. */
const LIFE_MS = 24 * 60 * 60 * 1000;

/** There is no such message (any more), or not for us: it is none of ours. */
const NONE = new Set(['message_not_found', 'channel_not_found', 'not_in_channel', 'no_permission']);

/**
 * From which of our workspaces a message was sent. In a channel that two of them share (Slack Connect) either may be told
 * of a reaction to it, and Slack does not always say whose message it is: then Slack is asked. In memory alone.
 */
export class Senders {
  readonly #workspaces: Workspaces;
  readonly #calls: Calls;
  readonly #homes: Homes;
  /** Teams, by channel and message. */
  readonly #teams: Remembered<string>;
  /** Questions that are under way: what one person did stays in its order. */
  readonly #asking = new Map<string, Promise<string>>();

  constructor(workspaces: Workspaces, calls: Calls, homes: Homes, clock: Pick<Clock, 'now'>) {
    this.#workspaces = workspaces;
    this.#calls = calls;
    this.#homes = homes;
    this.#teams = new Remembered(clock, { lifeMs: LIFE_MS });
  }

  /**
   * The workspace that sent it; of a message that none of ours sent, the one that was told. `user`: its author, where
   * Slack names them. Rejects with a DeliveryError where Slack cannot say now.
   */
  async of(met: Met, ts: string, user: string | null | undefined): Promise<Workspace> {
    const { workspace: told, channel } = met;
    if (user) return this.#workspaces.byBot(user) ?? told;
    if (this.#workspaces.realms().length === 1 || !(await this.#homes.isShared(met))) return told;
    const key = `${channel} ${ts}`;
    return this.#workspaces.byTeam(this.#teams.get(key) ?? (await this.#asked(key, met, ts))) ?? told;
  }

  async #asked(key: string, met: Met, ts: string): Promise<string> {
    const asking = this.#asking.get(key) ?? this.#ask(met, ts);
    this.#asking.set(key, asking);
    try {
      const team = await asking;
      this.#teams.set(key, team);
      return team;
    } finally {
      this.#asking.delete(key);
    }
  }

  async #ask({ workspace: told, channel }: Met, ts: string): Promise<string> {
    try {
      const { message } = await this.#calls(told.client, again('reactions.get'), (client) =>
        client.reactions.get({ channel, timestamp: ts }),
      );
      const { user, bot_id: bot } = (message ?? {}) as Listed;
      const sender = this.#workspaces
        .all()
        .find(({ botUser, botId }) => user === botUser || (botId !== null && bot === botId));
      return (sender ?? told).team;
    } catch (error) {
      if (NONE.has(slackCodeOf(error) ?? '')) return told.team;
      throw error;
    }
  }
}
