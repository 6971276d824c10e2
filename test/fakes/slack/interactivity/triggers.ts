import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../ids.ts';

/** How long a trigger opens a modal, ms (Slack docs: views.open, "within 3 seconds"). */
const TRIGGER_MS = 3_000;

const SHAPE = /^\d+\.\d+\.[0-9a-f]+$/;

interface Trigger {
  readonly teamId: string;
  readonly userId: string;
  readonly born: number;
  used: boolean;
}

/** The right to open one modal before one person, once and soon. */
export class Triggers {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #known = new Map<string, Trigger>();

  constructor(clock: Clock, ids: Ids) {
    this.#clock = clock;
    this.#ids = ids;
  }

  /** A fresh trigger of what this person just did. */
  issue(teamId: string, userId: string): string {
    const id = this.#ids.trigger();
    this.#known.set(id, { teamId, userId, born: this.#clock.now(), used: false });
    return id;
  }

  /** Who may be shown a modal, or Slack's error why not. A trigger that could be used is used by this. */
  redeem(teamId: string, id: string): { userId: string } | { error: string } {
    const trigger = this.#known.get(id);
    if (!SHAPE.test(id) || trigger?.teamId !== teamId) return { error: 'invalid_trigger_id' };
    if (trigger.used) return { error: 'exchanged_trigger_id' };
    if (this.#clock.now() - trigger.born > TRIGGER_MS) return { error: 'expired_trigger_id' };
    trigger.used = true;
    return { userId: trigger.userId };
  }
}
