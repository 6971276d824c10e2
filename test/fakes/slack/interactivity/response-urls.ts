import type { Clock } from '../../shared/clock.ts';
import type { Ids } from '../ids.ts';

/** How long an answer may come, ms, and how often (Slack docs: "Handling user interaction", response_url). */
const RESPONSE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

/** Where an answer by response_url goes. */
export interface ResponsePlace {
  readonly teamId: string;
  readonly channelId: string;
  readonly userId: string;
  /** The message that is replaced or deleted: the one pressed, or what this address showed last. */
  originalTs: string | null;
  readonly threadTs: string | null;
}

interface Issued extends ResponsePlace {
  readonly born: number;
  uses: number;
}

/** The addresses by which an app answers without a token. */
export class ResponseUrls {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #base: () => string;
  readonly #issued = new Map<string, Issued>();

  constructor(clock: Clock, ids: Ids, base: () => string) {
    this.#clock = clock;
    this.#ids = ids;
    this.#base = base;
  }

  /** A fresh address; commands and actions have their own paths, as hooks.slack.com has. */
  issue(kind: 'commands' | 'actions', place: ResponsePlace): string {
    const path = `/${kind}/${place.teamId}/${this.#ids.hex(12)}/${this.#ids.hex(24)}`;
    this.#issued.set(path, { ...place, born: this.#clock.now(), uses: 0 });
    return `${this.#base()}${path}`;
  }

  /** The place of that path and one use less, or why it is none. Null: never issued. */
  use(path: string): ResponsePlace | { error: 'expired_url' | 'used_url' } | null {
    const issued = this.#issued.get(path);
    if (!issued) return null;
    if (this.#clock.now() - issued.born > RESPONSE_MS) return { error: 'expired_url' };
    if (issued.uses >= RESPONSE_USES) return { error: 'used_url' };
    issued.uses += 1;
    return issued;
  }

  /** The place of an address, without using it. */
  placeOf(address: string): ResponsePlace | null {
    return this.#issued.get(new URL(address).pathname) ?? null;
  }
}
