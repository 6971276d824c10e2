import { type Adapter, type AdapterContext, DeliveryError } from '../../src/chat/adapter.ts';
import { whileOpen } from '../../src/chat/kit/while-open.ts';
import type { Environment } from './environment.ts';
import { type OpenSlack, openSlack } from './open-slack.ts';
import { type Outbound, PACE } from './outbound.ts';

/** What people type to call the box. */
const COMMAND_WORD = '/idee';

/** Said to sends before the start: they may succeed later. */
const CLOSED_MS = 5_000;

/**
 * Slack. Requests are refused (503) until it is started and after it stops; sends are put off until it is started,
 * and still go out after it stops. Starting asks Slack whose the tokens are, and rejects with a SetupError that says
 * what to do where one is not taken.
 */
export function createSlack(ctx: AdapterContext, env: Environment): Adapter {
  const stopping = new AbortController();
  let open: OpenSlack | null = null;
  let closed: Promise<void> | null = null;

  ctx.http.mount('/slack/', (request, response) => {
    if (open?.listener && !stopping.signal.aborted) return open.listener(request, response);
    response.writeHead(env.way.kind === 'http' ? 503 : 404, { 'retry-after': '1' }).end();
  });

  function speaking(): Outbound {
    if (!open) throw new DeliveryError({ retryAfterMs: CLOSED_MS, scope: 'realm' });
    return open.outbound;
  }

  return {
    commandWord: COMMAND_WORD,
    // Slack honours no key of ours: a send in doubt is looked for first.
    can: () => ({ forms: 'steps', buttons: true, private: true, threads: true, resendSafeMs: 0 }),
    pace: PACE,

    async start(inbox) {
      const opened = await openSlack(ctx, env, inbox, stopping.signal);
      open = opened;
      await opened.listen();
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
