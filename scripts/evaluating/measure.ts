import type { Case, CaseSet } from './cases.ts';
import { type Query, remembering, type System } from './system.ts';

/** How a proposal is asked with: as somebody who has typed a title, or the whole text. */
export const MODES = ['title', 'title + body'] as const;
export type Mode = (typeof MODES)[number];

/** Recall is looked at so far down. */
export const DEPTHS = [1, 5, 10] as const;
export type Depth = (typeof DEPTHS)[number];
const DEEPEST = 10;

/** Where a system put the target; null: not in the first ten. */
export interface Ranked {
  query: string;
  target: string;
  rank: number | null;
}

/** One set asked in one mode of every system. */
export interface Measured {
  set: CaseSet;
  mode: Mode;
  queries: number;
  /** By the system's name. */
  ranks: ReadonlyMap<string, readonly Ranked[]>;
}

/** Told after each case, with how many there are in all. */
export type Progress = (system: string, done: number, all: number) => void;

/** Asks every system everything. Queries without a body are not asked by title + body. */
export async function measure(
  systems: readonly System[],
  sets: readonly CaseSet[],
  progress: Progress,
): Promise<Measured[]> {
  const rounds = sets.flatMap((set) =>
    MODES.map((mode) => ({ set, mode, cases: set.cases.filter((one) => isAsked(one, mode)) })),
  );
  const all = rounds.reduce((sum, { cases }) => sum + cases.length, 0);
  const ranks = rounds.map(() => new Map<string, Ranked[]>());
  for (const system of systems.map(remembering)) {
    let done = 0;
    for (const [place, { mode, cases }] of rounds.entries()) {
      const ranked: Ranked[] = [];
      for (const one of cases) {
        ranked.push(await rankOne(system, one, mode));
        done += 1;
        progress(system.name, done, all);
      }
      ranks[place]?.set(system.name, ranked);
    }
  }
  return rounds.map(({ set, mode, cases }, place) => ({
    set,
    mode,
    queries: cases.length,
    ranks: ranks[place] ?? new Map(),
  }));
}

const isAsked = ({ query }: Case, mode: Mode): boolean => mode === 'title' || query.body.trim() !== '';

async function rankOne(system: System, one: Case, mode: Mode): Promise<Ranked> {
  const { query, target, others } = one;
  const found = await system.rank(queryOf(one, mode), DEEPEST + others.length);
  const place = found.filter((id) => !others.includes(id)).indexOf(target);
  return { query: query.id, target, rank: place >= 0 && place < DEEPEST ? place + 1 : null };
}

function queryOf({ corpus, query, isProposal }: Case, mode: Mode): Query {
  return {
    corpus,
    title: query.title,
    body: mode === 'title' ? '' : query.body,
    except: isProposal ? query.id : null,
  };
}

/** How many targets are among the first so many. */
export function hits({ ranks }: Measured, system: string, depth: Depth): number {
  return (ranks.get(system) ?? []).filter((one) => isHit(one, depth)).length;
}

/** Is the target among the first so many? */
export const isHit = ({ rank }: Ranked, depth: Depth): boolean => rank !== null && rank <= depth;
