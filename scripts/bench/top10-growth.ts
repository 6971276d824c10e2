import type { Result } from './bench.ts';
import { measureGrowth, type Reading } from './growth.ts';

const READER = {
  kind: 'member',
  active: true,
  accounts: [2],
  member: 2,
  administrator: false,
  facilitates: [],
  here: null,
} as const;

/** `/idee top` over all labs, as its answer reads it. */
export const readTop: Reading = async ({ reads }) => {
  const top = await reads.ideas.top(READER, { limit: 10 });
  if (top.length !== 10) throw new Error(`ten ideas expected, not ${top.length}`);
};

export async function* top10Growth(quick: boolean): AsyncGenerator<Result> {
  yield await measureGrowth('top10_growth', quick ? [1000, 100_000] : [1000, 100_000, 1_000_000], readTop);
}
