import type { Clock } from '../../src/clock.ts';

/** A refusal is believed when it is met again so much later, milliseconds. */
export const SECOND_LOOK_MS = 30_000;

/**
 * Refusals that a server also gives while its database does not answer: it says that we may not where it could not look
 * (SessionHasPermissionToChannel). One is believed once it was met {@link SECOND_LOOK_MS} before, and nothing else since.
 */
export class SecondLook {
  readonly #clock: Clock;
  /** By what was refused: since when. */
  readonly #since = new Map<string, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** It was refused now: whether that has lasted. */
  lasts(what: string): boolean {
    const now = this.#clock.now();
    const since = this.#since.get(what) ?? now;
    this.#since.set(what, since);
    return now - since >= SECOND_LOOK_MS;
  }

  /** It was not refused. */
  over(what: string): void {
    this.#since.delete(what);
  }
}
