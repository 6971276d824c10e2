import type { Adapter } from '../chat/adapter.ts';
import { forbiddenMs } from './backoff.ts';
import { type DeliveryContext, LOST_UNMARKED, tell, write } from './context.ts';
import { inTime } from './deadline.ts';
import type { Painted, Repaint } from './delivery-store.ts';
import { failureOf, retryAt } from './failure.ts';
import type { Rendered } from './rendering.ts';

const MINUTE_MS = 60_000;

/** What one repaint came to, and until when its queue rests. */
interface Outcome {
  painted: Painted;
  restUntil: number;
  /** Whether its channel is lost. */
  lost?: true;
}

/**
 * Paints the least recently painted posting of a queue afresh. Queues keep the adapter's pace by resting after
 * each call of the platform; the rest is written down, so it outlives a restart.
 */
export async function repaintTurn(ctx: DeliveryContext, lane: string): Promise<void> {
  const repaint = await write(ctx, (store, lease) => store.takeRepaint(lane, lease));
  if (!repaint) return;
  const { painted, restUntil, lost } = await paint(ctx, repaint);
  await write(ctx, (store, lease) => store.settleRepaint(repaint, painted, lease, restUntil));
  if (!lost) return;
  const { message: _, ...channel } = repaint.posted;
  await tell(ctx, ctx.onLost, channel, about(repaint), LOST_UNMARKED);
}

async function paint(ctx: DeliveryContext, repaint: Repaint): Promise<Outcome> {
  const { clock, log, stopping } = ctx;
  const { posted, what } = repaint;
  const adapter = ctx.adapters.get(posted.platform);
  if (!adapter || stopping.aborted) return { painted: { kind: 'later', at: clock.now() }, restUntil: 0 };
  // Where nothing can be painted afresh, changes of status are said as new messages.
  if (!what || !adapter.update) return { painted: { kind: 'done', at: 0 }, restUntil: 0 };

  let rendered: Rendered | null;
  try {
    const { message: _, ...to } = posted;
    rendered = await ctx.render(what, repaint.lang, to);
  } catch (error) {
    log.error({ ...about(repaint), err: error }, 'a posting cannot be rendered');
    return { painted: again(ctx, repaint, 0), restUntil: 0 };
  }
  if (!rendered) return { painted: { kind: 'done', at: 0 }, restUntil: 0 };
  const { message } = rendered;

  const ended = await inTime(clock, async () => adapter.update?.(posted, message));
  const now = clock.now();
  const restUntil = now + Math.ceil(MINUTE_MS / adapter.pace.repaintsPerMinute);
  if (ended.kind === 'value') {
    return { painted: { kind: 'done', at: now + adapter.pace.perPostingMs }, restUntil };
  }
  return afterFailure(ctx, adapter, repaint, ended.kind === 'error' ? ended.error : 'hung', restUntil);
}

/** Painting twice does no harm, so what is in doubt is simply painted again. */
function afterFailure(
  ctx: DeliveryContext,
  { pace }: Adapter,
  repaint: Repaint,
  error: unknown,
  restUntil: number,
): Outcome {
  const { clock, log } = ctx;
  const failure = failureOf(error);
  if (failure && 'permanent' in failure) {
    if (failure.permanent === 'gone') {
      log.info(about(repaint), 'a posting is gone');
      return { painted: { kind: 'gone' }, restUntil };
    }
    // It stays as it is; the next change tries again. Some workspaces close messages to edits after a while.
    log.warn({ ...about(repaint), failure: failure.permanent }, 'a posting cannot be repainted');
    return { painted: { kind: 'done', at: clock.now() + pace.perPostingMs }, restUntil };
  }
  // The adapter, or the loss of the channel, tells it once: it is so of many postings together.
  if (failure && ('forbidden' in failure || 'lost' in failure)) {
    const at = clock.now() + forbiddenMs(repaint.attempts + 1);
    return { painted: { kind: 'later', at }, restUntil, ...('lost' in failure && { lost: true }) };
  }
  if (!failure && error !== 'hung' && repaint.attempts === 0) {
    log.error({ ...about(repaint), err: error }, 'a repaint failed in a way nobody expects');
  }
  const later = again(ctx, repaint, failure && 'retryAfterMs' in failure ? failure.retryAfterMs : 0);
  const rest = failure && 'scope' in failure && failure.scope === 'realm' ? later.at : restUntil;
  return { painted: later, restUntil: Math.max(rest, restUntil) };
}

function again({ clock, chance }: DeliveryContext, { attempts }: Repaint, retryAfterMs: number) {
  return { kind: 'later' as const, at: retryAt(attempts + 1, retryAfterMs, clock.now(), chance) };
}

/** What the log may say of a posting. */
function about({ posting, posted, attempts }: Repaint) {
  return { posting, platform: posted.platform, realm: posted.realm, attempts };
}
