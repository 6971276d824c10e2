import { isRefusal } from '../refusal.ts';
import { mayBeVote } from '../votes/reconcile-marks.ts';
import { recordMark } from '../votes/record-mark.ts';
import type { Answer, ArrivalOf } from './arrival.ts';
import { refusalText } from './messages/refusal.ts';
import { privately } from './messages/said.ts';
import { NOTHING, type Turn, writing } from './turn.ts';

/**
 * A reaction: acknowledged at once by its adapter, so it is answered only when it was refused, once and
 * privately. One that is no vote, or under a message that is not ours, means nothing and leaves no trace.
 */
export async function mark(turn: Turn, { on, emoji, added }: ArrivalOf<'mark'>): Promise<Answer> {
  // Most reactions of a workspace are under other people's messages: these cost one read and no transaction.
  const known = await turn.box.reads.postings.find(on);
  if (!known || !mayBeVote(known.kind, emoji)) return NOTHING;
  const result = await writing(turn, async (tx, by) => {
    const posting = await tx.postings.find(on);
    return posting ? recordMark(tx, by, { posting, emoji, added, at: turn.at }) : null;
  });
  return isRefusal(result) ? privately(turn, await refusalText(turn, result)) : NOTHING;
}
