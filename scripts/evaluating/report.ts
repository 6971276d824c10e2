import { table } from '../support/table.ts';
import type { Folder } from './folder.ts';
import type { Goal } from './goals.ts';
import { DEPTHS, hits, type Measured } from './measure.ts';
import type { Yardstick } from './yardstick.ts';

/** Everything a run found out. Ids and numbers, never a text. */
export interface Evaluation {
  folder: Folder;
  /** Names, the box's own first. */
  systems: readonly string[];
  measured: readonly Measured[];
  yardstick: Yardstick;
  goals: readonly Goal[];
}

/** Below so many pairs a percentage pretends to a precision that is not there. */
const PAIRS_FOR_SHARES = 30;

/** For people: recall at 1, 5 and 10, a line a set and mode. */
export function asText({ folder, systems, measured, yardstick, goals }: Evaluation): string {
  const rows = measured
    .filter(({ queries, mode, set }) => queries > 0 || (mode === 'title' && set.pairs === 0))
    .map((round) => [
      round.set.name,
      round.mode,
      String(round.set.pairs),
      String(round.set.skipped),
      String(round.queries),
      ...systems.map((system) => cells(round, system)),
    ]);
  return [
    ...folder.corpora.map(
      ({ name, proposals, versions }) =>
        `${name}: ${proposals.length} proposals, ${versions.length} versions\n`,
    ),
    '\nRecall at 1, 5 and 10, in percent; counts where a set has under 30 pairs.\n',
    'Of neutral pairs: how many are wrongly put first.\n\n',
    table([['set', 'query', 'pairs', 'left out', 'queries', ...systems], ...rows]),
    '\n',
    ...yardstick.remarks.map((remark) => `yardstick: ${remark}\n`),
    ...goals.map(({ name, met, because }) => `${verdict(met)}  ${name} (${because})\n`),
  ].join('');
}

const verdict = (met: boolean | null): string => (met === null ? 'unknown' : met ? 'met    ' : 'MISSED ');

function cells(round: Measured, system: string): string {
  if (round.queries === 0) return '-';
  return (round.set.wanted ? DEPTHS : DEPTHS.slice(0, 1))
    .map((depth) => cell(round, hits(round, system, depth)))
    .join(' ');
}

function cell({ set, queries }: Measured, found: number): string {
  const text = set.pairs < PAIRS_FOR_SHARES ? `${found}/${queries}` : ((100 * found) / queries).toFixed(1);
  return text.padStart(5);
}

/** For programs: the same, and every target that was not first (of neutral pairs: that was). */
export function asJson({ folder, systems, measured, yardstick, goals }: Evaluation): object {
  return {
    corpora: folder.corpora.map(({ name, proposals, versions }) => ({
      name,
      proposals: proposals.length,
      versions: versions.length,
    })),
    results: measured.map((round) => ({
      set: round.set.name,
      wanted: round.set.wanted,
      query: round.mode,
      pairs: round.set.pairs,
      skipped: round.set.skipped,
      queries: round.queries,
      systems: Object.fromEntries(systems.map((system) => [system, figures(round, system)])),
    })),
    yardstick,
    goals,
  };
}

function figures(round: Measured, system: string): object {
  const { set, queries, ranks } = round;
  const counts = DEPTHS.map((depth) => [depth, hits(round, system, depth)] as const);
  return {
    found: Object.fromEntries(counts),
    ...(set.pairs >= PAIRS_FOR_SHARES &&
      queries > 0 && {
        share: Object.fromEntries(counts.map(([depth, found]) => [depth, round4(found / queries)])),
      }),
    misses: (ranks.get(system) ?? []).filter(({ rank }) => (rank === 1) !== set.wanted),
  };
}

const round4 = (share: number): number => Math.round(share * 10_000) / 10_000;
