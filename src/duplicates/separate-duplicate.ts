import { findReadable } from '../ideas/find-readable.ts';
import type { Acting } from '../members/acting.ts';
import { mayDecide } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';

/**
 * Undoes the link of a duplicate, whenever that is. Whoever facilitates one of the two labs may: both have a
 * card that tells it.
 */
export async function separateDuplicate(
  tx: Transaction,
  by: Acting,
  { number }: { number: number },
): Promise<{ number: number; elder: number | null } | Refusal> {
  const found = await findReadable(tx, by.reader, number);
  if ('refused' in found) return found;
  const link = await tx.duplicates.of(number);
  const elder = link && (await findReadable(tx, by.reader, link.elder));
  const readable = elder && !('refused' in elder) ? elder : null;
  const labs = [found.lab, ...(readable ? [readable.lab] : [])];
  if (!labs.some(({ id }) => mayDecide(by.reader, id))) {
    return refuse('facilitators-only', { lab: found.lab.id, of: 'duplicate' });
  }
  if (!link) return refuse('not-a-duplicate', { number });

  await tx.duplicates.separate(number);
  for (const one of [number, link.elder]) await tx.outbox.repaintCards(one);
  return { number, elder: readable && link.elder };
}
