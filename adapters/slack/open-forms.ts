import type { Answer } from '../../src/chat/arrival.ts';
import { Remembered } from '../../src/chat/kit/remembered.ts';
import type { Clock } from '../../src/clock.ts';
import type { Modal } from './modals.ts';
import type { Asker } from './telling.ts';

/** Forms remembered at most; the one opened first goes first. */
const CAPACITY = 5_000;

/** What comes within this of the same form was sent at once with it, milliseconds. */
const AT_ONCE_MS = 60_000;

/** Where the answer to a form belongs, besides the channel that its state names. */
type Opened = Pick<Asker, 'responseUrl' | 'directly'>;

/**
 * From which interaction a form that is open came: a submit has no address of its own for its answer, and by that of
 * the command its person is answered in the channel they asked from, even where the bot is no member. A form that
 * opened in the direct conversation is answered there, also when the address is past.
 */
export class OpenForms {
  readonly #opened = new Map<string, Opened>();
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

  opened({ id }: Modal, { responseUrl, directly = false }: Asker): void {
    if (!responseUrl && !directly) return;
    this.#opened.delete(id);
    this.#opened.set(id, { responseUrl, directly });
    const [oldest] = this.#opened.keys();
    if (this.#opened.size > CAPACITY && oldest !== undefined) this.#opened.delete(oldest);
  }

  /** Nothing where none is known, as after a restart: the answer is then shown in the channel, to its person alone. */
  of(view: string): Opened {
    return this.#opened.get(view) ?? { responseUrl: null };
  }
}
