import type { Logger } from '../../src/log.ts';

/**
 * Something that fails for a while: told once when it begins and once when it is over, whoever of several met it. Each
 * try in between is for who looks closely.
 */
export class Trouble {
  readonly #log: Logger;
  readonly #says: { begins: string; ends: string };
  readonly #failing = new Set<unknown>();

  constructor(log: Logger, says: { begins: string; ends: string }) {
    this.#log = log;
    this.#says = says;
  }

  /** `who`: what failed, of several. */
  failed(who: unknown, line: object): void {
    const level = this.#failing.size === 0 ? 'warn' : 'debug';
    this.#failing.add(who);
    this.#log[level](line, this.#says.begins);
  }

  /** It works for that one. */
  worked(who: unknown): void {
    if (this.#failing.delete(who) && this.#failing.size === 0) this.#log.info({}, this.#says.ends);
  }
}
