import type { Clock } from '../shared/clock.ts';

/** Calls a minute, per method and workspace (Slack docs: "Rate limits"; t5 is "special"). */
const PER_MINUTE: Readonly<Record<string, number>> = { t1: 1, t2: 20, t3: 50, t4: 100 };

/** chat.postMessage: one a second a channel, a few more at once (Slack docs: "Rate limits", posting messages). */
const POSTS_PER_CHANNEL = 4;
const POST_WINDOW_MS = 4_000;

/** Slack's budgets, kept only when a test asks for it. */
export class RateLimits {
  readonly #clock: Clock;
  readonly #calls = new Map<string, number[]>();
  enforced = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds to wait before this call, or null when it is within the budget and counted. */
  exceeded(method: string, tier: string, teamId: string, channel: string): number | null {
    if (!this.enforced) return null;
    if (method === 'chat.postMessage') {
      return this.#spend(`${method} ${teamId} ${channel}`, POSTS_PER_CHANNEL, POST_WINDOW_MS);
    }
    const budget = PER_MINUTE[tier];
    return budget === undefined ? null : this.#spend(`${method} ${teamId}`, budget, 60_000);
  }

  #spend(key: string, budget: number, windowMs: number): number | null {
    const now = this.#clock.now();
    const recent = (this.#calls.get(key) ?? []).filter((at) => at > now - windowMs);
    this.#calls.set(key, recent);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= budget)
      return Math.max(1, Math.ceil((oldest + windowMs - now) / 1000));
    recent.push(now);
    return null;
  }
}
