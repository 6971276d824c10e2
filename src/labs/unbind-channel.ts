import type { Acting } from '../members/acting.ts';
import { mayRunLab } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Lab } from './lab.ts';
import type { ChannelRef } from './lab-store.ts';

/** Takes the channel where the command was typed away from its lab. Its cards stay as they stand. */
export async function unbindChannel(
  tx: Transaction,
  by: Acting,
  order: { channel: ChannelRef },
): Promise<Lab | Refusal> {
  const binding = await tx.labs.binding(order.channel);
  const lab = binding && (await tx.labs.byId(binding.lab));
  if (!binding || !lab) return refuse('channel-unbound', {});
  if (!mayRunLab(by.reader, lab.id)) return refuse('managers-only', { lab: lab.id });
  await tx.labs.unbind(binding.id);
  return lab;
}
