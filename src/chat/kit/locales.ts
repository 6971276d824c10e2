import { type Person, personKey } from '../place.ts';

/** Persons remembered at most; the least recently learned goes first. */
const CAPACITY = 20_000;

/**
 * The languages of persons, as their profiles said when the box last asked: Slack's requests do not name one, and
 * "still recording" must not wait for a profile.
 */
export class Locales {
  readonly #known = new Map<string, string>();

  learn(person: Person, locale: string | undefined): void {
    const key = personKey(person);
    this.#known.delete(key);
    if (locale !== undefined) this.#known.set(key, locale);
    const [oldest] = this.#known.keys();
    if (this.#known.size > CAPACITY && oldest !== undefined) this.#known.delete(oldest);
  }

  of(person: Person): string | undefined {
    return this.#known.get(personKey(person));
  }
}
