import { findReadable } from '../ideas/find-readable.ts';
import type { Idea } from '../ideas/idea.ts';
import type { Lab } from '../labs/lab.ts';
import type { Acting } from '../members/acting.ts';
import { mayDecide } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { isElder, linkFault, type Side } from './duplicate.ts';
import { sayable } from './sayable-fault.ts';

/** A link as it stands now; `changed` false: it stood already. */
export interface Linked {
  number: number;
  elder: number;
  changed: boolean;
}

/**
 * A facilitator of the duplicate's lab says that an idea says the same as an elder one. Both cards tell it;
 * votes, status and lists stay as they are, and nobody is notified: it is no decision.
 */
export async function linkDuplicate(
  tx: Transaction,
  by: Acting,
  order: { number: number; elder: number; at: number },
): Promise<Linked | Refusal> {
  const duplicate = await findReadable(tx, by.reader, order.number);
  if ('refused' in duplicate) return duplicate;
  const elder = await findReadable(tx, by.reader, order.elder);
  if ('refused' in elder) return elder;
  // Named the wrong way round, it is the other one that would be linked.
  const { lab } = isElder(duplicate.idea, elder.idea) ? elder : duplicate;
  if (!mayDecide(by.reader, lab.id)) return refuse('facilitators-only', { lab: lab.id, of: 'duplicate' });

  const [younger, older] = [await sideOf(tx, duplicate), await sideOf(tx, elder)];
  const link = { number: order.number, elder: order.elder };
  if (younger.elder === order.elder) return { ...link, changed: false };
  const fault = linkFault(younger, older);
  if (fault) return refuse('link', { ...link, fault: await sayable(tx, by.reader, fault, duplicate.lab) });

  await tx.duplicates.link({ idea: order.number, elder: order.elder, by: by.identity.id, at: order.at });
  for (const number of [order.number, order.elder]) await tx.outbox.repaintCards(number);
  return { ...link, changed: true };
}

/** Looked up inside the transaction, so that of two who link at once the second sees the first one's link. */
async function sideOf(tx: Transaction, { idea, lab }: { idea: Idea; lab: Lab }): Promise<Side> {
  const link = await tx.duplicates.of(idea.number);
  const duplicates = await tx.duplicates.numbersOf(idea.number);
  return { idea, lab, elder: link?.elder ?? null, duplicates };
}
