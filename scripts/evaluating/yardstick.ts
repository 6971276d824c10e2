import { isHit, type Measured, type Ranked } from './measure.ts';

/** What the baselines must find for the comparison to mean anything. */
export interface Yardstick {
  /** Was there anything to check it on? What could not be checked is in the remarks. */
  checked: boolean;
  /** False when a baseline missed what it must find. */
  sound: boolean;
  /** What is wrong or could not be checked, in sentences. */
  remarks: string[];
}

/** How many of the pairs of a set a baseline must find. */
interface Demand {
  set: string;
  wanted: string;
  enough(found: number, pairs: number): boolean;
}

const DEMANDS: readonly Demand[] = [
  { set: 'copy', wanted: 'every one', enough: (found, pairs) => found === pairs },
  { set: 'duplicate', wanted: 'more than half', enough: (found, pairs) => found * 2 > pairs },
];

/**
 * Every copy and more than half of the firm duplicates are in the first five of each baseline, asked by title and
 * body. A pair is found when either side finds the other: then the duplicate is found out. A baseline that misses
 * them is broken, or the folder is.
 */
export function checkYardstick(measured: readonly Measured[], baselines: readonly string[]): Yardstick {
  const checks = DEMANDS.map((demand) => {
    const round = measured.find(({ set, mode }) => set.name === demand.set && mode === 'title + body');
    return round && round.queries > 0
      ? { checked: true, remarks: baselines.flatMap((name) => faultsOf(demand, round, name)) }
      : {
          checked: false,
          remarks: [`not checked on pairs "${demand.set}": the folder has none with a body`],
        };
  });
  return {
    checked: checks.some(({ checked }) => checked),
    sound: checks.every(({ checked, remarks }) => !checked || remarks.length === 0),
    remarks: checks.flatMap(({ remarks }) => remarks),
  };
}

function faultsOf({ set, wanted, enough }: Demand, round: Measured, baseline: string): string[] {
  const ranked = round.ranks.get(baseline) ?? [];
  const pairs = pairsOf(ranked).size;
  const found = pairsOf(ranked.filter((one) => isHit(one, 5))).size;
  return enough(found, pairs)
    ? []
    : [`${baseline} finds ${found} of ${pairs} pairs "${set}" in its first five, and must find ${wanted}`];
}

const pairsOf = (ranked: readonly Ranked[]): Set<string> =>
  new Set(ranked.map(({ query, target }) => [query, target].sort().join('\n')));
