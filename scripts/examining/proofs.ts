import type { Claim, Proof } from '../../db/read-models/proof.ts';
import { type Check, counted, failure, ok } from './check.ts';

/** Each claim in words: when it holds, and when it does not. */
const WORDS: Readonly<Record<Claim, { holds: string; broken: string }>> = {
  tallies: {
    holds: 'every tally is the count of its votes',
    broken: 'the tally is not the count of the votes',
  },
  changes: {
    holds: 'every tally is the sum of its changes',
    broken: 'the tally is not the sum of the vote changes',
  },
  sources: {
    holds: 'every vote has the word or mark it comes from',
    broken: 'a vote has no such word or mark to come from',
  },
  spoken: { holds: 'every word and mark has its vote', broken: 'a word or mark has no vote' },
  flags: {
    holds: 'listed and open follow from every status',
    broken: 'listed or open contradict the status',
  },
  index: {
    holds: 'search knows every idea whose text is shown',
    broken: 'search misses an idea, or knows one whose text is not shown',
  },
  duplicates: {
    holds: 'every duplicate has an elder that was filed before and is no duplicate',
    broken: 'the elder of a duplicate was filed later, or is a duplicate itself',
  },
  counter: { holds: 'no number is above the counter', broken: 'the number is above the counter' },
};

const REMEDY =
  'a mistake of the box, or the file was edited: keep a copy of the database and report it, with this line';

/** What is kept, proven against the rows it is kept from. */
export function checkProofs(proofs: readonly Proof[]): Check[] {
  return proofs.map(({ claim, broken, first }) => {
    const { holds, broken: wrong } = WORDS[claim];
    if (broken === 0) return ok(claim, holds);
    const examples = first.map((idea) => `#${idea}`).join(', ');
    const more = broken > first.length ? ', …' : '';
    return failure(claim, `${wrong}: ${counted(broken, 'time')} (${examples}${more})`, REMEDY);
  });
}
