import type { Adapter } from '../chat/adapter.ts';
import type { Posted } from '../chat/place.ts';
import type { Chance, Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import type { UnitOfWork } from '../unit-of-work.ts';
import type { DeliveryStore, Lease } from './delivery-store.ts';
import type { Render } from './rendering.ts';
import type { Destination, Reference } from './saying.ts';
import type { Standstills } from './standstills.ts';

/**
 * How long a lane belongs to whoever took it, milliseconds; each step of the work begins it anew. Twice what
 * the box waits for an adapter.
 */
const LEASE_MS = 60_000;

/** What the work on a lane needs. */
export interface DeliveryContext {
  unitOfWork: Pick<UnitOfWork, 'run'>;
  /** Running adapters by platform. What is for another platform waits. */
  adapters: { get(platform: string): Adapter | undefined };
  render: Render;
  /** Called after a platform said that a channel is gone, or not ours to be in (any more). */
  onLost(channel: Destination): Promise<void>;
  /** Called once when a message begins to wait because nothing may be said in a channel. Absent: nobody is told. */
  onForbidden?(channel: Destination): Promise<void>;
  /** Called before a message is sent; `recorded` resolves once it is written down what became of it. Absent: nobody waits. */
  onSending?(to: Destination, recorded: Promise<void>): void;
  /** Called after it was written down what became of something for there, for now or for good. Absent: nobody waits. */
  onSettled?(to: Destination): void;
  /** Called after a message was sent, or found to stand. Absent: nobody waits for any. */
  onSent?(what: Reference, posted: Posted): void;
  /**
   * Called after a message is known to stand that had perhaps stood for a while without our knowing: people may have
   * reacted.
   */
  onFound?(posted: Posted): void;
  clock: Clock;
  chance: Chance;
  log: Logger;
  standstills: Standstills;
  /** Process and run. */
  holder: string;
  /** Aborted when nothing new may be sent. */
  stopping: AbortSignal;
}

/** One short writing transaction on the outbox, under a lease that begins now. */
export function write<T>(
  { unitOfWork, clock, holder }: DeliveryContext,
  work: (store: DeliveryStore, lease: Lease) => Promise<T>,
): Promise<T> {
  return unitOfWork.run((tx) => {
    const now = clock.now();
    return work(tx.delivery, { holder, now, until: now + LEASE_MS });
  });
}

/** In the log where {@link DeliveryContext.onLost} failed. */
export const LOST_UNMARKED = 'a lost channel could not be marked';

/** Lets the box know of a channel; what fails of it is logged. */
export async function tell(
  { log }: Pick<DeliveryContext, 'log'>,
  listener: ((channel: Destination) => Promise<void>) | undefined,
  channel: Destination,
  about: object,
  failed: string,
): Promise<void> {
  try {
    await listener?.(channel);
  } catch (error) {
    log.error({ ...about, err: error }, failed);
  }
}
