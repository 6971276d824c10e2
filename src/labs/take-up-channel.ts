import { sayCard } from '../ideas/say-card.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Lab, LabChannel } from './lab.ts';
import { placeOf } from './place-of.ts';

/** A digest that was given up is said late only while no newer one can have followed it, milliseconds. */
const DIGEST_LATE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * A channel that was lost since `since` works again. What was given up there is tried again, ideas filed meanwhile get
 * their card, and cards that changed meanwhile are painted afresh; a digest that is still due comes by itself.
 */
export async function takeUpChannel(
  tx: Pick<Transaction, 'ideas' | 'outbox'>,
  lab: Pick<Lab, 'id' | 'language'>,
  channel: LabChannel,
  { since, at }: { since: number; at: number },
): Promise<void> {
  const place = placeOf(channel);
  await reviveChannel(tx, channel, at);
  for (const idea of await tx.ideas.filedSince(lab.id, since)) await sayCard(tx, idea, lab, channel);
  await tx.outbox.repaintIn(place, since);
}

/** What was given up in a channel that works is tried again. */
export async function reviveChannel(
  tx: Pick<Transaction, 'outbox'>,
  channel: LabChannel,
  at: number,
): Promise<void> {
  await tx.outbox.revive(placeOf(channel), at - DIGEST_LATE_MS);
}
