import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Trust } from './calls.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';

const NO_LONGER_TAKEN =
  'mattermost: a server no longer takes the token of the bot: enable the bot, and all goes on by itself; or set a new ' +
  'MATTERMOST_BOT_TOKEN and start again';

/**
 * Servers that do not take our token. It is told once, as it is seen. Calls and sockets go on trying: once the bot is
 * enabled again, the box is told that the server is found.
 */
export class LostSites implements Trust {
  /** By realm: since when. */
  readonly #lost = new Map<string, number>();
  readonly #ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>;

  constructor(ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>) {
    this.#ctx = ctx;
  }

  refused({ realm }: Pick<Site, 'realm'>, says = NO_LONGER_TAKEN): void {
    if (this.#lost.has(realm)) return;
    const at = this.#ctx.clock.now();
    this.#lost.set(realm, at);
    this.#ctx.report({ kind: 'lost', what: { platform: PLATFORM, realm }, at });
    this.#ctx.report({ kind: 'down', realm, at });
    this.#ctx.log.error({ realm }, says);
  }

  taken({ realm }: Pick<Site, 'realm'>): void {
    const since = this.#lost.get(realm);
    if (since === undefined) return;
    this.#lost.delete(realm);
    const at = this.#ctx.clock.now();
    this.#ctx.report({ kind: 'found', what: { platform: PLATFORM, realm }, at });
    this.#ctx.report({ kind: 'gap', realm, since, at });
    this.#ctx.report({ kind: 'up', realm, at });
    this.#ctx.log.info({ realm }, 'mattermost: a server takes the token of the bot again');
  }
}
