import type { Decision } from './decision.ts';

/** Decisions on ideas. Every method runs in the caller's transaction. */
export interface DecisionStore {
  record(decision: Omit<Decision, 'id' | 'undoneAt'>): Promise<Decision>;
  byId(id: number): Promise<Decision | null>;
  /** The idea's latest decision that stands. */
  latestOf(idea: number): Promise<Decision | null>;
  /** This identity's latest decision that stands, on any idea. */
  latestBy(identity: number): Promise<Decision | null>;
  markUndone(id: number, at: number): Promise<void>;
}
