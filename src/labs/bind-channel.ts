import { repaintAcross } from '../duplicates/repaint-linked.ts';
import type { Acting } from '../members/acting.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { findRunnable } from './find-runnable.ts';
import type { Lab } from './lab.ts';
import type { ChannelRef } from './lab-store.ts';
import { takeUpChannel } from './take-up-channel.ts';

/**
 * Binds the channel where the command was typed to a lab. Binding a private channel closes the lab, unless
 * its people say otherwise afterwards (`labo modifier … acces=ouvert`): what was said among few stays there.
 */
export async function bindChannel(
  tx: Transaction,
  by: Acting,
  order: { slug: string; channel: ChannelRef; name: string; private: boolean; at: number },
): Promise<Lab | Refusal> {
  const lab = await findRunnable(tx, by.reader, order.slug);
  if ('refused' in lab) return lab;
  const binding = await tx.labs.binding(order.channel);
  if (binding && binding.lab !== lab.id) return refuse('channel-taken', { lab: binding.lab });
  // Binding again refreshes what is known of the channel, and takes up one that was lost.
  const facts = { name: order.name, private: order.private };
  const bound = await tx.labs.bind(lab.id, order.channel, facts, order.at);
  if (binding && binding.lostAt !== null)
    await takeUpChannel(tx, lab, bound, { since: binding.lostAt, at: order.at });
  const becamePrivate = order.private && !binding?.private;
  if (!becamePrivate || lab.access === 'closed') return lab;
  await tx.labs.change(lab.id, { access: 'closed' });
  await repaintAcross(tx, lab.id);
  return { ...lab, access: 'closed' };
}
