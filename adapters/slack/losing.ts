import type { WebClient } from '@slack/web-api';
import { type AdapterContext, DeliveryError } from '../../src/chat/adapter.ts';
import { LATER, REPAIR_MS } from '../../src/chat/kit/failing.ts';
import { codeOf } from './codes.ts';
import { PLATFORM } from './platform.ts';
import type { Workspace, Workspaces } from './workspaces.ts';

/** Codes of a token that is no longer taken, whatever is asked with it. */
export const NO_LONGER_TAKEN: ReadonlySet<string> = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
]);

/** Workspaces from which the app was removed while the box runs. Each is told once; the others go on. */
export class Losing {
  readonly #ctx: Pick<AdapterContext, 'report' | 'clock' | 'log'>;
  readonly #workspaces: Workspaces;
  /** Teams whose tokens are being tried. */
  readonly #tried = new Set<string>();

  constructor(ctx: Pick<AdapterContext, 'report' | 'clock' | 'log'>, workspaces: Workspaces) {
    this.#ctx = ctx;
    this.#workspaces = workspaces;
  }

  lose({ realm, team }: Workspace): void {
    if (!this.#workspaces.lose(team)) return;
    const { report, clock, log } = this.#ctx;
    const at = clock.now();
    const living = this.#workspaces.inRealm(realm).length > 0;
    report({ kind: 'lost', what: { platform: PLATFORM, realm, ...(living && { team }) }, at });
    const others = this.#workspaces.livingRealms().length > 0;
    // Where others go on, so does the adapter.
    if (!others) report({ kind: 'down', realm, at });
    log.error(
      { team },
      'slack: the app was removed from a workspace: install it again, put its new token in SLACK_BOT_TOKENS and start ' +
        'again; what waits for it is kept',
    );
  }

  /**
   * A call was answered, or an event says, that a token is not taken. Believed once the token itself was tried: Slack has
   * bad days, and sends events of a token of before again.
   */
  async suspect(client: WebClient): Promise<void> {
    const workspace = this.#workspaces.all().find((one) => one.client === client);
    if (!workspace || this.#tried.has(workspace.team) || !this.#workspaces.of(workspace)) return;
    this.#tried.add(workspace.team);
    try {
      await client.auth.test();
    } catch (error) {
      if (NO_LONGER_TAKEN.has(codeOf(error))) this.lose(workspace);
    } finally {
      this.#tried.delete(workspace.team);
    }
  }
}

/**
 * What is said to sends to a workspace we do not speak in: one that was lost is waited for, its whole realm where
 * nothing of it is left; one we never knew is gone, unless a token is left whose workspace we do not know yet.
 */
export function notHere(realm: string, workspaces: Workspaces): DeliveryError {
  if (!workspaces.realms().includes(realm))
    return new DeliveryError(workspaces.areAllKnown ? { permanent: 'gone' } : LATER);
  const scope = workspaces.inRealm(realm).length === 0 ? 'realm' : 'lane';
  return new DeliveryError({ retryAfterMs: REPAIR_MS, scope });
}
