import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { PACE } from '../../../adapters/mattermost/outbound.ts';
import { type Result, rounded } from '../bench.ts';
import { onStage, type Stage } from '../load/stage.ts';
import { buildProgram } from '../program.ts';
import { fillUnposted } from './boxes.ts';
import type { ServerQuestion } from './load.ts';
import type { SceneName } from './scenes.ts';
import { MATTERMOST } from './stage.ts';
import type { Paint } from './stand-in.ts';

/** How much is measured. */
export interface Reacting {
  /** Each reacts to each of the ideas, once. */
  people: number;
  ideas: number;
  forMs: number;
}

const MINUTE_MS = 60_000;
/** Between two looks at what is counted. Milliseconds. */
const LOOK_MS = 10;
/** When nothing more was counted for so long, nothing will be. Milliseconds. */
const PATIENCE_MS = 30_000;

/** Two thousand reactions in a minute, as the server tells of them over its WebSocket. */
export async function* reactionsMattermost(quick: boolean): AsyncGenerator<Result> {
  buildProgram();
  yield await measureReacting(
    quick ? { people: 50, ideas: 10, forMs: MINUTE_MS / 4 } : { people: 50, ideas: 40, forMs: MINUTE_MS },
  );
}

/** The program is built already. */
export function measureReacting({ people, ideas, forMs }: Reacting): Promise<Result> {
  const reactions = people * ideas;
  // The first idea is left out: everybody has pressed its buttons.
  const numbers = Array.from({ length: ideas }, (_, at) => at + 2);
  const tallies = `select sum(votes_for) from ideas where number in (${numbers.join(', ')})`;
  const fill = (db: Database) => fillUnposted(db, ideas + 1);
  const work = async (stage: Stage<SceneName, ServerQuestion>): Promise<Result> => {
    const asked = { kind: 'react' as const, reactions, forMs, ideas: numbers };
    const { begunAt, endedAt } = (await stage.ask(asked)) as { begunAt: number; endedAt: number };
    const { counted, at } = await lastCount(() => stage.count(tallies), reactions);
    const paints = (await stage.ask({ kind: 'paints' })) as Paint[];
    const pace = paceOf(paints, Date.now() - begunAt);
    return {
      name: 'reactions_mattermost',
      value: counted,
      unit: 'reactions',
      baseline: reactions,
      ratio: rounded(counted / reactions),
      aim: 'every one counted, repaints within the pace',
      met: counted === reactions && pace.kept,
      sentInMs: endedAt - begunAt,
      // 0: before the first look.
      lastCountedAfterMs: Math.max(0, at - endedAt),
      ...{ people, ideas, ...pace },
    };
  };
  return onStage(MATTERMOST, fill, work, { crowd: people });
}

/** Looks until all are counted, or nothing more is. `at`: when the last was seen to be. */
async function lastCount(count: () => number, expected: number): Promise<{ counted: number; at: number }> {
  let last = { counted: count(), at: Date.now() };
  while (last.counted < expected && Date.now() - last.at < PATIENCE_MS) {
    await sleep(LOOK_MS);
    const counted = count();
    if (counted !== last.counted) last = { counted, at: Date.now() };
  }
  return last;
}

/** What was painted in that time, beside what the adapter's pace allows. */
function paceOf(paints: readonly Paint[], ms: number) {
  const allowed = Math.floor((ms * PACE.repaintsPerMinute) / MINUTE_MS) + 1;
  const lastOf = new Map<string, number>();
  let closestMs: number | null = null;
  for (const { post, at } of paints) {
    const before = lastOf.get(post);
    if (before !== undefined) closestMs = Math.min(closestMs ?? at - before, at - before);
    lastOf.set(post, at);
  }
  const kept = paints.length <= allowed && (closestMs === null || closestMs >= PACE.perPostingMs);
  // closestMs: between two repaints of one card.
  return { repaints: paints.length, allowed, closestMs, kept };
}
