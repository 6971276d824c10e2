import { neverLeft } from '../../src/chat/kit/never-left.ts';
import { postJson } from '../../src/chat/kit/post-json.ts';
import type { Clock } from '../../src/clock.ts';

/** An address takes answers this long and so often (Slack docs: "Handling user interaction"), milliseconds. */
const LIFE_MS = 30 * 60_000;
const USES = 5;
/** A little earlier than Slack, so that the last answer is not lost on its way. */
const MARGIN_MS = 10_000;

/** What is posted there. */
export interface PrivateAnswer {
  text: string;
  blocks: readonly unknown[];
}

/**
 * The address by which an interaction is answered: shown to its person alone, in the channel it came from, even
 * where the bot is no member. `thread` is the one the interaction came from, of that channel: the address alone does
 * not say it, and a thread of another channel would show the answer to nobody.
 */
export class ResponseUrl {
  readonly #url: string;
  readonly #thread: string | undefined;
  readonly #clock: Clock;
  readonly #until: number;
  #left = USES;

  constructor(url: string, thread: string | undefined, clock: Clock) {
    this.#url = url;
    this.#thread = thread;
    this.#clock = clock;
    this.#until = clock.now() + LIFE_MS - MARGIN_MS;
  }

  /** Whether it may take so many more answers. */
  takes(count: number): boolean {
    return this.#left >= count && this.#clock.now() <= this.#until;
  }

  /**
   * Shows the answer; false when this address takes no more, Slack refused it, or it never left: then there are other
   * ways. True also where nobody knows.
   */
  async answer(content: PrivateAnswer): Promise<boolean> {
    if (!this.takes(1)) return false;
    this.#left -= 1;
    const thread = this.#thread === undefined ? {} : { thread_ts: this.#thread };
    // Of a press it would be the message that was pressed.
    const kept = { response_type: 'ephemeral', replace_original: false };
    try {
      const { status, text } = await postJson(this.#url, { ...kept, ...thread, ...content });
      return status >= 200 && status < 300 && !isRefusal(text);
    } catch (error) {
      // Cut off or too late, it may be shown already: it is not said a second time by another way.
      return !neverLeft(error);
    }
  }
}

/** Slack may refuse with a 200, and `ok: false` in the body; of what it takes, it may say no more than "ok". */
function isRefusal(text: string): boolean {
  try {
    return JSON.parse(text)?.ok === false;
  } catch {
    return false;
  }
}
