import type { Clock } from '../../../src/clock.ts';
import { type Check, failure, ok, warning } from '../check.ts';

/** Slack's Date counts whole seconds, and an answer takes a while: less says nothing. Milliseconds. */
const NOTICEABLE_MS = 30_000;
/** Further apart, what Slack signs is refused (adapters/slack/receivers/proof.ts). Milliseconds. */
const REFUSED_MS = 5 * 60_000;

/** How far this machine's clock is from Slack's, by the Date of Slack's answers. */
export class Skew {
  readonly #clock: Clock;
  #ms: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `fetch` that looks at the Date of each answer; the last one counts. */
  readonly fetch: typeof fetch = async (input, init) => {
    const asked = this.#clock.now();
    const answer = await fetch(input, init);
    const theirs = Date.parse(answer.headers.get('date') ?? '');
    if (!Number.isNaN(theirs)) this.#ms = Math.round((asked + this.#clock.now()) / 2) - theirs;
    return answer;
  };

  /** Null where Slack never said. */
  check(): Check | null {
    if (this.#ms === null) return null;
    const seconds = Math.round(Math.abs(this.#ms) / 1000);
    const says = `this machine's clock is ${seconds} s ${this.#ms < 0 ? 'behind' : 'ahead of'} Slack's`;
    const remedy = 'set the clock and keep it so (NTP, e.g. timedatectl set-ntp true)';
    if (Math.abs(this.#ms) >= REFUSED_MS) {
      return failure('slack clock', `${says}: requests of Slack are refused`, remedy);
    }
    if (Math.abs(this.#ms) >= NOTICEABLE_MS) return warning('slack clock', says, remedy);
    return ok('slack clock', 'this machine and Slack agree on the time');
  }
}
