import { findReadable } from '../ideas/find-readable.ts';
import { isTextShown } from '../ideas/idea.ts';
import type { Lab } from '../labs/lab.ts';
import type { Reader } from '../members/reader.ts';
import type { Transaction } from '../unit-of-work.ts';
import { type LinkFault, mayNameEachOther, type SayableFault } from './duplicate.ts';

/**
 * A fault without the ideas this person may not read here: they were linked before a lab was closed. Of a chain
 * the end is only told where the duplicate, in `lab`, can be linked to it instead.
 */
export async function sayable(
  tx: Transaction,
  reader: Reader,
  fault: LinkFault,
  lab: Lab,
): Promise<SayableFault> {
  switch (fault.fault) {
    case 'linked':
      return { fault: 'linked', to: (await readable(tx, reader, fault.to)) && fault.to };
    case 'chain': {
      const end = await readable(tx, reader, fault.to);
      const linkable = end && isTextShown(end.idea) && mayNameEachOther(lab, end.lab);
      return { fault: 'chain', to: linkable ? fault.to : null };
    }
    case 'has-duplicates': {
      const numbers: number[] = [];
      for (const number of fault.numbers) if (await readable(tx, reader, number)) numbers.push(number);
      return { fault: 'has-duplicates', numbers };
    }
    default:
      return fault;
  }
}

async function readable(tx: Transaction, reader: Reader, number: number) {
  const found = await findReadable(tx, reader, number);
  return 'refused' in found ? null : found;
}
