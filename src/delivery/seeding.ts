import type { DeliveryContext } from './context.ts';
import { inTime } from './deadline.ts';
import type { Parcel } from './delivery-store.ts';
import { failureOf, retryAt } from './failure.ts';
import { about } from './standstills.ts';

/** So often the reactions under one message are tried to be put there: over half a minute, the pauses grow. */
const TRIES = 6;

/**
 * Puts our own reactions under a message that stands. Its lane waits for the first try alone; what fails for now is
 * tried again meanwhile, as long as this run lasts: people have the buttons, and the message is not sent again for its
 * seeds. Never rejects.
 */
export async function plant(ctx: DeliveryContext, parcel: Parcel, seed: () => Promise<void>): Promise<void> {
  const failed = await failureNow(ctx, seed);
  if (failed) void insist(ctx, parcel, { seed, failed });
}

async function insist(
  ctx: DeliveryContext,
  parcel: Parcel,
  { seed, failed: first }: { seed: () => Promise<void>; failed: Failed },
): Promise<void> {
  const { clock, chance, log, stopping } = ctx;
  let failed: Failed | null = first;
  for (let tries = 1; tries < TRIES && failed.waitMs !== null && !stopping.aborted; tries += 1) {
    const now = clock.now();
    await clock.sleep(retryAt(tries, failed.waitMs, now, chance) - now, stopping);
    if (stopping.aborted) break;
    failed = await failureNow(ctx, seed);
    if (!failed) return;
  }
  log.warn({ ...about(parcel), err: failed.error }, 'a message could not be seeded with reactions');
}

interface Failed {
  error: unknown;
  /** What the platform asks to wait, milliseconds; null: trying again is in vain. */
  waitMs: number | null;
}

async function failureNow({ clock }: DeliveryContext, seed: () => Promise<void>): Promise<Failed | null> {
  const ended = await inTime(clock, seed);
  if (ended.kind === 'value') return null;
  if (ended.kind === 'hung') return { error: new Error('hung'), waitMs: 0 };
  const { error } = ended;
  const failure = failureOf(error);
  if (failure && ('permanent' in failure || 'forbidden' in failure || 'lost' in failure))
    return { error, waitMs: null };
  return { error, waitMs: failure && 'retryAfterMs' in failure ? failure.retryAfterMs : 0 };
}
