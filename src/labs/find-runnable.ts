import { mayRunLab } from '../members/permissions.ts';
import type { Reader } from '../members/reader.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import type { Lab } from './lab.ts';

/** The lab, if this person may change it. Somebody who may not learns nothing of closed labs' existence. */
export async function findRunnable(
  tx: Pick<Transaction, 'labs'>,
  reader: Reader,
  slug: string,
): Promise<Lab | Refusal> {
  const lab = await tx.labs.bySlug(slug);
  if (lab && mayRunLab(reader, lab.id)) return lab;
  const visible = lab && (lab.access === 'open' || reader.here === lab.id);
  return visible ? refuse('managers-only', { lab: lab.id }) : refuse('unknown-lab', { slug });
}
