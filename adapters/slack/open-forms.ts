import type { Answer } from '../../src/chat/arrival.ts';
import { Remembered } from '../../src/chat/kit/remembered.ts';
import type { Clock } from '../../src/clock.ts';
import type { Modal } from './modals.ts';
import type { ResponseUrl } from './response-url.ts';

/** Forms remembered at most; the one opened first goes first. */
const CAPACITY = 5_000;

/** What comes within this of the same form was sent at once with it, milliseconds. */
const AT_ONCE_MS = 60_000;

/**
 * From which interaction a form that is open came: a submit has no address of its own for its answer, and by that of
 * the command its person is answered in the channel they asked from, even where the bot is no member.
 */
export class OpenForms {
  readonly #urls = new Map<string, ResponseUrl>();
  /** What was said to forms, by their nonces. */
  readonly #said: Remembered<string>;

  constructor(clock: Pick<Clock, 'now'>) {
    this.#said = new Remembered(clock, { lifeMs: AT_ONCE_MS, capacity: CAPACITY });
  }

  /** Whether a private answer to a form is not the one that was just said to it. */
  isFirst(nonce: string, answer: Answer): boolean {
    if (answer.kind !== 'private') return true;
    const message = JSON.stringify(answer.message);
    if (this.#said.get(nonce) === message) return false;
    this.#said.set(nonce, message);
    return true;
  }

  opened({ id }: Modal, responseUrl: ResponseUrl | null): void {
    if (!responseUrl) return;
    this.#urls.delete(id);
    this.#urls.set(id, responseUrl);
    const [oldest] = this.#urls.keys();
    if (this.#urls.size > CAPACITY && oldest !== undefined) this.#urls.delete(oldest);
  }

  /** Null where none is known, as after a restart. */
  responseUrl(view: string): ResponseUrl | null {
    return this.#urls.get(view) ?? null;
  }
}
