import type { AdapterContext } from '../../src/chat/adapter.ts';
import type { Trust } from './calls.ts';
import { PLATFORM } from './platform.ts';
import type { Site } from './site.ts';

const NO_LONGER_TAKEN =
  'mattermost: a server no longer takes the token of the bot: enable the bot, and all goes on by itself; or set a new ' +
  'MATTERMOST_BOT_TOKEN and start again';

const SILENT =
  'mattermost: a server does not answer, or something before it does in its place; what is for it waits. See that it ' +
  'runs, that this machine reaches it at MATTERMOST_URL, and that a proxy before it passes /api/v4 on';
/** Calls in a row without an answer until it is told: one is an accident. */
const SILENCES = 3;

/**
 * Servers that do not answer, or do not take our token. It is told once, as it is seen. Calls and sockets go on trying:
 * once the bot is enabled again, the box is told that the server is found. That it is heard again, and what was missed
 * meanwhile, its socket tells.
 */
export class LostSites implements Trust {
  /** By realm. */
  readonly #lost = new Set<string>();
  /** By realm: calls in a row without an answer. */
  readonly #silences = new Map<string, number>();
  /** By realm: who hears that its token is not taken. */
  readonly #hears = new Map<string, () => void>();
  readonly #ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>;

  constructor(ctx: Pick<AdapterContext, 'report' | 'log' | 'clock'>) {
    this.#ctx = ctx;
  }

  /** `hears` is called whenever a call, or a socket, meets that the token of a server is not taken. */
  onRefused({ realm }: Pick<Site, 'realm'>, hears: () => void): void {
    this.#hears.set(realm, hears);
  }

  silent({ realm }: Pick<Site, 'realm'>, code: string): void {
    const silences = (this.#silences.get(realm) ?? 0) + 1;
    this.#silences.set(realm, silences);
    if (silences === SILENCES) this.#ctx.log.warn({ realm, code }, SILENT);
  }

  refused({ realm }: Pick<Site, 'realm'>, says = NO_LONGER_TAKEN): void {
    this.#answered(realm);
    this.#hears.get(realm)?.();
    if (this.#lost.has(realm)) return;
    const at = this.#ctx.clock.now();
    this.#lost.add(realm);
    this.#ctx.report({ kind: 'lost', what: { platform: PLATFORM, realm }, at });
    this.#ctx.report({ kind: 'down', realm, at });
    this.#ctx.log.error({ realm }, says);
  }

  taken({ realm }: Pick<Site, 'realm'>): void {
    this.#answered(realm);
    if (!this.#lost.delete(realm)) return;
    this.#ctx.report({ kind: 'found', what: { platform: PLATFORM, realm }, at: this.#ctx.clock.now() });
    this.#ctx.log.info({ realm }, 'mattermost: a server takes the token of the bot again');
  }

  #answered(realm: string): void {
    const silences = this.#silences.get(realm) ?? 0;
    this.#silences.delete(realm);
    if (silences >= SILENCES) this.#ctx.log.info({ realm }, 'mattermost: a server answers again');
  }
}
