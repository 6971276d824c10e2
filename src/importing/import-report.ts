/** How many of something, by its name. */
export type Counts = Record<string, number>;

/** What an import came to, in numbers. A line is counted once, but for what is said of it besides. */
export interface ImportReport {
  /** New in the box. */
  imported: { ideas: number; votes: number };
  /** There already, by an import before; for votes also: an older one of the same person. */
  already: { ideas: number; votes: number };
  /** Of the ideas there already, those of another lab than the import's, by the lab's id. */
  elsewhere: Counts;
  refused: number;
  /** What the box does not import, by kind. */
  leftOut: Counts;
  /** Official answers of new ideas. */
  answers: number;
  /** Words that are no vote here, by how they were said; each takes a vote before it back. */
  unknownValues: Counts;
  /** Statuses the box does not have, of new ideas, which are `new` here. */
  unknownStatuses: Counts;
  /** New ideas whose title was cut. */
  shortened: number;
  /** New ones that took their instant from elsewhere: an idea from the import, a vote from its idea. */
  undated: { ideas: number; votes: number };
  /** Votes of which only the number is known: brought, and left out with new ideas. */
  totals: { brought: number; leftOut: number };
}

/** Nothing yet. */
export function emptyReport(): ImportReport {
  return {
    imported: { ideas: 0, votes: 0 },
    already: { ideas: 0, votes: 0 },
    elsewhere: {},
    refused: 0,
    leftOut: {},
    answers: 0,
    unknownValues: {},
    unknownStatuses: {},
    shortened: 0,
    undated: { ideas: 0, votes: 0 },
    totals: { brought: 0, leftOut: 0 },
  };
}

/** Different names told in a report at most; the rest are counted together. */
const NAMES_MAX = 50;

/** Counts more of a name. A file may hold any number of names: what is beyond the first fifty is "(other)". */
export function countMore(counts: Counts, name: string, more = 1): void {
  const known = Object.hasOwn(counts, name) || Object.keys(counts).length < NAMES_MAX;
  const key = known ? name : '(other)';
  counts[key] = (counts[key] ?? 0) + more;
}

/** Are more than half of the votes none here? Then a value is likely not understood. */
export function mostlyUnknown({ imported, already, unknownValues }: ImportReport): boolean {
  const unknown = Object.values(unknownValues).reduce((sum, count) => sum + count, 0);
  return unknown > imported.votes + already.votes;
}

/** Adds the second report to the first. */
export function addReport(sum: ImportReport, more: ImportReport): void {
  for (const key of ['imported', 'already', 'undated'] as const) {
    sum[key].ideas += more[key].ideas;
    sum[key].votes += more[key].votes;
  }
  sum.refused += more.refused;
  sum.shortened += more.shortened;
  sum.answers += more.answers;
  sum.totals.brought += more.totals.brought;
  sum.totals.leftOut += more.totals.leftOut;
  for (const key of ['elsewhere', 'leftOut', 'unknownValues', 'unknownStatuses'] as const) {
    for (const [name, count] of Object.entries(more[key])) countMore(sum[key], name, count);
  }
}
