import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Trust } from './calls.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';

/**
 * Servers that no longer take our token. It is told once, as it is seen. Calls and sockets go on trying: should the bot
 * be enabled again, reactions are heard again; the box takes its channels up at its next start.
 */
export class LostSites implements Trust {
  /** By realm: since when. */
  readonly #lost = new Map<string, number>();
  readonly #ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>;

  constructor(ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>) {
    this.#ctx = ctx;
  }

  refused({ realm }: Site): void {
    if (this.#lost.has(realm)) return;
    const at = this.#ctx.clock.now();
    this.#lost.set(realm, at);
    this.#ctx.report({ kind: 'lost', what: { platform: PLATFORM, realm }, at });
    this.#ctx.report({ kind: 'down', realm, at });
    this.#ctx.log.error(
      { realm },
      'mattermost: a server no longer takes the token of the bot: enable the bot, or set a new MATTERMOST_BOT_TOKEN; then start again',
    );
  }

  taken({ realm }: Site): void {
    const since = this.#lost.get(realm);
    if (since === undefined) return;
    this.#lost.delete(realm);
    const at = this.#ctx.clock.now();
    this.#ctx.report({ kind: 'gap', realm, since, at });
    this.#ctx.report({ kind: 'up', realm, at });
    this.#ctx.log.info({ realm }, 'mattermost: a server takes the token of the bot again');
  }
}
