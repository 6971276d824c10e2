import type { Transaction } from '../unit-of-work.ts';
import type { ChannelRef } from './lab-store.ts';
import { tellFacilitators } from './tell-facilitators.ts';

/** A channel that was just lost, by the ids of its binding and its lab. */
export interface LostChannel {
  channel: number;
  lab: number;
  /** How many facilitators are told. */
  told: number;
}

/**
 * A channel is lost: archived, deleted, or the box was removed from it. Its lab keeps it, nothing more is
 * sent there until it is bound again or found to work, and the facilitators are told once. Null
 * where it is no lab's, or was lost before.
 */
export async function loseChannel(
  tx: Transaction,
  channel: ChannelRef,
  at: number,
): Promise<LostChannel | null> {
  const binding = await tx.labs.binding(channel);
  const lab = binding && (await tx.labs.byId(binding.lab));
  if (!binding || !lab || binding.lostAt !== null) return null;
  await tx.labs.markLost(binding.id, at);
  const told = await tellFacilitators(
    tx,
    lab,
    { kind: 'channel-lost', channel: binding.id },
    `channel-lost:${binding.id}:${at}`,
  );
  return { channel: binding.id, lab: lab.id, told };
}
