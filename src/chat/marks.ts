import { isRefusal } from '../refusal.ts';
import { mayBeVote } from '../votes/reconcile-marks.ts';
import { recordMark } from '../votes/record-mark.ts';
import type { Answer, ArrivalOf } from './arrival.ts';
import type { Box } from './box.ts';
import { refusalText } from './messages/refusal.ts';
import { privately } from './messages/said.ts';
import { NOTHING, type Turn, writing } from './turn.ts';

/**
 * May it be a vote? Most reactions of a workspace stand under other people's messages or say something else:
 * these cost one read, nobody is looked up for them, and they leave no trace.
 */
export async function concernsUs({ reads }: Box, { on, emoji }: ArrivalOf<'mark'>): Promise<boolean> {
  const posting = await reads.postings.find(on);
  return posting !== null && mayBeVote(posting.kind, emoji);
}

/**
 * A reaction: acknowledged at once by its adapter, so it is answered only when it was refused, once and
 * privately.
 */
export async function mark(turn: Turn, { on, emoji, added }: ArrivalOf<'mark'>): Promise<Answer> {
  const result = await writing(turn, async (tx, by) => {
    const posting = await tx.postings.find(on);
    return posting ? recordMark(tx, by, { posting, emoji, added, at: turn.at }) : null;
  });
  return isRefusal(result) ? privately(turn, await refusalText(turn, result)) : NOTHING;
}
