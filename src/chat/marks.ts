import { mayBeDecision } from '../decisions/decision-marks.ts';
import type { Posting } from '../delivery/posting.ts';
import { isRefusal } from '../refusal.ts';
import { mayBeVote } from '../votes/reconcile-marks.ts';
import { recordMark } from '../votes/record-mark.ts';
import type { Answer, ArrivalOf } from './arrival.ts';
import type { Box } from './box.ts';
import { decideByReaction, mayDecideByReaction } from './deciding-by-reaction.ts';
import { refused } from './messages/refusal.ts';
import { channelKey, personKey } from './place.ts';
import { mayPropose, proposeByReaction } from './proposing/by-reaction.ts';
import { claiming, isRepeated, NOTHING, type Turn, writing } from './turn.ts';

/** How long a refusal is not told again to who reacts again, milliseconds. */
export const REFUSAL_TOLD_MS = 24 * 60 * 60 * 1000;

/**
 * May it be a vote, a facilitator's decision, or the wish to see an idea made of a message? Most reactions of a
 * workspace say something else, or stand under other people's messages: the former cost nothing, the latter one read, and
 * a wait where a message of ours is on its way there. Nobody is looked up for them, and they leave no trace.
 */
export async function concernsUs(box: Box, arrival: ArrivalOf<'mark'>): Promise<boolean> {
  const { on, emoji } = arrival;
  if (emoji !== box.proposeEmoji && !SPOKEN_UNDER.some((kind) => speaksUnder(kind, emoji))) return false;
  const posting = await box.sends.find(on, () => box.reads.postings.find(on));
  if (!posting) return mayPropose(box, arrival);
  if (mayBeVote(posting.kind, arrival.emoji)) return true;
  return mayBeDecision(posting.kind, arrival.emoji) && mayDecideByReaction(box, posting.id, arrival);
}

/** What reactions say something under. */
const SPOKEN_UNDER = ['card', 'digest'] as const;

function speaksUnder(kind: Posting['kind'], emoji: string): boolean {
  return mayBeVote(kind, emoji) || mayBeDecision(kind, emoji);
}

/** A reaction: it is answered only when there is something to be said. */
export async function mark(turn: Turn, arrival: ArrivalOf<'mark'>): Promise<Answer> {
  const posting = await turn.box.reads.postings.find(arrival.on);
  if (!posting) return proposeByReaction(turn, arrival);
  if (posting.idea !== null && mayBeDecision(posting.kind, arrival.emoji)) {
    const { id, idea: number, at } = posting;
    return decideByReaction(turn, { posting: id, number, postedAt: at }, arrival);
  }
  return vote(turn, arrival);
}

async function vote(turn: Turn, { on, emoji, added, found }: ArrivalOf<'mark'>): Promise<Answer> {
  const now = turn.box.clock.now();
  const heard = { at: turn.at, now, ...(found && { changedAt: now }) };
  const result = await writing(turn, async (tx, by) => {
    const posting = await tx.postings.find(on);
    return posting ? recordMark(tx, by, { posting, emoji, added, ...heard }) : null;
  });
  // A removal may have overtaken its addition, or have left another skin tone of the same emoji standing.
  if (!added) turn.box.lookAgain(on);
  if (!isRefusal(result) || found) return NOTHING;
  // Somebody who toggles a reaction knows by now.
  const key = `${personKey(turn.by)} ${channelKey(on)} ${on.message}`;
  if (turn.box.refusalsTold.get(key)) return NOTHING;
  turn.box.refusalsTold.set(key, true);
  // What was refused is rolled back, its claim included: claimed afresh, it is told once, also after a restart.
  const told = await claiming(turn, async () => 'told' as const);
  return isRepeated(told) ? NOTHING : refused(turn, result);
}
