import { findReadable } from '../ideas/find-readable.ts';
import type { Idea } from '../ideas/idea.ts';
import { mayMove, movesFrom, needsReason, type Status } from '../ideas/status.ts';
import type { Lab } from '../labs/lab.ts';
import type { Acting } from '../members/acting.ts';
import { type Identity, isReachable } from '../members/member.ts';
import { mayDecide } from '../members/permissions.ts';
import { tell } from '../notifying/tell.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isBlank, lengthOf, tidy } from '../text.ts';
import type { Transaction } from '../unit-of-work.ts';
import { ANSWER_MAX, type Decision } from './decision.ts';

/** A decision that was taken. */
export interface Decided {
  idea: Idea;
  lab: Lab;
  decision: Decision;
  /** How many persons will be told, none of them before the decision can no longer be undone. */
  told: number;
}

/**
 * A facilitator decides: status, official answer and card change at once; those who cared are told after
 * UNDO_MS, so that an undo in between tells nobody. `seen` is the status the facilitator had before them: two
 * who answer at once do not overwrite each other unseen.
 */
export async function decide(
  tx: Transaction,
  by: Acting,
  order: { number: number; to: Status; answer: string; at: number; seen?: Status | undefined },
): Promise<Decided | Refusal> {
  const { number, to, at } = order;
  const found = await findReadable(tx, by.reader, number);
  if ('refused' in found) return found;
  const { idea, lab } = found;
  if (!mayDecide(by.reader, lab.id)) return refuse('facilitators-only', { lab: lab.id, of: 'decision' });
  const movable = movesFrom(idea.status).length > 0;
  if (movable && order.seen !== undefined && order.seen !== idea.status) {
    return refuse('changed-meanwhile', { number, status: idea.status });
  }
  if (!mayMove(idea.status, to)) return refuse('no-such-move', { number, from: idea.status, to });
  const answer = tidy(order.answer);
  const over = lengthOf(answer) - ANSWER_MAX;
  if (over > 0)
    return refuse('text', { field: 'answer', fault: { fault: 'too-long', max: ANSWER_MAX, over } });
  if (isBlank(answer) && needsReason(to)) return refuse('reason-missing', {});

  const given = isBlank(answer) ? null : answer;
  const decision = await tx.decisions.record({
    idea: number,
    from: idea.status,
    to,
    answer: given,
    previousAnswer: idea.answer,
    previousAnsweredAt: idea.answeredAt,
    by: by.identity.id,
    at,
  });
  await tx.ideas.setStatus(number, to);
  // Once an idea is taken up again, the reason it was declined for is no answer any more.
  const reopened = idea.status === 'declined' && to !== 'declined';
  const standing = reopened ? null : idea.answer;
  if (given !== null) await tx.ideas.setAnswer(number, given, at);
  else if (reopened) await tx.ideas.setAnswer(number, null, null);
  await tx.outbox.repaintCards(number);
  const told = await tellThoseWhoCared(tx, by, idea, lab, decision);
  return { idea: { ...idea, status: to, answer: given ?? standing }, lab, decision, told };
}

/** The author and the supporters, each once, but not the one who decided. */
async function tellThoseWhoCared(
  tx: Transaction,
  by: Acting,
  idea: Idea,
  lab: Lab,
  decision: Decision,
): Promise<number> {
  const told = new Map<number, { identity: Identity; as: 'author' | 'supporter' }>();
  const author = idea.author === null ? null : await tx.members.byId(idea.author);
  for (const identity of await tx.votes.supporters(idea.number))
    told.set(identity.member, { identity, as: 'supporter' });
  if (author && isReachable(author.platform)) told.set(author.member, { identity: author, as: 'author' });
  told.delete(by.identity.member);
  let count = 0;
  for (const { identity, as } of told.values()) {
    const notice = { to: identity, lang: lab.language, decision: decision.id, as, at: decision.at };
    if (await tell(tx, notice)) count += 1;
  }
  return count;
}
