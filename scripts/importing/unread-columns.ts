import { excerpt, tidy } from '../../src/text.ts';

/** Names told in a report at most. A file may hold any number of them. */
const NAMES_MAX = 30;
/** Of one name, in signs. */
const NAME_MAX = 40;

/** The columns of some files that no field is read from, each named once: what is in them does not come along. */
export class UnreadColumns {
  readonly #seen = new Set<string>();
  /** Their names in the order they were met; after the first thirty only "…". */
  readonly names: string[] = [];

  add(name: string): void {
    if (this.#seen.size > NAMES_MAX || this.#seen.has(name)) return;
    this.#seen.add(name);
    this.names.push(this.#seen.size > NAMES_MAX ? '…' : excerpt(tidy(name).replace(/\s+/g, ' '), NAME_MAX));
  }
}
