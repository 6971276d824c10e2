import type { Readiness } from './health.ts';

/**
 * How the adapters are, for `/readyz`. One that serves several realms is down when all of them are that it has told
 * of: where one goes on, so does the adapter.
 */
export class Parts {
  readonly #wrong = new Map<string, string | null>();
  /** By adapter and realm: whether it is up. */
  readonly #realms = new Map<string, Map<string, boolean>>();

  constructor(names: readonly string[]) {
    for (const name of names) {
      this.#wrong.set(name, 'starting');
      this.#realms.set(name, new Map());
    }
  }

  /** The adapter has started. */
  started(name: string): void {
    this.#wrong.set(name, null);
  }

  /** The adapter will not start. */
  failed(name: string): void {
    this.#wrong.set(name, 'cannot start');
  }

  stopping(): void {
    for (const name of this.#wrong.keys()) this.#wrong.set(name, 'stopping');
  }

  /** What the adapter says of a realm. */
  told(name: string, realm: string, up: boolean): void {
    this.#realms.get(name)?.set(realm, up);
  }

  readiness(): Readiness {
    return Object.fromEntries([...this.#wrong].map(([name, wrong]) => [name, wrong ?? this.#down(name)]));
  }

  #down(name: string): string | null {
    const told = [...(this.#realms.get(name)?.values() ?? [])];
    return told.length > 0 && told.every((up) => !up) ? 'down' : null;
  }
}
