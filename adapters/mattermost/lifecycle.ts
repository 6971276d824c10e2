import { type Adapter, type AdapterContext, DeliveryError } from '../../src/chat/adapter.ts';
import { whileOpen } from '../../src/chat/kit/while-open.ts';
import { PREFIX } from './doors.ts';
import type { Environment } from './environment.ts';
import { doorListener } from './inbound/door.ts';
import { type OpenMattermost, openMattermost } from './open-mattermost.ts';
import { type Outbound, PACE, RESEND_SAFE_MS } from './outbound.ts';
import { hasSteps } from './steps.ts';

/** What people type to call the box. */
const COMMAND_WORD = '/idee';

/** Said to sends before the start: they may succeed later. */
const CLOSED_MS = 5_000;

/**
 * Mattermost. Requests are answered "try again" until it is started and after it stops; sends are put off until it is
 * started, and still go out after it stops. Starting asks each server whose its token is; one that does not answer, or
 * takes it not, holds up no other and is asked again. It rejects with a SetupError that says what to do where no server
 * takes its token.
 */
export function createMattermost(ctx: AdapterContext, env: Environment): Adapter {
  const stopping = new AbortController();
  let open: OpenMattermost | null = null;
  let closed: Promise<void> | null = null;

  ctx.http.mount(PREFIX, doorListener({ ctx, open: () => (stopping.signal.aborted ? null : open) }));

  function speaking(): Outbound {
    if (!open) throw new DeliveryError({ retryAfterMs: CLOSED_MS, scope: 'realm' });
    return open.outbound;
  }

  return {
    commandWord: COMMAND_WORD,
    can(realm) {
      const site = open?.sites.byRealm(realm);
      const forms = site && hasSteps(site.version) ? 'steps' : 'one';
      return { forms, buttons: true, private: true, threads: true, resendSafeMs: RESEND_SAFE_MS };
    },
    pace: PACE,

    async start(inbox) {
      open = openMattermost(ctx, env, inbox, stopping.signal);
      await open.listen();
    },

    async stop() {
      stopping.abort();
      closed ??= open?.close() ?? null;
      await closed;
    },

    ...whileOpen(speaking),
    messageAt: (...of) => open?.outbound.messageAt(...of) ?? null,
  };
}
