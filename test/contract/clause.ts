import type { AbilityName, Lacks } from './abilities.ts';
import type { MakeHarness } from './harness.ts';
import { Stage } from './stage.ts';
import { within } from './wait.ts';

/** One sentence of the contract, and the scene that proves it. Rejects where the adapter breaks it. */
export interface Clause {
  /** Short and lasting, for tables and reports. */
  readonly id: string;
  /** Reads as a sentence after the adapter's name. */
  readonly title: string;
  /** Without one of these the clause does not apply; the lack has a clause of its own. */
  readonly needs?: readonly AbilityName[];
  /** The clause starts the adapter itself. */
  readonly unstarted?: boolean;
  run(stage: Stage, make: MakeHarness): Promise<void>;
}

/** Whether a platform with these lacks is held to this clause. */
export function applies(clause: Clause, lacks: Lacks): boolean {
  return !clause.needs?.some((need) => need in lacks);
}

/** Runs one clause on a fresh harness, and cleans up whatever happened. */
export async function runClause(clause: Clause, make: MakeHarness): Promise<void> {
  const stage = new Stage(await make());
  let broken = true;
  try {
    if (!clause.unstarted) await stage.bounded(stage.h.adapter.start(stage.box.inbox), 'starting');
    await clause.run(stage, make);
    broken = false;
  } finally {
    stage.box.release();
    const stopped = within(stage.h.adapter.stop(), 'stopping', stage.patience);
    // A clause that failed already says more than the stop after it.
    await (broken ? stopped.catch(() => {}) : stopped).finally(() => stage.h.close());
  }
}
