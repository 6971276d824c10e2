import type { Modal } from './modals.ts';
import type { ResponseUrl } from './response-url.ts';

/** Forms remembered at most; the one opened first goes first. */
const CAPACITY = 5_000;

/**
 * From which interaction a form that is open came: a submit has no address of its own for its answer, and by that of
 * the command its person is answered in the channel they asked from, even where the bot is no member.
 */
export class OpenForms {
  readonly #urls = new Map<string, ResponseUrl>();

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
