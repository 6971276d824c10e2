import { prepareLastWeek } from '../../src/digest/prepare-digest.ts';
import { viewOf } from '../../src/digest/read-digest.ts';
import type { Result } from './bench.ts';
import { measureGrowth, type Reading } from './growth.ts';
import { LAB } from './history.ts';

/** Last week's digest of one lab: composed, and read with its texts as a message shows them. */
export const readDigest: Reading = async ({ reads }, expected, now) => {
  const lab = await reads.labs.byId(LAB);
  if (!lab) throw new Error('no lab');
  const { week } = await prepareLastWeek(reads.digests, lab, now);
  const view = await viewOf(reads, week);
  if (week.week !== expected.week || view?.ideas.size !== week.entries.length || week.entries.length < 5) {
    throw new Error(`a full digest of ${expected.week} was expected`);
  }
};

export async function* digestGrowth(_quick: boolean): AsyncGenerator<Result> {
  yield await measureGrowth('digest_growth', [1000, 100_000], readDigest);
}
