import type { Lab } from '../labs/lab.ts';
import { mayFile } from '../members/permissions.ts';
import type { Turn } from './turn.ts';

/** The labs this person may file in from here, that of the channel first. */
export async function labsToFile(turn: Turn): Promise<Lab[]> {
  const labs = await turn.box.reads.labs.all();
  return labs
    .filter((lab) => mayFile(turn.reader, lab))
    .sort((a, b) => Number(b.id === turn.reader.here) - Number(a.id === turn.reader.here));
}
