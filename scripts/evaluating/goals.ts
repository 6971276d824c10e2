import { hits, type Measured } from './measure.ts';

/** Something the box aims at. */
export interface Goal {
  name: string;
  /** Null: there is nothing to measure it on. */
  met: boolean | null;
  /** The numbers that decided. */
  because: string;
}

/** Titles of versions are to be found clearly more often: by this share of all of them. */
const CLEARLY = 0.03;

/** What experts call entailment is told beside the rest; a proposal that follows from another is no duplicate of it. */
const ONLY_SHOWN: readonly string[] = ['entailment'];

/** What the box is to reach, beside the better of the baselines in each set and mode. */
export function goals(measured: readonly Measured[], box: string, baselines: readonly string[]): Goal[] {
  const wanted = measured.filter(({ set }) => set.wanted && !ONLY_SHOWN.includes(set.name));
  const level = ahead('level with the better baseline', 0, box, baselines);
  const better = ahead('clearly better than the better baseline', CLEARLY, box, baselines);
  return [
    ...wanted.filter(isOfCopies).map((round) => copiesFirst(round, box)),
    ...wanted.filter(({ queries }) => queries > 0).map(level),
    ...wanted.filter(isOfVersions).map(better),
  ];
}

const isOfCopies = ({ set, mode }: Measured): boolean => set.name === 'copy' && mode === 'title + body';

/** Versions have no body to be asked by. */
const isOfVersions = ({ set, mode }: Measured): boolean => set.name.startsWith('version') && mode === 'title';

function copiesFirst(round: Measured, box: string): Goal {
  const first = hits(round, box, 1);
  return {
    name: nameOf(round, 'all first'),
    met: round.queries === 0 ? null : first === round.queries,
    because: `first: ${first} of ${round.queries}`,
  };
}

/** The goal to find at least so much more, as a share of the queries, in the first five; or everything. */
function ahead(what: string, by: number, box: string, baselines: readonly string[]) {
  return (round: Measured): Goal => {
    const found = hits(round, box, 5);
    const toBeat = Math.max(...baselines.map((name) => hits(round, name, 5)));
    return {
      name: nameOf(round, what),
      met: round.queries === 0 ? null : found - toBeat >= by * round.queries || found === round.queries,
      because: `in the first five: ${found} of ${round.queries}, the better baseline ${toBeat}`,
    };
  };
}

const nameOf = ({ set, mode }: Measured, what: string): string => `${set.name}, by ${mode}: ${what}`;
