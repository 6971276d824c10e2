import { repaintDuplicates } from '../duplicates/repaint-linked.ts';
import type { Acting } from '../members/acting.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { findOwn } from './find-readable.ts';
import type { Idea } from './idea.ts';
import { mayWithdraw } from './status.ts';

/** The author takes the idea back: number and tallies stay, its text is shown to nobody any more. */
export async function withdrawIdea(
  tx: Transaction,
  by: Acting,
  withdrawal: { number: number; at: number },
): Promise<Idea | Refusal> {
  const { number } = withdrawal;
  const found = await findOwn(tx, by, number);
  if ('refused' in found) return found;
  const { idea } = found;
  if (!mayWithdraw(idea.status)) return refuse('no-longer-alive', { number, status: idea.status });

  await tx.ideas.setStatus(number, 'withdrawn');
  await tx.outbox.repaintCards(number);
  await tx.outbox.repaintDigests(number);
  await repaintDuplicates(tx, number);
  return { ...idea, status: 'withdrawn' };
}
