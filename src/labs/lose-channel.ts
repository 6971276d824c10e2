import type { Transaction } from '../unit-of-work.ts';
import type { ChannelRef } from './lab-store.ts';

/**
 * A channel is lost: archived, deleted, or the box was removed from it. Its lab keeps it, nothing more is
 * sent there until it is bound again or found to work, and the facilitators are told once.
 */
export async function loseChannel(tx: Transaction, channel: ChannelRef, at: number): Promise<void> {
  const binding = await tx.labs.binding(channel);
  const lab = binding && (await tx.labs.byId(binding.lab));
  if (!binding || !lab || binding.lostAt !== null) return;
  await tx.labs.markLost(binding.id, at);
  for (const id of await tx.labs.facilitators(lab.id)) {
    const identity = await tx.members.byId(id);
    if (!identity) continue;
    const { platform, realm, user } = identity;
    await tx.outbox.say({
      to: { platform, realm, user },
      lang: lab.language,
      what: { kind: 'channel-lost', channel: binding.id },
      key: `channel-lost:${binding.id}:${at}:${id}`,
    });
  }
}
