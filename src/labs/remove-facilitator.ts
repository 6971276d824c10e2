import type { Acting } from '../members/acting.ts';
import type { PersonRef } from '../members/member-store.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { findRunnable } from './find-runnable.ts';
import type { Lab } from './lab.ts';

/** Takes the role from a facilitator; buttons they still see check again and refuse. */
export async function removeFacilitator(
  tx: Transaction,
  by: Acting,
  order: { slug: string; person: PersonRef },
): Promise<Lab | Refusal> {
  const lab = await findRunnable(tx, by.reader, order.slug);
  if ('refused' in lab) return lab;
  const identity = await tx.members.find(order.person);
  if (!identity || !(await tx.labs.facilitators(lab.id)).includes(identity.id)) {
    return refuse('no-facilitator', { lab: lab.id });
  }
  await tx.labs.removeFacilitator(lab.id, identity.id);
  return lab;
}
