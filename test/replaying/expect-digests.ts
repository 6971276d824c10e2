import { expect } from '@jest/globals';
import type { RecountedWeek } from './recount.ts';

/** What `npm run replay -- --json` prints, as far as it is checked. */
export interface ReplayedJson {
  weeks: ReplayedWeek[];
  totals: Record<string, unknown> & { refused: number; refusals: { reason: string }[] };
}

interface ReplayedWeek {
  week: string;
  start: string;
  end: string;
  figures: { ideas: number; votes: number; votesBefore: number; answers: number };
  entries: Entry[];
}

interface Entry {
  section: string;
  position: number;
  idea: number;
  id: string;
  gained: number;
  for: number;
  against: number;
}

/** Published digests in which an idea is not shown twice for discovery. */
const LATELY = 4;

/** Holds every digest of a replay against the recount: bounds and totals, the top with its order, what is to discover. */
export function expectDigests(weeks: readonly ReplayedWeek[], recounted: readonly RecountedWeek[]): void {
  expect(weeks.map(totalsOf)).toEqual(
    recounted.map(({ ranking: _, young: __, ...totals }) => ({ ...totals, answers: 0 })),
  );
  for (const [index, { entries, week }] of weeks.entries()) {
    const { ranking, young } = recounted[index]!;
    const earlier = weeks.slice(0, index).filter((digest) => digest.entries.length > 0);
    const lately = new Set(earlier.slice(-LATELY).flatMap((digest) => digest.entries.map(({ id }) => id)));
    const kept = new Set(ranking.slice(0, 4).map(({ id }) => id));
    const candidates = new Map([...young].filter(([id]) => !lately.has(id) && !kept.has(id)));

    // Where there is anything to discover one place of five is kept for it.
    const top = ranking.slice(0, candidates.size > 0 ? 4 : 5);
    expect([week, entries.filter(({ section }) => section === 'top')]).toEqual([
      week,
      top.map(({ id, number, ...rest }, place) => ({
        section: 'top',
        position: place + 1,
        idea: number,
        id,
        ...rest,
      })),
    ]);
    // Which of the least voted are shown a draw says; that they are of them, we can tell.
    const discovered = entries.filter(({ section }) => section === 'discover');
    const places = Math.min(2, 5 - top.length, candidates.size);
    const fewest = [...candidates.values()].sort((a, b) => a - b).slice(0, places);
    expect([week, discovered.map(({ id }) => candidates.get(id) ?? `${id} is no candidate`)]).toEqual([
      week,
      fewest,
    ]);
    expect(discovered.map(({ position }) => position)).toEqual(
      fewest.map((_, place) => top.length + place + 1),
    );
    expect(entries).toHaveLength(top.length + places);
  }
}

function totalsOf({ week, start, end, figures }: ReplayedWeek) {
  return { week, start: Date.parse(start), end: Date.parse(end), ...figures };
}
