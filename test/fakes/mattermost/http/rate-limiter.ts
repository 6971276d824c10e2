import type { Clock } from '../../shared/clock.ts';
import type { Config } from '../settings.ts';

/** RateLimitSettings, for the one address everybody here comes from (app/ratelimit.go). */
export class RateLimiter {
  readonly #clock: Clock;
  readonly #config: Config;
  #tokens = Number.POSITIVE_INFINITY;
  #at = 0;

  constructor(clock: Clock, config: Config) {
    this.#clock = clock;
    this.#config = config;
  }

  /** Seconds to wait before this request, or null when it may pass. */
  exceeded(): number | null {
    const { Enable, PerSec, MaxBurst } = this.#config.RateLimitSettings;
    if (!Enable) return null;
    const now = this.#clock.now();
    this.#tokens = Math.min(MaxBurst + 1, this.#tokens + ((now - this.#at) / 1000) * PerSec);
    this.#at = now;
    if (this.#tokens < 1) return Math.max(1, Math.ceil((1 - this.#tokens) / PerSec));
    this.#tokens -= 1;
    return null;
  }
}
