import type { Transaction } from '../unit-of-work.ts';
import type { ChannelRef } from './lab-store.ts';
import { tellFacilitators } from './tell-facilitators.ts';

/**
 * A channel is lost: archived, deleted, or the box was removed from it. Its lab keeps it, nothing more is
 * sent there until it is bound again or found to work, and the facilitators are told once.
 */
export async function loseChannel(tx: Transaction, channel: ChannelRef, at: number): Promise<void> {
  const binding = await tx.labs.binding(channel);
  const lab = binding && (await tx.labs.byId(binding.lab));
  if (!binding || !lab || binding.lostAt !== null) return;
  await tx.labs.markLost(binding.id, at);
  await tellFacilitators(
    tx,
    lab,
    { kind: 'channel-lost', channel: binding.id },
    `channel-lost:${binding.id}:${at}`,
  );
}
