import type { Acting } from '../members/acting.ts';
import type { PersonRef } from '../members/member-store.ts';
import { mayCreateLabs } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { findRunnable } from './find-runnable.ts';
import type { Lab } from './lab.ts';

/**
 * Names a facilitator of a lab: the first one by an administrator, the following ones by the facilitators
 * too. Naming somebody twice changes nothing.
 */
export async function nameFacilitator(
  tx: Transaction,
  by: Acting,
  order: { slug: string; person: PersonRef; name: string | null; at: number },
): Promise<Lab | Refusal> {
  const lab = await findRunnable(tx, by.reader, order.slug);
  if ('refused' in lab) return lab;
  const first = (await tx.labs.facilitators(lab.id)).length === 0;
  if (first && !mayCreateLabs(by.reader)) return refuse('administrators-only', {});
  const identity = await tx.members.identify(order.person, order.at);
  if (order.name !== null) await tx.members.setName(identity.id, order.name);
  await tx.labs.addFacilitator(lab.id, identity.id, order.at);
  return lab;
}
