import { postJson } from '../../src/chat/kit/post-json.ts';
import type { Clock } from '../../src/clock.ts';
import { neverLeft } from './errors.ts';

/** An address takes answers this long and so often (Slack docs: "Handling user interaction"), milliseconds. */
const LIFE_MS = 30 * 60_000;
const USES = 5;
/** A little earlier than Slack, so that the last answer is not lost on its way. */
const MARGIN_MS = 10_000;

/** What is posted there. */
export interface PrivateAnswer {
  text: string;
  blocks: readonly unknown[];
  thread_ts?: string;
}

/** What the address came with. */
export type Origin = 'command' | 'press';

/**
 * The address by which an interaction is answered: shown to its person alone, in the channel it came from, even
 * where the bot is no member.
 */
export class ResponseUrl {
  readonly #url: string;
  readonly #of: Origin;
  readonly #clock: Clock;
  readonly #until: number;
  #left = USES;

  constructor(url: string, of: Origin, clock: Clock) {
    this.#url = url;
    this.#of = of;
    this.#clock = clock;
    this.#until = clock.now() + LIFE_MS - MARGIN_MS;
  }

  /** Whether what was answered by it can be replaced. That of a press would replace the message that was pressed. */
  get replaces(): boolean {
    return this.#of === 'command';
  }

  /**
   * Shows the answer; false when this address takes no more, Slack refused it, or it never left: then there are other
   * ways. True also where nobody knows.
   */
  answer(content: PrivateAnswer): Promise<boolean> {
    return this.#post({ ...content, replace_original: false });
  }

  /** Shows it in place of what was answered last; only where {@link replaces}. */
  replace(content: PrivateAnswer): Promise<boolean> {
    return this.replaces ? this.#post({ ...content, replace_original: true }) : Promise.resolve(false);
  }

  async #post(content: object): Promise<boolean> {
    if (this.#left === 0 || this.#clock.now() > this.#until) return false;
    this.#left -= 1;
    try {
      const status = await postJson(this.#url, { response_type: 'ephemeral', ...content });
      return status >= 200 && status < 300;
    } catch (error) {
      // Cut off or too late, it may be shown already: it is not said a second time by another way.
      return !neverLeft(error);
    }
  }
}
