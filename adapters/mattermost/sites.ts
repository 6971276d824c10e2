import { DeliveryError } from '../../src/chat/adapter.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';

/** Said to sends to a server that has not answered yet: they may succeed later. Milliseconds. */
const AWAITED_MS = 5_000;

/** The servers by their realms. Each is there once it has said whose its token is; until then it is awaited. */
export class Sites {
  readonly #realms: ReadonlySet<string>;
  readonly #open = new Map<string, Site>();

  /** `realms`: all that are configured. */
  constructor(realms: readonly string[]) {
    this.#realms = new Set(realms);
  }

  add(site: Site): void {
    this.#open.set(site.realm, site);
  }

  /** Null for one that is awaited, or not configured. */
  byRealm(realm: string): Site | null {
    return this.#open.get(realm) ?? null;
  }

  /** Whether that server is configured and has not answered yet. */
  isAwaited(realm: string): boolean {
    return this.#realms.has(realm) && !this.#open.has(realm);
  }

  /**
   * The server of a person or a channel; null for another platform's, and for one that is not configured. Throws a
   * DeliveryError where it is awaited.
   */
  of({ platform, realm }: { platform: string; realm: string }): Site | null {
    if (platform !== PLATFORM) return null;
    if (this.isAwaited(realm)) throw new DeliveryError({ retryAfterMs: AWAITED_MS, scope: 'realm' });
    return this.byRealm(realm);
  }

  /** Those that are open. */
  all(): readonly Site[] {
    return [...this.#open.values()];
  }
}
