import type { Acting } from '../members/acting.ts';
import { mayDecide } from '../members/permissions.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Transaction } from '../unit-of-work.ts';
import { type Decision, isUndoable } from './decision.ts';

/**
 * Its author takes a decision back within UNDO_MS: status and answer go back, waiting notices are deleted.
 * Without a number: their last decision on any idea. Only an idea's latest decision can be undone.
 */
export async function undoDecision(
  tx: Transaction,
  by: Acting,
  order: { number: number | null; at: number },
): Promise<Decision | Refusal> {
  const decision =
    order.number === null
      ? await tx.decisions.latestBy(by.identity.id)
      : await tx.decisions.latestOf(order.number);
  if (!decision || decision.by !== by.identity.id || !isUndoable(decision, order.at)) {
    return refuse('nothing-to-undo', {});
  }
  const latest = await tx.decisions.latestOf(decision.idea);
  const idea = await tx.ideas.byNumber(decision.idea);
  // A later decision by a colleague, or a withdrawal, stands.
  if (latest?.id !== decision.id || idea?.status !== decision.to) return refuse('nothing-to-undo', {});
  if (!mayDecide(by.reader, idea.lab)) return refuse('nothing-to-undo', {});

  await tx.ideas.setStatus(decision.idea, decision.from);
  await tx.ideas.setAnswer(decision.idea, decision.previousAnswer, decision.previousAnsweredAt);
  await tx.decisions.markUndone(decision.id, order.at);
  await tx.outbox.withhold(decision.id);
  await tx.notices.withhold(decision.id);
  await tx.outbox.repaintCards(decision.idea);
  return decision;
}
