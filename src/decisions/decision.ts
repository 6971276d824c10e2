import type { Status } from '../ideas/status.ts';

/** For so long a decision's author may undo it; its notices leave afterwards. Milliseconds. */
export const UNDO_MS = 2 * 60 * 1000;
/** Official answers, in code points: a platform's form limit. */
export const ANSWER_MAX = 3000;

/** One decision on an idea: its new status and the official answer. */
export interface Decision {
  id: number;
  idea: number;
  from: Status;
  to: Status;
  /** The answer given; null: the one before stays. */
  answer: string | null;
  /** What undoing brings back. */
  previousAnswer: string | null;
  previousAnsweredAt: number | null;
  /** Identity of the facilitator. */
  by: number;
  at: number;
  undoneAt: number | null;
}

/** May it still be undone? The last instant is the one before its notices may leave. */
export function isUndoable(decision: Decision, now: number): boolean {
  return decision.undoneAt === null && now < decision.at + UNDO_MS;
}
