import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Trust } from './calls.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';

/**
 * Servers that no longer take our token. It is told once, as it is seen: calls and sockets go on trying, and should the
 * bot be enabled again everything continues without a restart.
 */
export class LostSites implements Trust {
  readonly #lost = new Set<string>();
  readonly #ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>;

  constructor(ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>) {
    this.#ctx = ctx;
  }

  refused({ realm }: Site): void {
    if (this.#lost.has(realm)) return;
    this.#lost.add(realm);
    const at = this.#ctx.clock.now();
    this.#ctx.report({ kind: 'lost', what: { platform: PLATFORM, realm }, at });
    this.#ctx.report({ kind: 'down', realm, at });
    this.#ctx.log.error(
      { realm },
      'mattermost: a server no longer takes the token of the bot: enable the bot, or set a new MATTERMOST_BOT_TOKEN',
    );
  }

  taken({ realm }: Site): void {
    if (!this.#lost.delete(realm)) return;
    this.#ctx.log.info({ realm }, 'mattermost: a server takes the token of the bot again');
  }
}
