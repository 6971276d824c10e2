import { type Idea, isTextShown } from '../ideas/idea.ts';
import type { Lab } from '../labs/lab.ts';

/** An idea that says the same as an elder one, as a facilitator said. No vote moves by it. */
export interface Duplicate {
  idea: number;
  elder: number;
  /** Identity of the facilitator. */
  by: number;
  at: number;
}

/** One of the two ideas that are to be linked, with the links it has. */
export interface Side {
  idea: Pick<Idea, 'number' | 'createdAt' | 'status' | 'hiddenAt'>;
  lab: Pick<Lab, 'id' | 'access'>;
  /** The idea it is a duplicate of; null: of none. */
  elder: number | null;
  /** Its own duplicates. */
  duplicates: readonly number[];
}

/** Why two ideas cannot be linked; each has a translated message with the way out. */
export type LinkFault =
  | { fault: 'itself' }
  /** This one is withdrawn or hidden. */
  | { fault: 'gone'; number: number }
  /** In two labs, one of them closed. */
  | { fault: 'apart' }
  /** The one named as the elder was filed later. */
  | { fault: 'younger' }
  /** The duplicate is one already, of this other idea. */
  | { fault: 'linked'; to: number }
  /** The elder is itself a duplicate, of this idea. */
  | { fault: 'chain'; to: number }
  /** The duplicate has duplicates of its own. */
  | { fault: 'has-duplicates'; numbers: readonly number[] };

/** A fault as it may be told: without the ideas this person may not read here. */
export type SayableFault =
  | Exclude<LinkFault, { to: number }>
  | { fault: 'linked' | 'chain'; to: number | null };

/**
 * Why `duplicate` cannot be linked to `elder`, or null. There are no chains: an elder is nobody's duplicate, so
 * that a card never sends people to an idea that sends them on.
 */
export function linkFault(duplicate: Side, elder: Side): LinkFault | null {
  if (duplicate.idea.number === elder.idea.number) return { fault: 'itself' };
  for (const { idea } of [duplicate, elder]) {
    if (!isTextShown(idea)) return { fault: 'gone', number: idea.number };
  }
  if (!mayNameEachOther(duplicate.lab, elder.lab)) return { fault: 'apart' };
  if (!isElder(elder.idea, duplicate.idea)) return { fault: 'younger' };
  if (duplicate.elder !== null) return { fault: 'linked', to: duplicate.elder };
  if (elder.elder !== null) return { fault: 'chain', to: elder.elder };
  if (duplicate.duplicates.length > 0) return { fault: 'has-duplicates', numbers: duplicate.duplicates };
  return null;
}

/** Was the first of two ideas filed before the other? Of one instant (an import), the lower number is the elder. */
export function isElder(
  idea: Pick<Idea, 'number' | 'createdAt'>,
  other: Pick<Idea, 'number' | 'createdAt'>,
): boolean {
  return (
    idea.createdAt < other.createdAt || (idea.createdAt === other.createdAt && idea.number < other.number)
  );
}

/**
 * May a card in a channel of one lab name an idea of another? What is said in a closed lab stays there. Applied
 * whenever a card is read (db/read-models/links.ts says the same; a test keeps the two equal), for a lab may be
 * closed after its ideas were linked.
 */
export function mayName(here: Pick<Side['lab'], 'id'>, named: Side['lab']): boolean {
  return here.id === named.id || named.access === 'open';
}

/** Ideas are linked where both cards may say so. */
export function mayNameEachOther(lab: Side['lab'], other: Side['lab']): boolean {
  return mayName(lab, other) && mayName(other, lab);
}
