import type { Transaction } from '../unit-of-work.ts';
import type { ChannelRef } from './lab-store.ts';
import { tellFacilitators } from './tell-facilitators.ts';

/**
 * Nothing may be said in a channel the box is in: it is moderated, or a right is missing. Its lab keeps it, what is for
 * it waits and is tried again, and who facilitates the lab is told what to ask for.
 */
export async function forbiddenChannel(tx: Transaction, channel: ChannelRef, at: number): Promise<void> {
  const binding = await tx.labs.binding(channel);
  const lab = binding && (await tx.labs.byId(binding.lab));
  if (!binding || !lab) return;
  const what = { kind: 'channel-forbidden', channel: binding.id } as const;
  await tellFacilitators(tx, lab, what, `channel-forbidden:${binding.id}:${at}`);
}
