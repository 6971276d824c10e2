import type { Transaction } from '../unit-of-work.ts';

type Stores = Pick<Transaction, 'duplicates' | 'outbox'>;

/** An elder's title changed or is no longer shown: the cards of its duplicates show it too. */
export async function repaintDuplicates(tx: Stores, elder: number): Promise<void> {
  for (const number of await tx.duplicates.numbersOf(elder)) await tx.outbox.repaintCards(number);
}

/** A lab was closed or opened: the cards elsewhere must no longer name its ideas, or may again. */
export async function repaintAcross(tx: Stores, lab: number): Promise<void> {
  for (const number of await tx.duplicates.acrossFrom(lab)) await tx.outbox.repaintCards(number);
}
