import { type Channel, type Person, personKey } from '../../src/chat/place.ts';
import type { ResponseUrl } from './response-url.ts';

/** Addresses remembered at most; the least recently given goes first. */
const CAPACITY = 5_000;

/**
 * The last command of each person in each place, by whose address they are answered there for half an hour: a form
 * that is sent and a button that is pressed have no address of their own, and the bot may whisper to nobody on most
 * servers. After a restart none is known.
 */
export class RecentCommands {
  readonly #urls = new Map<string, ResponseUrl>();

  typed(person: Person, where: Channel, url: ResponseUrl | null): void {
    const key = keyOf(person, where);
    this.#urls.delete(key);
    if (url) this.#urls.set(key, url);
    const [oldest] = this.#urls.keys();
    if (this.#urls.size > CAPACITY && oldest !== undefined) this.#urls.delete(oldest);
  }

  /** Null where none is known, or it takes no more. */
  urlFor(person: Person, where: Channel | null): ResponseUrl | null {
    const url = where && this.#urls.get(keyOf(person, where));
    return url?.open ? url : null;
  }
}

/** What is answered stands in the thread in which the command was typed. */
function keyOf(person: Person, { channel, thread = '' }: Channel): string {
  return JSON.stringify([personKey(person), channel, thread]);
}
